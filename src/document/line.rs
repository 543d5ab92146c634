//! The lines of a stream that are no record each: only a part of one, or one of a list.

use crate::json::{Fault, FaultKind};

/// Says of a line that is only a part of a record, or has it in a list, that a stream has one record a line.
pub(super) fn one_a_line(line: &[u8], fault: &mut Fault) {
    let line = line.trim_ascii();
    let hint = match (line.first(), line.last()) {
        _ if fault.kind != FaultKind::Syntax => return,
        (Some(b'{'), Some(b'}')) => return,
        (Some(b'{'), Some(b',')) if line.ends_with(b"},") => {
            "a stream has one record a line, without a comma between them"
        }
        (Some(b'{' | b'[' | b'"' | b'}' | b']'), _) => {
            "a stream has one record a line, and no list around them: put each on one line, or in a file of its own"
        }
        _ => return,
    };
    fault.message = "this line is no whole record".to_owned();
    fault.hint = Some(hint.to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn a_part_of_a_record_is_no_line() {
        for (line, hint) in [
            ("{", "put each on one line"),
            ("  \"id\": \"xx\",", "put each on one line"),
            ("}", "put each on one line"),
            ("[", "put each on one line"),
            ("[{\"id\": \"xx\"},", "put each on one line"),
            ("{\"id\": \"xx\"},", "without a comma"),
        ] {
            let mut fault = json::parse(line.as_bytes()).faults.remove(0);
            one_a_line(line.as_bytes(), &mut fault);
            let told = fault.hint.unwrap_or_default();
            assert!(told.contains(hint), "{line}: {told}");
        }
        let line = b"{\"id\" \"xx\"}";
        let fault = json::parse(line).faults.remove(0);
        let mut told = fault.clone();
        one_a_line(line, &mut told);
        assert_eq!(told, fault);
    }
}
