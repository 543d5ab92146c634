//! The promise: what the manual shows is what the program does. The transcripts in `cli/`, in the README and in `docs/` are run as they
//! stand.

#[test]
fn the_transcripts_are_true() {
    trycmd::TestCases::new()
        .case("README.md")
        .case("docs/*.md")
        .case("tests/cli/*.md");
}
