//! The flags that replace keys of the config, as the command line takes them: one list of the plan, read here.

use clap::builder::StringValueParser;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use super::super::offered::Offered;
use crate::plan::{FLAGS, Flag, Form, Typed};

/// Those of one part of the list.
#[derive(Debug, Default)]
pub(in crate::cli) struct Flags<const PART: usize>(pub(in crate::cli) Typed);

impl<const PART: usize> Args for Flags<PART> {
    fn augment_args(command: Command) -> Command {
        command.args(FLAGS[PART].iter().map(argument))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<const PART: usize> FromArgMatches for Flags<PART> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut flags = Self::default();
        flags.update_from_arg_matches(matches)?;
        Ok(flags)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        for flag in FLAGS[PART] {
            if flag.form == Form::Switch {
                if matches.get_flag(flag.name) {
                    self.0.add(flag.name, String::new());
                }
                continue;
            }
            for value in matches.get_many::<String>(flag.name).into_iter().flatten() {
                self.0.add(flag.name, value.clone());
            }
        }
        Ok(())
    }
}

fn argument(flag: &Flag) -> Arg {
    let argument = Arg::new(flag.name).long(flag.name.trim_start_matches('-')).help(flag.help);
    let argument = argument.help_heading(flag.heading);
    if flag.form == Form::Switch {
        return argument.action(ArgAction::SetTrue);
    }
    let argument = argument.hide_possible_values(true);
    let argument = match flag.form {
        Form::List => argument.action(ArgAction::Append).value_delimiter(','),
        Form::Repeats => argument.action(ArgAction::Append),
        _ => argument.action(ArgAction::Set),
    };
    match flag.words {
        Some(words) => argument.value_name(flag.value).value_parser(Offered(words)),
        None => argument.value_name(flag.value).value_parser(StringValueParser::new()),
    }
}
