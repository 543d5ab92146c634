//! The strings that patterns accept, compared as automata: whether each string that has some patterns has some others too, and if not,
//! a shortest one that has not. Exact, within bounds; what is not understood stays open.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, LazyLock, Mutex};

use jsonschema::{PatternOptions, Validator};
use regex_automata::Anchored;
use regex_automata::hybrid::LazyStateID;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::util::start;
use serde_json::{Value, json};

/// The answer to whether all strings of some patterns have others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inclusion {
    /// All have them.
    Within,
    /// This one has not.
    Beyond(String),
    /// It cannot be told.
    Unknown,
}

/// The most states that are looked at: a bound in numbers, not in time, so that the answer is the same on every machine.
const MAX_STATES: usize = 20_000;

/// The memory that an automaton may use; beyond it states would be forgotten.
const MAX_MEMORY: usize = 64 << 20;

/// The patterns that were asked for, each compiled once.
static COMPILED: LazyLock<Mutex<HashMap<String, Option<Arc<Validator>>>>> =
    LazyLock::new(Mutex::default);

/// True if a string has a pattern, as the validator of schemas says; `None` if the pattern cannot be read.
pub fn matches(pattern: &str, text: &str) -> Option<bool> {
    let mut compiled = COMPILED.lock().ok()?;
    let validator = match compiled.get(pattern) {
        Some(validator) => validator.clone(),
        None => {
            let schema = json!({ "pattern": pattern });
            let options = jsonschema::draft202012::options();
            let options = options.with_pattern_options(PatternOptions::regex());
            let validator = options.offline().build(&schema).ok().map(Arc::new);
            compiled.insert(pattern.to_owned(), validator.clone());
            validator
        }
    };
    drop(compiled);
    Some(validator?.is_valid(&Value::from(text)))
}

/// Tells whether each string that has all of `these` patterns has all of `those`.
pub fn inclusion<'a>(
    these: impl IntoIterator<Item = &'a str>,
    those: impl IntoIterator<Item = &'a str>,
) -> Inclusion {
    let these: Vec<_> = these.into_iter().collect();
    let those: Vec<_> = those.into_iter().collect();
    if those.iter().all(|one| these.contains(one)) {
        return Inclusion::Within;
    }
    let patterns: Vec<&str> = these.iter().chain(&those).copied().collect();
    let automata: Option<Vec<_>> = patterns.iter().map(|one| Automaton::of(one)).collect();
    automata.map_or(Inclusion::Unknown, |mut automata| {
        search(&mut automata, these.len()).unwrap_or(Inclusion::Unknown)
    })
}

struct Automaton {
    dfa: DFA,
    cache: Cache,
}

/// Where one automaton is: `None` once it has found its pattern, whatever follows.
type State = Option<LazyStateID>;

impl Automaton {
    fn of(pattern: &str) -> Option<Automaton> {
        if !is_plain(pattern) {
            return None;
        }
        let config = DFA::config()
            .cache_capacity(MAX_MEMORY)
            .skip_cache_capacity_check(true);
        let dfa = DFA::builder().configure(config).build(pattern).ok()?;
        let cache = dfa.create_cache();
        Some(Automaton { dfa, cache })
    }

    fn start(&mut self) -> Option<State> {
        let config = start::Config::new().anchored(Anchored::No);
        let state = self.dfa.start_state(&mut self.cache, &config).ok()?;
        Some(Some(state))
    }

    fn next(&mut self, state: State, byte: u8) -> Option<State> {
        let Some(state) = state else {
            return Some(None);
        };
        let next = self.dfa.next_state(&mut self.cache, state, byte).ok()?;
        (!next.is_quit()).then_some((!next.is_match()).then_some(next))
    }

    fn accepts(&mut self, state: State) -> Option<bool> {
        let Some(state) = state else {
            return Some(true);
        };
        let end = self.dfa.next_eoi_state(&mut self.cache, state).ok()?;
        Some(end.is_match())
    }
}

/// True if a pattern means the same in the dialect of JSON Schema and in that of the automata: classes such as `\d` do not.
fn is_plain(pattern: &str) -> bool {
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter == '\\'
            && letters
                .next()
                .is_some_and(|next| next.is_ascii_alphanumeric() && !"nrtfvux".contains(next))
        {
            return false;
        }
    }
    true
}

/// Where a string of bytes is in a letter of UTF-8: the bounds of the next byte, and how many come after it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Letter {
    from: u8,
    to: u8,
    left: u8,
}

/// Between two letters.
const BETWEEN: Letter = Letter {
    from: 0,
    to: 0xff,
    left: 0,
};

impl Letter {
    fn next(self, byte: u8) -> Option<Letter> {
        let within = |from, to, left| Some(Letter { from, to, left });
        if self != BETWEEN {
            let fits = (self.from..=self.to).contains(&byte);
            return match (fits, self.left) {
                (false, _) => None,
                (true, 1) => Some(BETWEEN),
                (true, left) => within(0x80, 0xbf, left - 1),
            };
        }
        match byte {
            0x00..=0x7f => Some(BETWEEN),
            0xc2..=0xdf => within(0x80, 0xbf, 1),
            0xe0 => within(0xa0, 0xbf, 2),
            0xe1..=0xec | 0xee | 0xef => within(0x80, 0xbf, 2),
            0xed => within(0x80, 0x9f, 2),
            0xf0 => within(0x90, 0xbf, 3),
            0xf1..=0xf3 => within(0x80, 0xbf, 3),
            0xf4 => within(0x80, 0x8f, 3),
            _ => None,
        }
    }
}

