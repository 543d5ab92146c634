//! Whatever lies among the records, the program says what is wrong with it and where: it does not panic, wait for ever, or take
//! memory without bound. Every run here has a bound on both (see `support`).

use std::fs;
use std::path::Path;

use besluit::config::Config;
use besluit::dataset::Dataset;
use besluit::dataset::RawFile;
use besluit::schema::Schemas;

use crate::process::{VALIDATE, run};
use crate::support::small_dataset;

/// The arguments of most runs: one finding a line.
const LINES: [&str; 5] = [VALIDATE[0], VALIDATE[1], VALIDATE[2], "--format", "concise"];

const RECORD: &str = "records/actors/x.json";
const TEXT: &str = "records/sources/xd-letter-2022-03-18/text.txt";
const SOURCE: &str = "records/sources/xd-letter-2022-03-18/source.json";

/// Puts something among good records, and once more where there is no dataset: each time one finding, at that file.
#[track_caller]
fn check(make: impl Fn(&Path), rule: &str) {
    check_among(&make, rule);
    let loose = tempfile::tempdir().expect("a folder can be made");
    make(&loose.path().join("x.json"));
    check_told(loose.path(), &["."], "x.json", rule);
    check_told(loose.path(), &["x.json"], "x.json", rule);
}

#[track_caller]
fn check_among(make: impl Fn(&Path), rule: &str) {
    let folder = small_dataset();
    make(&folder.path().join(RECORD));
    check_told(folder.path(), &[], RECORD, rule);
    check_told(folder.path(), &[RECORD], RECORD, rule);
    check_told(folder.path(), &["records/actors"], RECORD, rule);
    // What cannot be checked cannot be laid out either, and is no reason not to look into the texts.
    let fmt = run(folder.path(), &["fmt", "--check"]);
    assert!(fmt.code == Some(1) && fmt.out.contains(RECORD), "{fmt:?}");
    let quote = run(folder.path(), &["quote", "no such words"]);
    assert_eq!(quote.code, Some(1), "{quote:?}");
}

/// Validates, and wants one error, of a rule in a file.
#[track_caller]
fn check_told(folder: &Path, paths: &[&str], file: &str, rule: &str) {
    let run = run(folder, &[&LINES, paths].concat());
    let found: Vec<_> = run
        .out
        .lines()
        .filter(|line| line.contains("error["))
        .collect();
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""), "{run:?}");
    assert_eq!(found.len(), 1, "{run:?}");
    assert!(found[0].starts_with(&format!("{file}:")), "{run:?}");
    assert!(found[0].contains(&format!("error[{rule}]")), "{run:?}");
}

fn write(bytes: impl AsRef<[u8]>) -> impl Fn(&Path) {
    move |path| fs::write(path, bytes.as_ref()).expect("it can be written")
}

#[test]
fn what_is_no_json() {
    for (bytes, rule) in [
        (&b"hello"[..], "json-syntax"),
        (b"", "json-syntax"),
        (b" \r\n\t\n", "json-syntax"),
        (b"{\"type\": \"actor\"", "json-syntax"),
        (b"{} {}", "json-syntax"),
        (b"{\"n\": NaN}", "json-syntax"),
        (b"{\"n\": 1e999}", "json-syntax"),
        (b"\0", "json-syntax"),
        (b"{\"a\": \"\0\"}", "json-syntax"),
        (b"{\"a\": \"\\ud800\"}", "json-syntax"),
        (b"\xff\xfe{\0}\0", "byte-order-mark"),
        (b"\xfe\xff\0{\0}", "byte-order-mark"),
        (b"\xef\xbb\xbf{}", "byte-order-mark"),
        (b"{\0\"\0a\0\"\0:\0-\0}\0", "not-utf8"),
        (b"\0{\0\"\0a\0\"\0:\0-\0}", "not-utf8"),
        (b"{\"a\": \"\xff\"}", "not-utf8"),
        (b"{\"a\": \"\xed\xa0\x80\"}", "not-utf8"),
        (b"{\"a\": \"\xe2\x82", "not-utf8"),
        (b"null", "wrong-type"),
        (b"[]", "wrong-type"),
        (b"\"actor\"", "wrong-type"),
        (b"-0", "wrong-type"),
    ] {
        check(write(bytes), rule);
    }
}

