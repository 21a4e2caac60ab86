//! The one door for automation: `cargo xtask <command>`.

mod build;
mod codegen;
mod command;
mod eval;
mod geo;
mod need;
mod new;
mod postgres;
mod serve;
mod step;
mod test;
mod tidy;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

/// Build, run and check Dregs.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the dashboard and the server into one binary.
    Build(build::Options),
    /// Build, then run the server in the foreground (data in ./data).
    Serve(serve::Options),
    /// Run every check and every test, or the named parts.
    Test(test::Options),
    /// Check the house rules.
    Tidy,
    /// Write the generated files, or check that they are current.
    Codegen(codegen::Options),
    /// Measure how well scores tell bad identities from good ones.
    Eval(eval::Options),
    /// Make anew what ships of places and networks.
    Geo(geo::Options),
    /// Begin a new thing of a known kind.
    New(new::Options),
}

fn main() -> ExitCode {
    let outcome = Workspace::find().and_then(|workspace| match Arguments::parse().command {
        Task::Build(options) => build::run(&workspace, &options).map(|_| ()),
        Task::Serve(options) => serve::run(&workspace, &options),
        Task::Test(options) => test::run(&workspace, &options),
        Task::Tidy => tidy::run(&workspace),
        Task::Codegen(options) => codegen::run(&workspace, &options),
        Task::Eval(options) => eval::run(&workspace, &options),
        Task::Geo(options) => geo::run(&workspace, &options),
        Task::New(options) => new::run(&workspace, &options),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            step::say(&format!("error: {failure}"));
            ExitCode::FAILURE
        }
    }
}
