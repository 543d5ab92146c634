//! The records that contracts are tried on: those of the frozen state, and those of today.

use serde_json::Value;

/// What rules of today find at error level in a record of the frozen state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// The name of the rule.
    pub rule: String,
    /// Where, and what.
    pub what: String,
}

/// The records, and what was found in the old ones.
#[derive(Clone, Debug, Default)]
pub struct Corpora {
    /// The records of the frozen state.
    pub before: Vec<Value>,
    /// The records of today.
    pub today: Vec<Value>,
    /// What the rules of today find in the records of the frozen state.
    pub misfits: Vec<Misfit>,
}

impl Corpora {
    /// The records of a type, of the frozen state or of today; where there are none of one, those of the other.
    pub fn of(&self, name: &str, is_today: bool) -> Vec<&Value> {
        let of_type = |records: &'_ [Value]| -> Vec<usize> {
            let is_it = |record: &Value| name == "record" || record["type"] == name;
            let all = records.iter().enumerate();
            all.filter(|(_, record)| is_it(record))
                .map(|(at, _)| at)
                .collect()
        };
        let (first, second) = match is_today {
            true => (&self.today, &self.before),
            false => (&self.before, &self.today),
        };
        let found = of_type(first);
        match found.is_empty() {
            false => found.into_iter().map(|at| &first[at]).collect(),
            true => of_type(second).into_iter().map(|at| &second[at]).collect(),
        }
    }
}