#[test]
fn what_is_large() {
    let nested = "[".repeat(100_000);
    check(write(&nested), "nesting-too-deep");
    check(
        write(nested.clone() + &"]".repeat(100_000)),
        "nesting-too-deep",
    );
    check(write("{\"a\":".repeat(100_000)), "nesting-too-deep");
    check(write("9".repeat(1_000_000)), "json-syntax");
    check(write("\n".repeat(1_000_000)), "json-syntax");
    check(write(vec![0xff; 1_000_000]), "not-utf8");
    check(
        write("[".to_owned() + &"{},".repeat(100_000)),
        "json-syntax",
    );
    check(
        write(format!("\"{}\"", "a".repeat(1_000_000))),
        "wrong-type",
    );
    if can_be_sparse() {
        check(sparse, "file-too-large");
    }
}

#[test]
fn many_findings() {
    let folder = small_dataset();
    let many = vec!["{\"quot\": \"a\"}"; 20_000].join(",\n");
    let record = format!("{{\"type\": \"source\", \"evidence\": [{many}]}}");
    fs::write(folder.path().join(RECORD), record).expect("it can be written");
    let run = run(folder.path(), &VALIDATE);
    assert_eq!(run.code, Some(1), "{}", run.err);
}

#[test]
fn many_values() {
    check(
        write("[0".to_owned() + &",0".repeat(8_000_000) + "]"),
        "file-too-large",
    );
}

/// A file of 1 GiB that takes no room.
fn sparse(path: &Path) {
    let file = fs::File::create(path).expect("it can be made");
    file.set_len(1 << 30).expect("the disk takes it");
}

fn can_be_sparse() -> bool {
    let file = tempfile::tempfile().expect("a file can be made");
    file.set_len(1 << 30).is_ok()
}

#[test]
fn what_is_no_file() {
    check_among(make_folder, "not-a-file");
    #[cfg(unix)]
    {
        check(fifo, "not-a-file");
        for to in ["x.json", ".", "..", "xd.json", "nowhere", "/dev/zero"] {
            let link = |path: &Path| {
                std::os::unix::fs::symlink(to, path).expect("it can be made");
            };
            check_among(link, "not-a-file");
            // By itself: whatever it leads to, the run ends and names it. The folder has one of its own above it, so that a link
            // upwards does not lead to the files of others.
            let loose = tempfile::tempdir().expect("a folder can be made");
            let inner = loose.path().join("inner");
            make_folder(&inner);
            link(&inner.join("x.json"));
            let run = run(&inner, &[&VALIDATE[..], &["x.json"]].concat());
            let told = run.out + &run.err;
            assert!(run.code != Some(0) && told.contains("x.json"), "{told}");
        }
    }
}

fn make_folder(path: &Path) {
    fs::create_dir(path).expect("it can be made");
}

#[test]
#[cfg(unix)]
fn a_link_is_not_followed() {
    let outer = tempfile::tempdir().expect("a folder can be made");
    let inner = outer.path().join("inner");
    make_folder(&inner);
    fs::write(outer.path().join("outside.json"), "x").expect("it can be written");
    for to in ["..", "x.json", "nowhere"] {
        let link = inner.join("x.json");
        std::os::unix::fs::symlink(to, &link).expect("it can be made");
        check_told(&inner, &["x.json"], "x.json", "not-a-file");
        fs::remove_file(link).expect("it can be removed");
    }
}

/// A pipe that nobody writes to: whoever opens it waits.
#[cfg(unix)]
fn fifo(path: &Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status();
    assert!(made.expect("there is such a command").success());
}

/// Puts something in the place of a pinned text.
#[track_caller]
fn check_text(make: impl Fn(&Path), file: &str, rule: &str) {
    let folder = small_dataset();
    let path = folder.path().join(TEXT);
    fs::remove_file(&path).expect("it can be removed");
    make(&path);
    check_told(folder.path(), &[], file, rule);
    // The other text is still looked into.
    let quote = run(folder.path(), &["quote", "no such words"]);
    assert_eq!(quote.code, Some(1), "{quote:?}");
}

