//! The numbers that a text writes in digits, whatever the language: with marks between groups of digits, a comma or a point before a
//! fraction, and a word such as *million* behind them.
//!
//! Where a writing can mean two numbers, as `12.500` can, both are there: who looks for one finds it.

/// Words behind a number that make it so many powers of ten larger; of some of them it depends on the language.
const FACTORS: [(&str, &[usize]); 24] = [
    ("hundred", &[2]),
    ("honderd", &[2]),
    ("hundert", &[2]),
    ("thousand", &[3]),
    ("duizend", &[3]),
    ("tausend", &[3]),
    ("mille", &[3]),
    ("million", &[6]),
    ("millions", &[6]),
    ("millionen", &[6]),
    ("miljoen", &[6]),
    ("mln", &[6]),
    ("mio", &[6]),
    ("billion", &[9, 12]),
    ("billions", &[9, 12]),
    ("miljard", &[9]),
    ("milliard", &[9]),
    ("milliards", &[9]),
    ("milliarde", &[9]),
    ("milliarden", &[9]),
    ("mld", &[9]),
    ("mrd", &[9]),
    ("bn", &[9]),
    ("trillion", &[12]),
];

/// Letters that may be a unit as well: `5 m` is five million, or five metres.
const SHORT: [(&str, usize); 2] = [("k", 3), ("m", 6)];

/// Words that are numbers by themselves, beside those that make a number larger.
const WORDS: [&str; 9] = [
    "half",
    "helft",
    "halve",
    "anderhalf",
    "anderhalve",
    "dozen",
    "dozijn",
    "dutzend",
    "twice",
];

/// The ends of words from twenty on: in some languages the words for the tens close longer ones, as in *tweeënnegentig*.
const TENS: [&str; 32] = [
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "twintig",
    "dertig",
    "veertig",
    "vijftig",
    "zestig",
    "zeventig",
    "tachtig",
    "negentig",
    "zwanzig",
    "dreißig",
    "dreissig",
    "vierzig",
    "fünfzig",
    "sechzig",
    "siebzig",
    "achtzig",
    "neunzig",
    "vingt",
    "vingts",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "nonante",
];

/// The numbers in a text that are written in digits, in plain decimals without a sign or zeros at either end.
pub fn numbers(text: &str) -> Vec<String> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|one: char| one.is_ascii_digit()) {
        let run = &rest[start..];
        let is_in_word = rest[..start].ends_with(char::is_alphabetic);
        let length = run_length(run);
        rest = &run[length..];
        // The name of a gas or a road is no number.
        if is_in_word {
            continue;
        }
        let readings = readings(&run[..length], rest);
        let word = word_behind(rest).to_lowercase();
        let factor = FACTORS.iter().find(|(name, _)| *name == word);
        let short = SHORT.iter().find(|(name, _)| *name == word);
        for reading in readings {
            let powers = factor.map_or(&[][..], |(_, powers)| powers);
            let larger = powers.iter().chain(short.map(|(_, power)| power));
            numbers.extend(larger.map(|power| plain(&reading, *power)));
            if factor.is_none() {
                numbers.push(plain(&reading, 0));
            }
        }
    }
    numbers
}

/// True if a text may have numbers that are written in words.
pub fn has_number_words(text: &str) -> bool {
    let mut after_digits = false;
    text.split(|one: char| !one.is_alphanumeric()).any(|word| {
        let is_behind = std::mem::replace(
            &mut after_digits,
            word.ends_with(|one: char| one.is_ascii_digit()),
        );
        let word = word.to_lowercase();
        let is_factor = FACTORS.iter().any(|(name, _)| *name == word);
        (is_factor && !is_behind)
            || WORDS.contains(&word.as_str())
            || TENS.iter().any(|end| word.ends_with(end))
    })
}

/// A decimal as [`numbers`] has it.
pub fn plain_decimal(number: &str) -> String {
    plain(number, 0)
}

/// A decimal, a hundred times as large, as [`numbers`] has it.
pub fn hundredfold(number: &str) -> String {
    plain(number, 2)
}

/// The length of the digits at the start of a text, with the marks between them.
fn run_length(text: &str) -> usize {
    let mut length = 0;
    while let Some(next) = text[length..].chars().next() {
        let behind = &text[length + next.len_utf8()..];
        let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
        let joins = match next {
            '0'..='9' => true,
            '.' | ',' | '\'' | '’' => digits > 0,
            // Between two numbers a space joins nothing.
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => {
                digits == 3 && group_before(&text[..length]) <= 3
            }
            _ => false,
        };
        if !joins {
            break;
        }
        length += next.len_utf8();
    }
    length
}

/// The number of digits at the end of a text.
fn group_before(text: &str) -> usize {
    text.bytes().rev().take_while(u8::is_ascii_digit).count()
}

