//! Shapes of what becomes of decisions, and of who decides.

use serde_json::json;

use super::content::{Shape, shape};
use super::records::*;
use super::shape::{ANY, ITEMS};

pub const LIFE: &[Shape] = &[
    shape("terms of one person in many offices", ITEMS, "", |n| {
        let mut person = terms(0, n);
        for (at, term) in person["terms"]
            .as_array_mut()
            .into_iter()
            .flatten()
            .enumerate()
        {
            term["office"] = json!(format!("office-{at}"));
        }
        let mut records: Vec<_> = (0..n)
            .map(|at| actor(&format!("office-{at}"), None))
            .collect();
        records.push(person);
        records
    }),
    shape(
        "capacities in an office of many terms",
        ITEMS,
        "capacity-differs",
        |n| {
            let mut records = vec![terms(0, n)];
            records.extend(in_capacity(n));
            records
        },
    ),
    shape(
        "capacities in an office of many holders",
        ITEMS,
        "capacity-differs",
        |n| {
            let mut records: Vec<_> = (0..n).map(|at| terms(at, 1)).collect();
            records.extend(in_capacity(n));
            records
        },
    ),
    shape("positions of one actor", ANY, "two-positions", |n| {
        decisions(n, |_, decision| {
            decision["kind"] = json!("position");
            decision["proposal"] = json!({ "id": "proposal" });
            decision["options"][0]["position"] = json!("support");
        })
    }),
    shape(
        "circles that share links",
        ANY / 2,
        "reference-cycle",
        |n| {
            decisions(n, |at, decision| {
                let targets = [(at + 1) % n, 0];
                let targets = targets.iter().filter(|target| **target != at);
                let targets = targets.take(if at + 1 == n { 1 } else { 2 });
                decision["relations"] = targets
                .map(|target| json!({ "type": "amends", "target": decision_id(*target), "evidence": evidence() }))
                .collect();
            })
        },
    ),
    shape(
        "relations that move the last day of one decision",
        ANY / 2,
        "late-extension",
        |n| {
            related_by(
                n,
                json!({ "type": "amends", "until": "2026-03-01" }),
                |decision| {
                    decision["events"][0]["until"] = json!("2025-01-01");
                },
            )
        },
    ),
    shape(
        "relations that reinstate one decision",
        ANY / 2,
        "restores-nothing",
        |n| related_by(n, json!({ "type": "reinstates" }), |_| {}),
    ),
    shape("readings that differ", ITEMS, "", |n| {
        one(|decision| {
            let readings = list(n, |at| json!({ "value": day(at), "evidence": evidence() }));
            let mut readings: Vec<_> = readings.as_array().cloned().unwrap_or_default();
            readings.push(json!({ "value": "2025-03-02", "evidence": evidence() }));
            decision["discrepancies"] = json!([{ "id": "d", "pointer": "/events/0/date", "reason": { "en": "It is so." }, "readings": readings }]);
        })
    }),
    shape("suspensions of one decision", ITEMS, "", |n| {
        one(|decision| {
            decision["events"] = list(n, |at| {
                let mut one = event(at);
                one["type"] = json!(match at {
                    0 => "taken",
                    at if at % 2 == 1 => "suspended",
                    _ => "resumed",
                });
                one["date"] = json!(day(at));
                one
            });
        })
    }),
    shape("events that show no stage", ITEMS, "", |n| {
        one(|decision| {
            decision["events"] = list(n, |at| event(at + 1));
        })
    }),
];
