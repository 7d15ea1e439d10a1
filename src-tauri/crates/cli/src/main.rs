//! The program `dangle`: every room without a window.
//!
//! Exit status: 0 when all is well, 1 when a check of severity error failed, 2 for bad usage or input.

mod args;
mod bundle;
mod card;
mod check;
mod diff;
mod fix;
mod input;
mod limit;
mod lists;
mod make;
mod order;
mod output;
mod picture;
mod print;
mod processes;
mod prove;
mod quote;
mod sheet;
mod stages;
mod techpack;
mod words;

use std::process::ExitCode;

use clap::Parser;
use dangle_design::Error;

use crate::args::{Args, Command};

/// How a command ended, if nothing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Good,
    /// A check of severity error failed, or a file did not prove.
    CheckFailed,
}

fn main() -> ExitCode {
    let outcome = match Args::parse().command {
        Command::Make(args) => make::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Fix(args) => fix::run(&args),
        Command::Processes(args) => processes::run(&args),
        Command::Carriers(args) => lists::carriers(&args),
        Command::Hardware(args) => lists::hardware(&args),
        Command::Picture(args) => picture::run(&args),
        Command::Print(args) => print::run(&args),
        Command::Recipes(args) => print::recipes(&args),
        Command::Prove(args) => prove::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Sheet(args) => sheet::run(&args),
        Command::Quote(args) => quote::run(&args),
        Command::TechPack(args) => techpack::run(&args),
        Command::Card(args) => card::run(&args),
        Command::Bundle(args) => bundle::run(&args),
    };
    match outcome {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::CheckFailed) => ExitCode::from(1),
        Err(error) => {
            output::complain(&error);
            ExitCode::from(2)
        }
    }
}

type Result<T> = std::result::Result<T, Error>;
