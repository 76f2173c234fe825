//! The words that a flag's value may be, for the completions of shells. A word that is none of them is still handed on:
//! the plan and the documents refuse it in both languages and say which word was meant.

use std::ffi::{OsStr, OsString};

use clap::builder::{OsStringValueParser, PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command};

/// Takes any text, and offers these words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offered(pub(super) fn() -> Vec<&'static str>);

impl TypedValueParser for Offered {
    type Value = String;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.0)().into_iter().map(PossibleValue::new)))
    }
}

/// Takes the name of any file, and offers these words.
#[derive(Debug, Clone, Copy)]
pub(super) struct OfferedOrFile(pub(super) fn() -> Vec<&'static str>);

impl TypedValueParser for OfferedOrFile {
    type Value = OsString;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<OsString, clap::Error> {
        OsStringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Offered(self.0).possible_values().map(|words| Box::new(words.collect::<Vec<_>>().into_iter()) as Box<_>)
    }
}