/// One byte of each sort that the automata and letters tell apart, in the order in which they are tried: what people can read first.
fn bytes(automata: &[Automaton]) -> Vec<u8> {
    // Where the rules of `Letter` change.
    const BOUNDS: [u8; 12] = [
        0x80, 0x90, 0xa0, 0xc0, 0xc2, 0xe0, 0xe1, 0xed, 0xee, 0xf0, 0xf1, 0xf4,
    ];
    let mut seen = HashSet::new();
    let is_new = |byte: &u8| {
        let classes = automata.iter();
        let classes = classes.map(|one| one.dfa.byte_classes().get(*byte));
        let bound = BOUNDS.iter().filter(|bound| **bound <= *byte).count();
        // The last lead bytes that begin a letter.
        seen.insert((classes.collect::<Vec<_>>(), bound, *byte > 0xf4))
    };
    all_bytes().filter(is_new).collect()
}

fn all_bytes() -> impl Iterator<Item = u8> {
    let readable = (b'a'..=b'z').chain(b'A'..=b'Z').chain(b'0'..=b'9');
    let others = (0..=0xff_u8).filter(|byte| !byte.is_ascii_alphanumeric());
    let (shown, rest): (Vec<_>, Vec<_>) = others.partition(|byte| (0x20..0x7f).contains(byte));
    readable.chain(shown).chain(rest)
}

/// Walks all automata at once, breadth first, until a string has the first patterns, as many as given, and not all of the others.
fn search(automata: &mut [Automaton], first: usize) -> Option<Inclusion> {
    type Place = (Vec<State>, Letter);
    let starts: Option<Vec<State>> = automata.iter_mut().map(Automaton::start).collect();
    let start: Place = (starts?, BETWEEN);
    let mut number: HashMap<Place, usize> = HashMap::from([(start.clone(), 0)]);
    let mut came: Vec<(usize, u8)> = vec![(0, 0)];
    let mut queue = VecDeque::from([start]);
    let bytes = bytes(automata);
    let mut at = 0;
    while let Some((states, letter)) = queue.pop_front() {
        if letter == BETWEEN {
            let mut accepted = Vec::new();
            for (automaton, state) in automata.iter_mut().zip(&states) {
                accepted.push(automaton.accepts(*state)?);
            }
            let (these, those) = accepted.split_at(first);
            if !these.contains(&false) && those.contains(&false) {
                return Some(Inclusion::Beyond(spelled(&came, at)?));
            }
        }
        for &byte in &bytes {
            let Some(letter) = letter.next(byte) else {
                continue;
            };
            let mut next = Vec::with_capacity(states.len());
            for (automaton, state) in automata.iter_mut().zip(&states) {
                next.push(automaton.next(*state, byte)?);
                if automaton.cache.clear_count() > 0 {
                    return None;
                }
            }
            // From where the first patterns cannot be had any more nothing is to be found.
            let is_dead = |state: &State| state.is_some_and(|state| state.is_dead());
            if next[..first].iter().any(is_dead) || next[first..].iter().all(Option::is_none) {
                continue;
            }
            let place = (next, letter);
            if !number.contains_key(&place) {
                if number.len() == MAX_STATES {
                    return None;
                }
                number.insert(place.clone(), came.len());
                came.push((at, byte));
                queue.push_back(place);
            }
        }
        at += 1;
    }
    Some(Inclusion::Within)
}

/// The string that led to a state, by the state before each and the byte between.
fn spelled(came: &[(usize, u8)], mut at: usize) -> Option<String> {
    let mut bytes = Vec::new();
    while at != 0 {
        let (before, byte) = came[at];
        bytes.push(byte);
        at = before;
    }
    bytes.reverse();
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{Inclusion, inclusion};

    #[track_caller]
    fn check(these: &[&str], those: &[&str], expected: Inclusion) {
        let found = inclusion(these.iter().copied(), those.iter().copied());
        assert_eq!(found, expected, "{these:?} in {those:?}");
    }

    #[test]
    fn what_one_pattern_has_and_another_has_not_is_found() {
        use Inclusion::{Beyond, Unknown, Within};
        check(&["^[a-z]+$"], &["^[a-z0-9]+$"], Within);
        check(&["^[a-z0-9]+$"], &["^[a-z]+$"], Beyond("0".to_owned()));
        check(&["^[a-z]{3}$"], &["^[a-z]{2,3}$"], Within);
        check(&["a"], &["^a"], Beyond("ba".to_owned()));
        check(&["^a$", "^b$"], &["^c$"], Within);
        check(&[], &["^a"], Beyond(String::new()));
        check(&["^[^a]$"], &["^[\u{0}-\u{60}b-\u{10ffff}]$"], Within);
        check(&["^é+$"], &["^[à-ü]+$"], Within);
        check(&["^(?:ab)+$"], &["^(?:abab)+$"], Beyond("ab".to_owned()));
        check(&["^\\d$"], &["^[0-9]$"], Unknown);
        check(&["^("], &["^a"], Unknown);
    }
}
