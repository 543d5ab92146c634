//! A weekly meeting, and the documents that say what was decided there.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::government::Government;
use super::output::Output;
use super::random::Random;
use super::source::{Pinned, located, unpinned};
use super::{actor, both};

/// A meeting that is being held.
pub struct Meeting {
    /// Which of its government, counted from 0.
    pub number: usize,
    /// True if it is the last, at which all that is still to happen does.
    pub is_last: bool,
    /// The minutes.
    pub minutes: Pinned,
    /// A letter to the House on what was decided.
    pub letter: Pinned,
    /// The report of a newspaper, whose text is not here.
    pub press: String,
    cites: Vec<Value>,
}

/// A day of a meeting, as records write it: a week apart.
pub fn day(number: usize) -> String {
    shifted(number, 0).to_string()
}

impl Meeting {
    pub fn new(government: &mut Government, number: usize, is_last: bool) -> Meeting {
        let code = &government.code;
        let mut minutes = Pinned::new(format!("minutes-{code}-{number}"));
        let mut letter = Pinned::new(format!("letter-{code}-{number}"));
        minutes
            .text
            .head(&format!("Besluitenlĳst van vergadering {number}"));
        letter.text.head(&format!(
            "Brief aan de Kamer bĳ vergadering {number}, nr. {number}/{code}"
        ));
        let mut cites = Vec::new();
        if number > 0 {
            let sentence = format!(
                "De lĳst van vergadering {} is – ongewĳzigd – vastgesteld.",
                number - 1
            );
            minutes.text.say(&sentence);
            cites.push(json!({
                "source": format!("minutes-{code}-{}", number - 1),
                "evidence": [{ "source": minutes.id, "quote": sentence }],
            }));
        }
        let press = format!("press-{code}-{number}");
        Meeting {
            number,
            is_last,
            minutes,
            letter,
            press,
            cites,
        }
    }

    /// The day on which it is held.
    pub fn date(&self) -> String {
        day(self.number)
    }

    /// A day before it.
    pub fn days_before(&self, days: i64) -> String {
        shifted(self.number, -days).to_string()
    }

    /// A day after it.
    pub fn day_after(&self, days: i64) -> String {
        shifted(self.number, days).to_string()
    }

    /// Evidence for something of that day: words of the minutes, and now and then what the newspaper had.
    pub fn evidence(&mut self, government: &mut Government) -> Vec<Value> {
        let random = &mut government.random;
        let mut evidence = vec![self.minutes.quote(&government.words, random)];
        if random.below(5) == 0 {
            evidence.push(located(&self.press, random));
        }
        evidence
    }

    /// Evidence for what somebody said there or wrote about it.
    pub fn said(&mut self, government: &mut Government) -> Value {
        let random = &mut government.random;
        let source = if random.below(3) == 0 {
            &mut self.letter
        } else {
            &mut self.minutes
        };
        source.quote(&government.words, random)
    }

    /// Writes the documents.
    pub fn write(mut self, government: &mut Government, out: &mut Output) {
        let (code, number) = (government.code.clone(), self.number);
        let (date, later) = (self.date(), shifted(number, 2).to_string());
        let (words, random) = (&government.words, &mut government.random);
        let letter_of_minutes = self.minutes.quote(words, random);
        let minutes_in_letter = self.letter.quote(words, random);
        let minutes = json!({
            "form": "minutes",
            "title": both(&format!("Besluitenlĳst {number} ({code})"), &format!("Minutes {number} ({code})")),
            "language": "nl",
            "authors": [{ "actor": format!("cabinet-{code}") }],
            "date": date,
            "published": later,
            "availability": "public",
        });
        let nth = random.below(actor::MINISTERS);
        let letter = json!({
            "form": "letter",
            "title": both(&format!("Brief {number} ({code})"), &format!("Letter {number} ({code})")),
            "language": "nl",
            "authors": [
                { "actor": format!("holder-{nth}-{code}"), "office": format!("minister-{nth}-{code}"), "signed": true },
                { "actor": format!("minister-{}-{code}", (nth + 1) % actor::MINISTERS), "signed": false },
            ],
            "addressee": format!("house-{code}"),
            "date": date,
            "availability": "public",
            "url": format!("https://besluit.example/{code}/letters/{number}"),
            "archived": [{ "url": format!("https://archive.example/{code}/letters/{number}"), "at": later }],
            "identifiers": [{ "scheme": "paper", "value": format!("{} {code}, nr. {number}", 20_000 + number) }],
        });
        let press = json!({
            "form": "press",
            "title": both(&format!("Verslag “{number}” ({code})"), &format!("Report “{number}” ({code})")),
            "language": "nl",
            "authors": [{ "actor": format!("newspaper-{code}") }],
            "date": date,
            "availability": "public",
        });
        let of_letter = json!({
            "cites": [{ "source": self.minutes.id, "evidence": [minutes_in_letter] }],
            "evidence": [letter_of_minutes],
        });
        self.minutes
            .write(minutes, json!({ "cites": self.cites }), random, out);
        self.letter.write(letter, of_letter, random, out);
        out.record(&unpinned(&self.press, press));
    }
}

/// A date as a source may give it: mostly the day, now and then two days of which it is one, or the month.
pub fn loosely(number: usize, random: &mut Random) -> String {
    let day = day(number);
    match random.below(24) {
        0 => day[..7].to_owned(),
        1 => format!("{}/{day}", shifted(number, -1)),
        _ => day,
    }
}

fn shifted(number: usize, days: i64) -> Date {
    let days = i64::try_from(number * 7).expect("it is small") + days;
    date(2000, 1, 3).saturating_add(days.days())
}
