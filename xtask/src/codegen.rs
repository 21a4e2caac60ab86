//! `xtask codegen`: the files that are generated and committed. One output, one file.

mod analyzers;
mod tracker;

use clap::Args;

use crate::step::{self, Result};
use crate::workspace::Workspace;

#[derive(Args)]
pub struct Options {
    /// Change nothing; fail when a file is not what it would be.
    #[arg(long)]
    pub check: bool,
}

/// Write or compare every generated file; one that is out of date does not hide the next.
pub fn run(workspace: &Workspace, options: &Options) -> Result {
    let outcomes = [
        step::run("tracker/dist", || tracker::run(workspace, options.check)),
        step::run("docs/analyzers.md", || analyzers::run(workspace, options.check)),
    ];
    let failures: Vec<String> = outcomes
        .into_iter()
        .filter_map(|outcome| outcome.err().map(|failure| failure.to_string()))
        .collect();
    if failures.is_empty() {
        Ok(())
    } else {
        Err(failures.join("; ").into())
    }
}

/// Write one generated text, or compare it with what is there.
fn settle(workspace: &Workspace, path: &str, text: &str, check: bool) -> Result {
    let file = workspace.root.join(path);
    if std::fs::read_to_string(&file).is_ok_and(|present| present == text) {
        return Ok(());
    }
    if check {
        return Err(format!("{path} is not current. Run: cargo xtask codegen").into());
    }
    if let Some(parent) = file.parent() {
        std::fs::create_dir_all(parent)?;
    }
    Ok(std::fs::write(file, text)?)
}
