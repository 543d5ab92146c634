//! What the command takes, as data: its subcommands with their flags and arguments, and its exit codes.

use clap::builder::ValueRange;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, value_parser};
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
            let flags = flags.flat_map(|one| flag(command, one));
            let arguments = command.get_arguments().filter(positional);
            let arguments = arguments.map(|one| argument(command, one));
            commands.push(json!({
                "name": name,
                "flags": flags.collect::<Vec<_>>(),
                "arguments": arguments.collect::<Vec<_>>(),
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
fn flag(command: &Command, flag: &Arg) -> Vec<Value> {
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
            add_others(command, flag, &mut told);
            told
        })
        .collect()
}

fn argument(command: &Command, argument: &Arg) -> Value {
    let mut told = json!({ "name": name(argument) });
    add_values(argument, &mut told);
    add_number(argument, &mut told);
    add_others(command, argument, &mut told);
    told
}

/// The name of a flag, or that by which the usage calls an argument.
fn name(argument: &Arg) -> String {
    if let Some(long) = argument.get_long() {
        return long.to_owned();
    }
    let names = argument.get_value_names().unwrap_or_default();
    let name = names.first().map(|name| name.to_string());
    name.unwrap_or_else(|| argument.get_id().as_str().to_uppercase())
}

/// The values that can be given, if there are only some, in the order of the alphabet, which no feature of the build changes; and how they
/// are written.
fn add_values(argument: &Arg, told: &mut Value) {
    if !argument.get_action().takes_values() {
        return;
    }
    let values = argument.get_possible_values();
    let values = values.iter().filter(|value| !value.is_hide_set());
    let mut values: Vec<_> = values.map(|value| value.get_name().to_owned()).collect();
    values.sort();
    if !values.is_empty() {
        told["values"] = values.into();
    }
    if argument.is_ignore_case_set() {
        told["ignore_case"] = true.into();
    }
    let defaults = argument.get_default_values().iter();
    let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
    if !defaults.is_empty() {
        told["default"] = json!(defaults);
    }
    if let Some(separator) = argument.get_value_delimiter() {
        told["separator"] = separator.to_string().into();
    }
    let number = argument.get_num_args().unwrap_or(ValueRange::SINGLE);
    if number != ValueRange::SINGLE {
        let most = Some(number.max_values()).filter(|most| *most < usize::MAX);
        told["number"] = json!([number.min_values(), most]);
    }
}

fn add_number(argument: &Arg, told: &mut Value) {
    let is_list = matches!(argument.get_action(), ArgAction::Append | ArgAction::Count);
    told["required"] = argument.is_required_set().into();
    told["repeats"] = is_list.into();
}

/// The name of a flag, or the place of an argument: what the usage calls one is for people.
fn place(argument: &Arg) -> String {
    match argument.get_index() {
        Some(index) => format!("argument {index}"),
        None => name(argument),
    }
}

/// The others that it cannot be given with, and those that it cannot be given without.
fn add_others(command: &Command, argument: &Arg, told: &mut Value) {
    let excludes = |one: &Arg, other: &Arg| {
        let others = command.get_arg_conflicts_with(one);
        others.iter().any(|one| one.get_id() == other.get_id())
    };
    let all = command.get_arguments();
    let others = all.filter(|one| excludes(one, argument) || excludes(argument, one));
    let mut conflicts: Vec<_> = others.map(place).collect();
    conflicts.sort();
    conflicts.dedup();
    if !conflicts.is_empty() {
        told["conflicts"] = conflicts.into();
    }
    let required = required_with(command, argument);
    if !required.is_empty() {
        told["requires"] = required.into();
    }
}

/// What must be given beside an argument, and need not be without it. The parser does not tell, but says what is missing.
fn required_with(command: &Command, argument: &Arg) -> Vec<String> {
    let always = missing(command, &[]);
    let given = argument.get_long().map(|long| format!("--{long}"));
    let number = match argument.get_action().takes_values() {
        true => argument
            .get_num_args()
            .unwrap_or(ValueRange::SINGLE)
            .min_values()
            .max(1),
        false => 0,
    };
    let values = vec!["x".to_owned(); number];
    let given: Vec<_> = given.into_iter().chain(values).collect();
    let mut missing = missing(command, &given);
    missing.retain(|one| !always.contains(one));
    let all = command.get_arguments();
    let named = all.filter(|one| missing.contains(&name(one)));
    named.map(place).collect()
}

/// The names of what is missing where only that is given.
fn missing(command: &Command, given: &[String]) -> Vec<String> {
    // Values of any form are taken: only what is there counts.
    let command = command
        .clone()
        .mut_args(|one| match one.get_action().takes_values() {
            true => one.value_parser(value_parser!(String)),
            false => one,
        });
    let words = [command.get_name().to_owned()]
        .into_iter()
        .chain(given.iter().cloned());
    let Err(error) = command.clone().try_get_matches_from(words) else {
        return Vec::new();
    };
    match (error.kind(), error.get(ContextKind::InvalidArg)) {
        (ErrorKind::MissingRequiredArgument, Some(ContextValue::Strings(missing))) => {
            let names = missing
                .iter()
                .filter_map(|one| one.split_whitespace().next());
            let names = names.map(|name| name.trim_matches(['-', '<', '>', '[', ']', '.']));
            names.map(str::to_owned).collect()
        }
        _ => Vec::new(),
    }
}
