//! The shapes: what is large or wrong in each, and the records that make it so.

use std::fs;

use serde_json::json;

use super::content::{Content, Shape, shape};
use super::records::*;

/// More records than any stream of this has.
pub const ANY: usize = 300_000;

/// The size up to which the items of one record are within the bounds.
pub const ITEMS: usize = 60_000;

pub const SHAPES: &[Shape] = &[
    shape("circle of actors", ANY, "reference-cycle", |n| {
        actors(n, |at| (at + 1) % n)
    }),
    shape("chain of actors", ANY, "reference-cycle", |n| {
        actors(n, |at| (at + 1).min(n - 1))
    }),
    shape(
        "deciders at the start of a chain of actors",
        ANY,
        "reference-cycle",
        |n| {
            let mut records = actors(n, |at| (at + 1).min(n - 1));
            records.extend(decisions(n, |_, decision| {
                decision["decider"]["actor"] = json!("actor-0")
            }));
            records
        },
    ),
    shape(
        "deciders all along a chain of actors",
        ANY,
        "reference-cycle",
        |n| {
            let mut records = actors(n, |at| (at + 1).min(n - 1));
            records.extend(decisions(n, |at, decision| {
                decision["decider"]["actor"] = json!(format!("actor-{at}"));
            }));
            records
        },
    ),
    shape(
        "grounds of holders along a chain of actors",
        ANY,
        "reference-cycle",
        |n| {
            let mut records = actors(n, |at| (at + 1).min(n - 1));
            records.extend(decisions(n, |at, decision| {
                decision["decider"]["actor"] = json!("somebody");
                decision["statements"] = json!([statement(0, &format!("actor-{at}"))]);
            }));
            records
        },
    ),
    shape(
        "positions of deciders along a chain of actors",
        ANY,
        "reference-cycle",
        |n| {
            let mut records = actors(n, |at| (at + 1).min(n - 1));
            records.extend(decisions(n, |at, decision| {
                decision["kind"] = json!("position");
                decision["proposal"] = json!({ "id": "proposal" });
                decision["options"][0]["position"] = json!("support");
                decision["decider"]["actor"] = json!(format!("actor-{at}"));
            }));
            records
        },
    ),
    shape(
        "options that are not there",
        ITEMS,
        "dangling-reference",
        |n| {
            one(|decision| {
                decision["options"] = list(
                    n,
                    |at| json!({ "id": format!("o-{at}"), "label": { "en": format!("Option {at}") } }),
                );
                decision["choice"] = json!("o-0");
                decision["statements"] = list(n, |at| {
                    let mut one = statement(at, "somebody");
                    one["bearing"] = json!({ "option": format!("p-{at}"), "direction": "for" });
                    one
                });
            })
        },
    ),
    shape(
        "events that are not there",
        ITEMS,
        "dangling-reference",
        |n| {
            one(|decision| {
                decision["events"] = list(n, event);
                decision["statements"] = list(n, |at| {
                    let mut one = statement(at, "somebody");
                    one["event"] = json!(format!("f-{at}"));
                    one
                });
            })
        },
    ),
    shape(
        "provisions that are not there",
        ITEMS,
        "dangling-reference",
        |n| {
            one(|decision| {
                decision["provisions"] = list(n, provision);
                for (at, one) in decision["provisions"]
                    .as_array_mut()
                    .into_iter()
                    .flatten()
                    .enumerate()
                {
                    one["replaces"] = json!(format!("#q-{at}"));
                }
            })
        },
    ),
    shape(
        "targets that are not there",
        ITEMS,
        "dangling-reference",
        |n| {
            one(|decision| {
                decision["statements"] = list(n, |at| {
                    let mut one = statement(at, "somebody");
                    one["relations"] =
                        json!([{ "type": "supports", "target": format!("#t-{at}") }]);
                    one
                });
            })
        },
    ),
    shape(
        "targets in another record that are not there",
        ITEMS,
        "dangling-reference",
        |n| {
            let mut records =
                one(|decision| decision["statements"] = list(n, |at| statement(at, "somebody")));
            records.extend(decisions(2, |at, decision| {
            if at == 1 {
                decision["statements"] = list(n, |at| {
                    let mut one = statement(at, "somebody");
                    one["relations"] = json!([{ "type": "supports", "target": format!("a-xx-2025-0001#t-{at}") }]);
                    one
                });
            }
        }).into_iter().skip(1));
            records
        },
    ),
    shape(
        "parts of another record that are not there",
        ITEMS,
        "dangling-reference",
        |n| {
            let mut records = one(|decision| decision["provisions"] = list(n, provision));
            records.extend(decisions(2, |at, decision| {
            if at == 1 {
                let parts = list(n, |at| json!(format!("q-{at}")));
                decision["relations"] = json!([{ "type": "amends", "target": "a-xx-2025-0001", "parts": parts, "evidence": evidence() }]);
            }
        }).into_iter().skip(1));
            records
        },
    ),
    shape(
        "parts that are not there",
        ITEMS,
        "dangling-reference",
        |n| {
            one(|decision| {
                decision["provisions"] = list(n, provision);
                let parts = list(n, |at| json!(format!("q-{at}")));
                decision["events"][0]["parts"] = parts;
            })
        },
    ),
    shape("events that touch every provision", ITEMS, "", |n| {
        let n = (n as f64).sqrt() as usize;
        one(|decision| {
            decision["provisions"] = list(n, provision);
            decision["events"] = list(n, |at| {
                let mut one = event(at);
                one["parts"] = list(n, |at| json!(format!("q{at}")));
                one
            });
        })
    }),
    shape("fields that are not there", ITEMS, "unknown-field", |n| {
        one(|decision| {
            let members = (0..n).map(|at| (format!("field_{at}"), json!(1)));
            decision
                .as_object_mut()
                .into_iter()
                .for_each(|record| record.extend(members.clone()));
        })
    }),
    shape(
        "references to actors that are not there",
        ANY,
        "dangling-reference",
        |n| {
            let mut records = actors(n, |at| at);
            records.extend(decisions(n, |at, decision| {
                decision["decider"]["actor"] = json!(format!("aktor-{at}"));
            }));
            records
        },
    ),
    shape("events", ITEMS, "", |n| {
        one(|decision| decision["events"] = list(n, event))
    }),
    shape(
        "events on one day of unlike types",
        ITEMS,
        "event-order",
        |n| {
            one(|decision| {
                decision["events"] = list(n, |at| {
                    let mut one = event(at);
                    one["type"] = json!(
                        [
                            "taken",
                            "published",
                            "executed",
                            "withdrawn",
                            "lapsed",
                            "suspended",
                            "resumed"
                        ][at % 7]
                    );
                    one["date"] = json!(format!("20{:02}", 25 - at % 9));
                    one
                });
            })
        },
    ),
    shape("votes of one body", ITEMS, "", |n| {
        one(|decision| {
            decision["events"] = list(n, |at| {
                let mut one = event(at);
                one["body"] = json!("somebody");
                one["vote"] = json!({ "on": "yes", "tallies": [{ "unit": "members", "for": 3, "against": 1 }] });
                one
            });
        })
    }),
    shape("evidence to one source", ITEMS, "", |n| {
        one(|decision| {
            decision["events"][0]["evidence"] = list(
                n,
                |at| json!({ "source": "source", "locator": format!("page {at}"), "confidence": "high" }),
            );
        })
    }),
    shape("decisions that rest on one source", ANY, "", |n| {
        decisions(n, |_, _| {})
    }),
    shape("discrepancies", ITEMS / 2, "", |n| {
        one(|decision| {
            decision["events"] = list(n, event);
            decision["discrepancies"] = list(n, |at| {
                json!({
                    "id": format!("d{at}"), "pointer": format!("/events/{at}/date"), "reason": { "en": "It is the later one." },
                    "readings": [
                        { "value": "2025-03-01", "evidence": evidence() },
                        { "value": "2025-03-02", "evidence": evidence() },
                    ],
                })
            });
        })
    }),
    shape(
        "readings of one discrepancy",
        ITEMS,
        "discrepancy-reading",
        |n| {
            one(|decision| {
                let readings = list(
                    n,
                    |_| json!({ "value": "2025-03-01", "evidence": evidence() }),
                );
                decision["discrepancies"] = json!([{ "id": "d", "pointer": "/events/0/date", "reason": { "en": "It is so." }, "readings": readings }]);
            })
        },
    ),
    shape("terms of one person in one office", ITEMS, "", |n| {
        vec![terms(0, n)]
    }),
    shape("persons in one office", ANY, "two-holders", |n| {
        (0..n).map(|at| terms(at, 1)).collect()
    }),
    shape("deciders who have many terms", ITEMS, "", |n| {
        let mut records = vec![terms(0, n)];
        records.extend(decisions(n, |_, decision| {
            decision["decider"]["actor"] = json!("person-0");
            decision["statements"] = json!([statement(0, "person-0")]);
        }));
        records
    }),
    shape("records of one id", ANY, "duplicate-id", |n| {
        (0..n).map(|_| actor("somebody-else", None)).collect()
    }),
    shape("parts of one id", ITEMS, "duplicate-id", |n| {
        one(|decision| decision["statements"] = list(n, |_| statement(0, "somebody")))
    }),
    shape("sources that cite one another", ITEMS, "", |n| {
        (0..n).map(|at| {
            let mut one = source(&format!("source-{at}"));
            one["cites"] = json!([{ "source": format!("source-{}", (at + 1) % n), "evidence": [{ "source": format!("source-{at}"), "locator": "p. 1", "confidence": "high" }] }]);
            one
        }).collect()
    }),
    shape("chain of relations", ANY / 2, "", |n| {
        related(n, |at| at.saturating_sub(1))
    }),
    shape("circle of relations", ANY / 2, "reference-cycle", |n| {
        related(n, |at| (at + n - 1) % n)
    }),
    shape("relations to one decision", ANY / 2, "", |n| {
        related(n, |_| 0)
    }),
    shape("chain of provisions", ITEMS, "", |n| {
        one(|decision| decision["provisions"] = replacing(n, |at| at.checked_sub(1)))
    }),
    shape("circle of provisions", ITEMS, "reference-cycle", |n| {
        one(|decision| decision["provisions"] = replacing(n, |at| Some((at + 1) % n)))
    }),
    Shape {
        name: "quotes in one text",
        first: 500,
        most: 60_000,
        rule: "",
        content: Content::Folder(|n, folder| quotes(n, folder, "word")),
    },
    Shape {
        name: "quotes that are not in one text",
        first: 500,
        most: 60_000,
        rule: "quote-not-found",
        content: Content::Folder(|n, folder| quotes(n, folder, "work")),
    },
    Shape {
        name: "deep folders",
        first: 10,
        most: 400,
        rule: "misplaced-file",
        content: Content::Folder(deep),
    },
    Shape {
        name: "lines that are no JSON",
        first: 4000,
        most: ANY,
        rule: "json-syntax",
        content: Content::Folder(|n, folder| {
            let path = folder.join("all.ndjson");
            fs::write(&path, "{\"type\":\n".repeat(n)).expect("it can be written");
            path
        }),
    },
];
