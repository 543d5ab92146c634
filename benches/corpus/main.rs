//! Writes a dataset of any size to measure with: `cargo bench --bench corpus -- FOLDER --records 100000 --stream`.

use std::path::PathBuf;

mod dataset;
#[path = "../../tests/support/random.rs"]
mod random;

use dataset::{Arguments, generate};

fn main() {
    let Some(arguments) = arguments() else {
        // Every bench is run by `cargo bench` alone; without a folder there is nothing to do.
        println!(
            "usage: cargo bench --bench corpus -- FOLDER [--records N] [--stream] [--broken PER_MILLE]"
        );
        return;
    };
    let totals = generate(&arguments);
    println!(
        "{} records, {} bytes, {} broken",
        totals.records, totals.bytes, totals.broken
    );
}

fn arguments() -> Option<Arguments> {
    let mut given = std::env::args().skip(1).filter(|one| one != "--bench");
    let mut arguments = Arguments {
        folder: PathBuf::from(given.next()?),
        records: 10_000,
        is_stream: false,
        broken: 0,
    };
    while let Some(name) = given.next() {
        let mut number = || {
            given
                .next()
                .and_then(|text| text.parse().ok())
                .expect("a number")
        };
        match name.as_str() {
            "--records" => arguments.records = number(),
            "--broken" => arguments.broken = number(),
            "--stream" => arguments.is_stream = true,
            other => panic!("{other} is no option"),
        }
    }
    Some(arguments)
}
