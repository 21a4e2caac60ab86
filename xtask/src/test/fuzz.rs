//! Requests made from the API's own description, some that fit and some that do not, against the server that was just built.

use std::path::Path;
use std::process::Command;

use super::report::Report;
use crate::need;
use crate::step::Result;
use crate::workspace::Workspace;

/// Run schemathesis with all of its checks.
pub fn run(workspace: &Workspace, server: &Path, report: &mut Report) {
    report.runner("fuzz", driver(workspace, server), counts);
}

fn driver(workspace: &Workspace, server: &Path) -> Result<Command> {
    let interpreter = need::python(workspace, "fuzz", "end2end/fuzz/requirements.txt")?;
    let mut driver = workspace.command(interpreter, "end2end/fuzz");
    driver.args(["-B", "fuzz.py"]).env("DREGS_BIN", server);
    Ok(driver)
}

fn counts(line: &str) -> bool {
    line.starts_with("fuzz: ")
}
