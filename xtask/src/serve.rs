//! `xtask serve`: build, then become the server.

use std::process::Command;

use clap::Args;

use crate::build;
use crate::step::{self, Result};
use crate::workspace::Workspace;

#[derive(Args)]
pub struct Options {
    /// Build with optimisations: slower to build, much faster to run.
    #[arg(long)]
    release: bool,
    /// Arguments for `dregs serve`.
    #[arg(last = true)]
    arguments: Vec<String>,
}

/// Build and run in the foreground until the server stops.
pub fn run(workspace: &Workspace, options: &Options) -> Result {
    let binary = build::run(workspace, &build::Options::whole(options.release))?;
    step::say("▸ dregs serve (Ctrl-C stops it)");
    let mut server = Command::new(&binary);
    server
        .current_dir(&workspace.root)
        .arg("serve")
        .args(&options.arguments);
    replace(&mut server)
}

/// This process becomes the server, so every signal reaches it directly.
#[cfg(unix)]
fn replace(server: &mut Command) -> Result {
    use std::os::unix::process::CommandExt;
    Err(server.exec().into())
}

#[cfg(not(unix))]
fn replace(server: &mut Command) -> Result {
    crate::command::run(server)
}
