//! The position that an export gives for a quote is right: the words around it in the normal view of its text, its line and column.

use serde_json::Value;

use crate::derive::quotes;
use crate::export::Export;
use crate::passage::normal;
use crate::support::{dataset, folders, repository};

#[test]
fn a_quote_stands_between_its_prefix_and_its_suffix() {
    let mut count = 0;
    let mut folders = folders(&repository().join("tests/fixtures/world"));
    folders.push(repository());
    for folder in folders {
        let dataset = dataset(&folder);
        let quotes = quotes(&dataset);
        let export = Export::new(&dataset, &quotes);
        for exported in &export.records {
            let record = serde_json::to_value(exported.record).expect("it is JSON");
            for anchor in &exported.derived.quotes {
                let quote = record.pointer(anchor.pointer).and_then(Value::as_str);
                let quote = quote.expect("a quote stands there");
                let source = dataset.source(anchor.source).expect("it is there");
                let text = &dataset.text(source).expect("its text is here").text;
                let around = format!("{}{quote}{}", anchor.prefix, anchor.suffix);
                assert!(normal(text).view.contains(&around), "{around}");
                let line = text.lines().nth(anchor.line - 1).expect("there is one");
                let from: String = line.chars().skip(anchor.column - 1).collect();
                let first = quote.split(' ').next().expect("a quote has a word");
                let first = &first[..first.find('-').unwrap_or(first.len())];
                assert!(from.starts_with(first), "{from} begins with {quote}");
                count += 1;
            }
        }
    }
    assert!(count > 200, "{count}");
}
