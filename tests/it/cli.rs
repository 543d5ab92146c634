//! The promise: what the manual shows is what the program does. The transcripts in `cli/` and in the README are run as they stand.

#[test]
fn the_transcripts_are_true() {
    trycmd::TestCases::new()
        .case("README.md")
        .case("tests/cli/*.md");
}
