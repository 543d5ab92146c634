//! What the command takes, as data: its subcommands with their flags and arguments, and its exit codes.

use clap::{Arg, ArgAction, Command, CommandFactory};
use serde_json::{Value, json};

use super::{Arguments, Outcome};

/// The exit codes, and what each says.
const EXIT_CODES: [(Outcome, &str); 3] = [
    (Outcome::Clean, "All is well."),
    (
        Outcome::Findings,
        "There are findings at error level, or what was asked for is not there.",
    ),
    (
        Outcome::Failed,
        "The job could not be done, or not all of it: the arguments are wrong, or something cannot be read or written.",
    ),
];

/// Every command with its flags and arguments, as the parser has them. A second name of a command or of a flag stands for itself.
pub fn commands() -> Value {
    let mut program = Arguments::command();
    program.build();
    let mut commands = Vec::new();
    add(&program, "", &mut commands);
    let exit_codes = EXIT_CODES.map(|(code, about)| ((code as u8).to_string(), json!(about)));
    json!({
        "program": env!("CARGO_PKG_VERSION"),
        "commands": commands,
        "exit_codes": Value::Object(exit_codes.into_iter().collect()),
    })
}

/// Adds the commands below one, by their names from the first on.
fn add(above: &Command, prefix: &str, commands: &mut Vec<Value>) {
    for command in above.get_subcommands().filter(|one| is_own(one)) {
        let names = std::iter::once(command.get_name()).chain(command.get_visible_aliases());
        for name in names {
            let name = format!("{prefix}{name}");
            let positional = |one: &&Arg| one.is_positional();
            let flags = command.get_arguments().filter(|one| !positional(one));
            let arguments = command.get_arguments().filter(positional);
            commands.push(json!({
                "name": name,
                "flags": flags.flat_map(flag).collect::<Vec<_>>(),
                "arguments": arguments.map(argument).collect::<Vec<_>>(),
            }));
            add(command, &format!("{name} "), commands);
        }
    }
}

/// False for the command that the parser adds, which prints the help of the others.
fn is_own(command: &Command) -> bool {
    command.get_name() != "help"
}

/// A flag under each of its names.
fn flag(flag: &Arg) -> Vec<Value> {
    let names = flag.get_long_and_visible_aliases().unwrap_or_default();
    let names = names.into_iter().enumerate();
    names
        .map(|(at, name)| {
            let mut told = json!({ "name": name });
            if let Some(short) = flag.get_short().filter(|_| at == 0) {
                told["short"] = short.to_string().into();
            }
            add_values(flag, &mut told);
            told["takes_value"] = flag.get_action().takes_values().into();
            add_number(flag, &mut told);
            told
        })
        .collect()
}

fn argument(argument: &Arg) -> Value {
    let names = argument.get_value_names().unwrap_or_default();
    let name = names.first().map(|name| name.to_string());
    let name = name.unwrap_or_else(|| argument.get_id().as_str().to_uppercase());
    let mut told = json!({ "name": name });
    add_values(argument, &mut told);
    add_number(argument, &mut told);
    told
}

/// The values that can be given, if there are only some; in the order of the alphabet, which no feature of the build changes.
fn add_values(argument: &Arg, told: &mut Value) {
    let values = argument.get_possible_values();
    let values = values.iter().filter(|value| !value.is_hide_set());
    let mut values: Vec<_> = values.map(|value| value.get_name().to_owned()).collect();
    values.sort();
    if !values.is_empty() {
        told["values"] = values.into();
    }
}

fn add_number(argument: &Arg, told: &mut Value) {
    let is_list = matches!(argument.get_action(), ArgAction::Append | ArgAction::Count);
    told["required"] = argument.is_required_set().into();
    told["repeats"] = is_list.into();
}