#[test]
fn what_is_no_text() {
    check_text(|_| (), SOURCE, "text-missing");
    check_text(make_folder, SOURCE, "text-missing");
    if can_be_sparse() {
        check_text(sparse, TEXT, "file-too-large");
    }
    #[cfg(unix)]
    {
        check_text(fifo, TEXT, "not-a-file");
        let link = |path: &Path| {
            std::os::unix::fs::symlink("source.json", path).expect("it can be made");
        };
        check_text(link, TEXT, "not-a-file");
    }

    let folder = small_dataset();
    fs::write(folder.path().join(TEXT), b"\xff\xfe").expect("it can be written");
    let run = run(folder.path(), &LINES);
    assert_eq!(run.code, Some(1), "{run:?}");
    for rule in ["error[text-missing]", "error[text-changed]"] {
        let is_told = |line: &str| line.starts_with(SOURCE) && line.contains(rule);
        assert!(run.out.lines().any(is_told), "{run:?}");
    }
}

/// Without its `besluit.toml` a dataset would be held to less: what is wrong with that file ends the run.
#[track_caller]
fn check_config(make: impl Fn(&Path)) {
    let folder = small_dataset();
    let path = folder.path().join("besluit.toml");
    fs::remove_file(&path).expect("it can be removed");
    make(&path);
    for arguments in [&VALIDATE[..], &["fmt", "--check"], &["quote", "a"]] {
        let run = run(folder.path(), arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.err.contains("besluit.toml"), "{run:?}");
        assert!(run.err.len() < 2_000, "it is told in a few lines");
    }
}

#[test]
fn what_is_no_configuration() {
    for text in [
        &b"name = "[..],
        b"nam = \"a\"",
        b"languages = [\"Dutch\"]",
        b"languages = \"nl\"",
        b"name = \"\xff\"",
        b"\0",
    ] {
        check_config(write(text));
    }
}

#[test]
fn a_configuration_that_is_no_file() {
    check_config(make_folder);
    #[cfg(unix)]
    {
        check_config(fifo);
        check_config(|path| {
            std::os::unix::fs::symlink("nowhere", path).expect("it can be made");
        });
    }
}

#[test]
fn a_configuration_that_is_large() {
    check_config(write("a".repeat(1_000_000)));
    if can_be_sparse() {
        check_config(sparse);
    }
}