/// What a run of digits and marks can mean, as decimals with a point.
fn readings(run: &str, behind: &str) -> Vec<String> {
    let is_mark = |one: char| !one.is_ascii_digit();
    let groups: Vec<&str> = run.split(is_mark).collect();
    let marks: Vec<char> = run.chars().filter(|one| is_mark(*one)).collect();
    let mut readings = Vec::new();
    let are_whole = |groups: &[&str]| groups.iter().skip(1).all(|group| group.len() == 3);
    if are_whole(&groups) {
        readings.push(groups.concat());
    }
    if let (Some(mark @ ('.' | ',')), [whole @ .., fraction]) = (marks.last(), &groups[..])
        && are_whole(whole)
        && !marks[..marks.len() - 1].contains(mark)
    {
        readings.push(format!("{}.{fraction}", whole.concat()));
    }
    // A list of numbers, a date, or the number of a chapter.
    if groups.len() > 1 {
        readings.extend(groups.iter().map(|group| (*group).to_owned()));
    }
    let fraction = match behind.chars().next() {
        Some('¼') => ".25",
        Some('½') => ".5",
        Some('¾') => ".75",
        _ => return readings,
    };
    vec![groups.concat() + fraction]
}

/// The word behind a number, at most a space away.
fn word_behind(text: &str) -> &str {
    let text = text
        .strip_prefix([' ', '\u{a0}', '\u{202f}', '-'])
        .unwrap_or(text);
    let end = text.find(|one: char| !one.is_alphabetic());
    &text[..end.unwrap_or(text.len())]
}

/// A decimal, larger by so many powers of ten, without a sign or zeros at either end.
fn plain(number: &str, power: usize) -> String {
    let number = number.trim_start_matches('-');
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = format!("{whole}{fraction:0<power$}");
    let (whole, fraction) = digits.split_at(whole.len() + power);
    let (whole, fraction) = (
        whole.trim_start_matches('0'),
        fraction.trim_end_matches('0'),
    );
    let whole = if whole.is_empty() { "0" } else { whole };
    match fraction {
        "" => whole.to_owned(),
        _ => format!("{whole}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_however_it_is_written() {
        for (text, number) in [
            ("a levy of 12 euro", "12"),
            ("12.500 euro", "12500"),
            ("12,500 euro", "12500"),
            ("12 500 euro", "12500"),
            ("12\u{a0}500 euro", "12500"),
            ("12\u{202f}500\u{202f}000 euro", "12500000"),
            ("12’500’000 francs", "12500000"),
            ("12'500 francs", "12500"),
            ("12.500,50 euro", "12500.5"),
            ("12,500.50 euro", "12500.5"),
            ("2,5 procent", "2.5"),
            ("2.50 percent", "2.5"),
            ("3.00 percent", "3"),
            ("€ 2,5 miljoen", "2500000"),
            ("2.5 million", "2500000"),
            ("1,25 miljard", "1250000000"),
            ("€3bn", "3000000000"),
            ("3 billion", "3000000000"),
            ("3 Billionen, 3 billion", "3000000000000"),
            ("125 mln. euro", "125000000"),
            ("€125k", "125000"),
            ("5 m high", "5"),
            ("€5m", "5000000"),
            ("2½ percent", "2.5"),
            ("€ 125,-", "125"),
            ("12.500.", "12500"),
            ("between 10-15 boats", "15"),
            ("rules 1,2,3", "3"),
            ("0,814", "0.814"),
            ("50%", "50"),
            ("440,000 aircraft", "440000"),
        ] {
            let numbers = numbers(text);
            assert!(
                numbers.iter().any(|one| one == number),
                "{text}: {numbers:?}"
            );
        }
    }

    #[test]
    fn no_other_number_is_read() {
        for (text, number) in [
            ("12 500 euro", "125000"),
            ("12.500 euro", "125000"),
            ("2,5 miljoen", "2.5"),
            ("2,5 procent", "25"),
            ("in 2025 125 boats", "2025125"),
            ("12.500,50", "1250050"),
            ("no number", "0"),
            ("CO2 on the A12", "2"),
            ("CO2 on the A12", "12"),
        ] {
            let numbers = numbers(text);
            assert!(
                !numbers.iter().any(|one| one == number),
                "{text}: {numbers:?}"
            );
        }
        assert_eq!(plain_decimal("-0.50"), "0.5");
        assert_eq!(plain_decimal("100"), "100");
        assert_eq!(hundredfold("0.814"), "81.4");
        assert_eq!(hundredfold("0.05"), "5");
    }

    #[test]
    fn words_are_numbers_too() {
        assert!(has_number_words("two million euro in 2025"));
        assert!(has_number_words("anderhalf jaar vanaf 2025"));
        assert!(has_number_words(
            "op 3 juni 2026 met tweeënnegentig stemmen"
        ));
        assert!(has_number_words("on 3 June 2026 by ninety-two votes"));
        assert!(!has_number_words("81,4 percent, 81.4 procent"));
        assert!(!has_number_words("2,5 miljoen euro"));
        assert!(!has_number_words("12.500 euro"));
    }
}
