//! The published Python package, unmodified, against the server that was just built.

use std::path::Path;
use std::process::Command;

use super::report::Report;
use crate::need;
use crate::step::Result;
use crate::workspace::Workspace;

/// Run the package's stories with the standard library's runner.
pub fn run(workspace: &Workspace, server: &Path, report: &mut Report) {
    report.runner("Python SDK", unittest(workspace, server), counts);
}

fn unittest(workspace: &Workspace, server: &Path) -> Result<Command> {
    let python = need::python(workspace, "end2end/sdk/requirements.txt")?;
    let mut unittest = workspace.command(python, "end2end/sdk");
    unittest
        .args(["-B", "-m", "unittest", "--verbose"])
        .env("DREGS_BIN", server);
    Ok(unittest)
}

fn counts(line: &str) -> bool {
    line.starts_with("Ran ") || line == "OK" || line.starts_with("FAILED (")
}
