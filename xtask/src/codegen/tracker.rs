//! The browser script: bundled by esbuild, committed, so that `cargo build` never needs Node.

use crate::step::Result;
use crate::workspace::Workspace;
use crate::{command, need};

/// Run the tracker's own build.
pub fn run(workspace: &Workspace, check: bool) -> Result {
    need::node_packages(workspace, "tracker")?;
    let mut build = workspace.command("node", "tracker");
    build.arg("build.mjs");
    if check {
        build.arg("--check");
    }
    command::run(&mut build)
}
