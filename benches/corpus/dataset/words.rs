//! The words of sentences. They mean nothing, and have what sentences have: accents, quotation marks and dashes in and beyond
//! ASCII, compounds with a hyphen, amounts, and enough words that none of them stands twice in a text.

use super::random::Random;

const DUTCH_WORDS: &str = "raad besluit voorstel minister burgers veiligheid kosten gemeenten uitvoering advies toezicht termijn \
    regeling bescherming gegevens onderzoek onderwijs zorg water wegen wonen handel kust haven rivier brug spoor energie natuur \
    landbouw vergunning belasting overleg verzoek steun bezwaar maatregel wĳziging invoering evaluatie financiële coördinatie \
    beëindiging privé één geïnformeerd coöperatie provinciën categorieën ruïne reëel vóór hééft efficiënt industriële richtlĳn \
    zeeën oriëntatie toezicht-overleg EU-verordening CO2-heffing kust-en-delta-plan end-to-end-versleuteling CAO-akkoord \
    ’s-avonds ministerie inspectie griffie begroting aanbesteding rechtbank inzage bekostiging heroverweging doelgroep \
    verantwoording vertraging stelsel gebruik aanbieders diensten verplichting beoordeling risico’s melding grens draagvlak";

const ENGLISH_WORDS: &str = "council decision proposal minister citizens safety costs municipalities execution advice oversight term \
    scheme protection data research education care water roads housing trade coast port river bridge railway energy nature farming \
    licence tax consultation request support objection measure amendment introduction evaluation financial coordination ending \
    façade naïve cooperative provinces categories café règle real-time end-to-end cross-border co-operation risk’s users’ ministry \
    inspectorate registry budget tender court access funding review audience account delay system use providers services duty \
    assessment report border agreement ground interest office paper permit plan policy power procedure public purpose rule";

const OPENINGS: &str = "Het kabinet besluit dat|De minister deelt mee dat|De raad wĳst erop dat|Volgens het advies is|De Kamer \
    vraagt om|Het college acht|De inspectie ziet|Er is gebleken van|De heer voorzitter noemt|Uit de stukken volgt|Daarom is|Voorts \
    geldt voor";

const LINKS: &str =
    ", omdat|, terwĳl|; daarbĳ|, zodat|, tenzĳ|, en dat betreft|: namelĳk|, in- en uitvoer van";

/// The words, apart from each other.
pub struct Words {
    dutch: Vec<&'static str>,
    english: Vec<&'static str>,
    openings: Vec<&'static str>,
    links: Vec<&'static str>,
}

impl Words {
    pub fn new() -> Words {
        Words {
            dutch: DUTCH_WORDS.split_whitespace().collect(),
            english: ENGLISH_WORDS.split_whitespace().collect(),
            openings: OPENINGS.split('|').collect(),
            links: LINKS.split('|').collect(),
        }
    }

    /// Some Dutch words.
    pub fn dutch(&self, random: &mut Random, count: usize) -> String {
        some(random, &self.dutch, count)
    }

    /// Some English words.
    pub fn english(&self, random: &mut Random, count: usize) -> String {
        some(random, &self.english, count)
    }

    /// A sentence as it stands in a text, in Dutch.
    pub fn sentence(&self, random: &mut Random) -> String {
        let count = 7 + random.below(7);
        let mut sentence = format!(
            "{} {}",
            random.pick(&self.openings),
            self.dutch(random, count)
        );
        let count = 2 + random.below(5);
        let words = self.dutch(random, count);
        // What stands in quotation marks of ASCII is escaped in JSON.
        let aside = match random.below(12) {
            0 => format!(" “{words}”"),
            1 => format!(" \"{words}\""),
            2 => format!(" – {words} –"),
            3 => format!(
                " (€ {},{} miljoen; {words})",
                1 + random.below(90),
                random.below(10)
            ),
            4..8 => format!("{} {words}", random.pick(&self.links)),
            _ => format!(" van {words}"),
        };
        sentence.push_str(&aside);
        sentence.push('.');
        sentence
    }

    /// A paraphrase in both languages.
    pub fn paraphrase(&self, random: &mut Random) -> (String, String) {
        let count = 7 + random.below(8);
        let dutch = format!("Er is {}.", self.dutch(random, count));
        let english = format!("There is {}.", self.english(random, count));
        (dutch, english)
    }
}

fn some(random: &mut Random, words: &[&str], count: usize) -> String {
    let words: Vec<_> = (0..count).map(|_| *random.pick(words)).collect();
    words.join(" ")
}
