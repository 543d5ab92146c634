//! The talk with an editor, as the protocol has it: what the server says is what `validate` says, and the edit that it offers mends it.
//! `tests/interop/lsp.py` asks for the rest, by an editor that others wrote.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Stdio};

use serde_json::{Value, json};

use crate::process::{command, run_with};
use crate::support::small_dataset;

/// A server, and what it says.
struct Talk {
    server: Child,
    told: BufReader<std::process::ChildStdout>,
    asked: i64,
}

impl Talk {
    fn begin(folder: &Path) -> Talk {
        let mut command = command(folder, &["lsp"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut server = command.spawn().expect("the program runs");
        let told = BufReader::new(server.stdout.take().expect("it is piped"));
        let mut talk = Talk {
            server,
            told,
            asked: 0,
        };
        let capabilities = json!({ "general": { "positionEncodings": ["utf-16"] } });
        let root = address(folder);
        let answer = talk.ask(
            "initialize",
            json!({ "capabilities": capabilities, "rootUri": root, "locale": "en" }),
        );
        assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
        talk.say("initialized", json!({}));
        talk
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        let stdin = self.server.stdin.as_mut().expect("it is piped");
        write!(stdin, "Content-Length: {}\r\n\r\n{text}", text.len()).expect("the server listens");
        stdin.flush().expect("the server listens");
    }

    fn say(&mut self, method: &str, parameters: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": parameters }));
    }

    /// What the server says next.
    fn hear(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.told.read_line(&mut line).expect("the server speaks");
            assert!(!line.is_empty(), "the server is gone");
            match line.trim_end() {
                "" => break,
                other => {
                    if let Some(number) = other.strip_prefix("Content-Length: ") {
                        length = number.parse().expect("a length is a number");
                    }
                }
            }
        }
        let mut text = vec![0; length];
        self.told
            .read_exact(&mut text)
            .expect("the message is whole");
        serde_json::from_slice(&text).expect("a message is JSON")
    }

    /// The answer to a question; what else is told before it is passed over.
    fn ask(&mut self, method: &str, parameters: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters }));
        loop {
            let message = self.hear();
            if message["id"] == id {
                assert_eq!(message["error"], Value::Null);
                return message["result"].clone();
            }
        }
    }

    /// What is told of a state of a file.
    fn findings(&mut self, uri: &str, version: i64) -> Vec<Value> {
        loop {
            let message = self.hear();
            let told = &message["params"];
            if told["uri"] == uri && told["version"] == version {
                return told["diagnostics"].as_array().expect("a list").clone();
            }
        }
    }

    fn end(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.say("exit", Value::Null);
        let status = self.server.wait().expect("the server ends");
        assert!(status.success(), "{status}");
    }
}

fn address(path: &Path) -> String {
    let path = path.to_str().expect("a path of a test is UTF-8");
    format!("file://{}", path.replace('\\', "/"))
}

#[test]
fn what_is_told_is_what_validate_says_and_the_edit_mends_it() {
    let dataset = small_dataset();
    let folder = dataset.path().canonicalize().expect("the folder is there");
    let records = fs::read_dir(folder.join("records/actors")).expect("there are actors");
    let mut paths: Vec<_> = records
        .map(|one| one.expect("it is there").path())
        .collect();
    paths.sort();
    let path = paths.first().expect("there is an actor").clone();
    let sound = fs::read_to_string(&path).expect("it can be read");
    let broken = sound.replacen("\"record\"", "\"rekord\"", 1);
    assert_ne!(broken, sound);
    let mut talk = Talk::begin(&folder);
    let uri = address(&path);
    let document = json!({ "uri": uri, "languageId": "json", "version": 1, "text": broken });
    talk.say("textDocument/didOpen", json!({ "textDocument": document }));
    let told = talk.findings(&uri, 1);
    let name = path.to_str().expect("it is UTF-8");
    let arguments = [
        "validate",
        "--format",
        "json",
        "--stdin-filename",
        name,
        "-",
    ];
    let report: Value = serde_json::from_str(&run_with(&folder, &arguments, &broken).out)
        .expect("a report is JSON");
    let findings = report["findings"].as_array().expect("a list");
    let of_report: Vec<_> = findings
        .iter()
        .map(|one| {
            let place = |end: &str| {
                let number = |part: &str| one[end][part].as_u64().expect("a number") - 1;
                json!({ "line": number("line"), "character": number("column") })
            };
            let range = json!({ "start": place("start"), "end": place("end") });
            (one["rule"].clone(), range)
        })
        .collect();
    let of_server = told
        .iter()
        .map(|one| (one["code"].clone(), one["range"].clone()));
    assert_eq!(of_server.collect::<Vec<_>>(), of_report);
    assert!(!of_report.is_empty());

    let asked = json!({
        "textDocument": { "uri": uri },
        "range": told[0]["range"],
        "context": { "diagnostics": told },
    });
    let actions = talk.ask("textDocument/codeAction", asked);
    let edit = &actions[0]["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(edit["newText"], "\"record\"", "{actions}");
    let change = json!({
        "textDocument": { "uri": uri, "version": 2 },
        "contentChanges": [{ "text": sound }],
    });
    talk.say("textDocument/didChange", change);
    assert_eq!(talk.findings(&uri, 2), [] as [Value; 0]);
    talk.end();
}

#[test]
fn what_is_no_talk_ends_it() {
    let dataset = small_dataset();
    for input in ["", "Content-Length: 2\r\n\r\n{}", "GET / HTTP/1.1\r\n\r\n"] {
        let run = run_with(dataset.path(), &["lsp"], input);
        assert_eq!(run.code, Some(2), "{input:?}: {}", run.err);
        assert!(run.err.starts_with("error: "), "{}", run.err);
    }
}
