//! The program in which a long page is read. It is the one that the environment names, or `less`; nothing of a dataset has a say in it.

use std::env;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// What `less` is asked: to show colours, to leave the page on the screen, and to end if it fits, or with the interrupt that ends us.
const LESS: &str = "FRXK";

/// Shows a page, which is printable; false if there is no pager, or it could not do its job.
pub fn show(page: &[u8]) -> bool {
    let named = env::var("PAGER").ok();
    let Some((program, arguments)) = command(named.as_deref()) else {
        return false;
    };
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped());
    if env::var_os("LESS").is_none() {
        command.env("LESS", LESS);
    }
    let Ok(mut pager) = command.spawn() else {
        return false;
    };
    if let Some(mut input) = pager.stdin.take() {
        // Who has read enough closes the pager.
        let _ = input.write_all(page);
    }
    pager.wait().is_ok_and(|status| status.success())
}

/// The program and its arguments, by what the environment names; none if it names nothing on purpose.
fn command(named: Option<&str>) -> Option<(&str, Vec<&str>)> {
    let mut words = named.unwrap_or("less").split_whitespace();
    Some((words.next()?, words.collect()))
}

#[cfg(test)]
mod tests {
    use super::command;

    #[test]
    fn the_environment_names_the_pager() {
        assert_eq!(command(None), Some(("less", Vec::new())));
        assert_eq!(command(Some("most -w")), Some(("most", vec!["-w"])));
        assert_eq!(command(Some("")), None);
    }
}