/// Actors of whom each speaks for the next, of whom there are so many in a chain: how many findings, all of them about the chain.
fn findings_in_chain(length: usize) -> usize {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let actor = |at: usize| {
        let next = match at + 1 < length {
            true => format!(r#""on_behalf_of":"a-{}","#, at + 1),
            false => String::new(),
        };
        format!(
            r#"{{"type":"actor","schema_version":"{}","id":"a-{at}","kind":"body","name":{{"en":"A {at}"}},{next}"record":{{"revision":1,"state":"published"}}}}"#,
            besluit::model::SCHEMA_VERSION
        ) + "\n"
    };
    let stream: String = (0..length).map(actor).collect();
    fs::write(folder.path().join("all.ndjson"), stream).expect("it can be written");
    let run = run(
        folder.path(),
        &["validate", "--format", "concise", "all.ndjson"],
    );
    let lines: Vec<_> = run.out.lines().collect();
    let (_, findings) = lines.split_last().expect("there is a summary");
    let is_told = |line: &&str| line.contains("error[reference-cycle]");
    assert!(findings.iter().all(is_told), "{run:?}");
    findings.len()
}

#[test]
fn a_chain_of_actors_has_an_end() {
    assert_eq!(findings_in_chain(64), 0);
    assert_eq!(findings_in_chain(65), 1);
    assert_eq!(findings_in_chain(500), 1);
}

/// Puts a broken record under a name, and wants it named in a report for programs.
#[track_caller]
#[cfg(unix)]
fn check_name(name: &[u8]) {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let folder = small_dataset();
    let path = Path::new("records/actors").join(OsStr::from_bytes(name));
    fs::write(folder.path().join(&path), "x").expect("it can be written");
    let named = path.to_string_lossy();
    for paths in [&[][..], &[path.as_os_str()]] {
        let options = VALIDATE.iter().chain(&["--format", "json"]);
        let mut arguments: Vec<&OsStr> = options.map(OsStr::new).collect();
        arguments.extend(paths);
        let run = run(folder.path(), &arguments);
        assert_eq!((run.code, run.err.as_str()), (Some(1), ""), "{run:?}");
        let report: serde_json::Value = serde_json::from_str(&run.out).expect("it is JSON");
        let findings = report["findings"].as_array().expect("it is a list");
        assert_eq!(findings.len(), 1, "{run:?}");
        assert_eq!(findings[0]["file"], *named, "{run:?}");
        assert_eq!(findings[0]["rule"], "json-syntax", "{run:?}");
    }
}

#[test]
#[cfg(unix)]
fn names_of_every_sort() {
    for name in [
        &b"a b.json"[..],
        b"-x.json",
        b"\xc3\xa9.json",
        b"e\xcc\x81.json",
        b"a\nb.json",
        b"\x1b[31m.json",
        b"a:1:1.json",
        b"a\\b.json",
    ] {
        check_name(name);
    }
    // Other systems do not let such a file be made.
    #[cfg(target_os = "linux")]
    check_name(b"a\xff.json");
}

#[test]
#[cfg(unix)]
fn one_finding_is_one_line() {
    let folder = small_dataset();
    let actors = folder.path().join("records/actors");
    fs::write(actors.join("a\nb\u{1b}[31m.json"), "x").expect("it can be written");
    let good = fs::read_to_string(actors.join("xd.json")).expect("it can be read");
    let bad = good.replace("\"kind\": \"", "\"ki\\nnd\": 1, \"kind\": \"\\n\\u001b[31m");
    fs::write(actors.join("xd.json"), bad).expect("it can be written");
    let human = run(folder.path(), &VALIDATE).out;
    assert!(
        !human.contains(|c: char| c.is_control() && c != '\n'),
        "{human:?}"
    );
    let run = run(folder.path(), &LINES);
    assert_eq!(run.code, Some(1), "{run:?}");
    let mut lines: Vec<_> = run.out.lines().collect();
    let last = lines.pop();
    assert!(
        last.is_some_and(|last| last.starts_with("checked ")),
        "{run:?}"
    );
    for line in lines {
        let is_finding = line.starts_with("records/actors/") && line.contains("error[");
        assert!(is_finding, "{line:?}");
        assert!(!line.contains(char::is_control), "{line:?}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn layout_of_a_file_whose_name_is_no_utf8() {
    use std::os::unix::ffi::OsStrExt;

    let folder = small_dataset();
    let actors = folder.path().join("records/actors");
    let path = actors.join(std::ffi::OsStr::from_bytes(b"a\xff.json"));
    fs::write(&path, "{\"type\":\"actor\"}").expect("it can be written");
    let count = || fs::read_dir(&actors).expect("it can be listed").count();
    let before = count();
    run(folder.path(), &["fmt"]);
    assert_eq!(count(), before, "no file came into being");
}

#[test]
fn a_file_that_may_not_be_read() {
    let folder = small_dataset();
    let path = folder.path().join(RECORD);
    fs::write(&path, "x").expect("it can be written");
    if !forbid(&path) {
        return;
    }
    let run = run(folder.path(), &VALIDATE);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains(RECORD), "{run:?}");
    assert!(run.out.contains("5 actors"), "the others count: {run:?}");
}

/// Takes the permission to read; whether that keeps this user from reading. It does not where the user may do anything.
fn forbid(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let none = fs::Permissions::from_mode(0o000);
        fs::set_permissions(path, none).expect("it is ours");
    }
    fs::read(path).is_err()
}

/// The number of findings in a record, in a dataset of its own.
fn errors(schemas: &Schemas, bytes: &[u8]) -> usize {
    let file = RawFile {
        path: "records/actors/xd.json".to_owned(),
        content: Ok(bytes.to_vec()),
    };
    let dataset = Dataset::new(Config::default(), vec![file], schemas);
    crate::support::check(&dataset, jiff::civil::date(2025, 12, 31)).len()
}

#[test]
fn a_record_that_ends_anywhere() {
    let schemas = Schemas::new();
    let folder = small_dataset();
    let record = fs::read(folder.path().join("records/actors/xd.json")).expect("it can be read");
    assert_eq!(errors(&schemas, &record), 0);
    let complete = record.trim_ascii_end().len();
    for end in 0..complete {
        assert_ne!(errors(&schemas, &record[..end]), 0, "cut at {end}");
    }
    assert_eq!(errors(&schemas, &record[..complete]), 0);
    // With any byte changed it may be good or bad; it is looked at all the same.
    for at in 0..record.len() {
        for byte in *b"\"{}[],:\\ \n0-x\x00\x7f\x80\xc3\xff" {
            let mut record = record.clone();
            record[at] = byte;
            errors(&schemas, &record);
        }
    }
}
