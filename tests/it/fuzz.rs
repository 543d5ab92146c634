//! The promise: what must hold for any bytes holds for those that were once worth looking at. A long run is told of in `fuzz/README.md`.

#[path = "../../fuzz/bodies.rs"]
mod bodies;

use std::fs;

use crate::support::repository;

#[test]
fn every_target_holds_over_its_corpus() {
    for (name, body) in bodies::TARGETS_OF_FUZZ {
        let corpus = repository().join("fuzz/corpus").join(name);
        let entries = fs::read_dir(&corpus).expect("every target has a corpus");
        let mut count = 0;
        for entry in entries {
            let path = entry.expect("it can be read").path();
            body(&fs::read(&path).expect("it can be read"));
            count += 1;
        }
        assert!(count >= 4, "{name} has {count}");
        let target = repository().join(format!("fuzz/targets/{name}.rs"));
        let target = fs::read_to_string(target).expect("every body has a target");
        assert!(target.contains(&format!("bodies::{name}(bytes)")), "{name}");
    }
}
