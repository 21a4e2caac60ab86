//! `xtask new`: the files that a new thing of a known kind begins with. What is left to write does not compile away.

mod analyzer;
mod source;

use clap::{Args, Subcommand};

use crate::step::Result;
use crate::workspace::Workspace;

#[derive(Args)]
pub struct Options {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Subcommand)]
enum Kind {
    /// An analyzer: its file with headings and empty tests, and its lines in the lists.
    Analyzer {
        /// Its code, such as `humanity.uniform-intervals`: the pattern it finds, not the cure.
        code: String,
    },
}

/// Write the files of one new thing.
pub fn run(workspace: &Workspace, options: &Options) -> Result {
    match &options.kind {
        Kind::Analyzer { code } => analyzer::run(workspace, code),
    }
}
