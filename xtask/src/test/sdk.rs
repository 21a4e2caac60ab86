//! The published SDKs, unmodified, and the quick starts of the documentation, against the server that was just built.

use std::path::Path;
use std::process::Command;

use super::report::Report;
use crate::need;
use crate::step::Result;
use crate::workspace::Workspace;

/// The Python packages, each with an environment of its own: one process cannot load two releases.
const PYTHON: [&str; 2] = ["python-1.0.0", "python-0.1.0"];
/// Where cargo puts the Rust package and the Rust quick start: they share their dependencies, and nothing with us.
const RUST_TARGET: &str = "sdk-rust";

/// Run every suite; each starts its own servers.
pub fn run(workspace: &Workspace, server: &Path, report: &mut Report) {
    for suite in PYTHON {
        let name = format!("SDK {suite}");
        report.runner(&name, python(workspace, server, suite), counts_unittest);
    }
    report.runner("SDK rust-1.0.0", rust(workspace, server), counts_cargo);
    report.runner("quick starts", quickstarts(workspace, server), counts_unittest);
}

fn python(workspace: &Workspace, server: &Path, suite: &str) -> Result<Command> {
    let requirements = format!("end2end/sdk/{suite}/requirements.txt");
    let interpreter = need::python(workspace, &format!("sdk-{suite}"), &requirements)?;
    let mut tests = workspace.command(interpreter, "end2end/sdk");
    tests
        .args(["-B", "-m", "support.run", suite])
        .env("DREGS_BIN", server);
    Ok(tests)
}

/// Python starts the servers and opens the accounts; cargo runs beside them.
fn rust(workspace: &Workspace, server: &Path) -> Result<Command> {
    need::python3()?;
    let mut tests = workspace.command("python3", "end2end/sdk");
    tests
        .args(["-B", "-m", "support.run_rust", "rust-1.0.0"])
        .env("CARGO_TARGET_DIR", workspace.target.join(RUST_TARGET))
        .env("DREGS_BIN", server);
    Ok(tests)
}

fn quickstarts(workspace: &Workspace, server: &Path) -> Result<Command> {
    need::node()?;
    need::python3()?;
    let mut tests = workspace.command("python3", "end2end/quickstart");
    tests
        .args(["-B", "-m", "unittest", "--verbose"])
        .env("CARGO_TARGET_DIR", workspace.target.join(RUST_TARGET))
        .env("DREGS_BIN", server);
    Ok(tests)
}

fn counts_unittest(line: &str) -> bool {
    line.starts_with("Ran ") || line == "OK" || line.starts_with("FAILED (") || line.starts_with("surface: ")
}

fn counts_cargo(line: &str) -> bool {
    line.starts_with("test result:") || line.starts_with("surface: ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_recognised() {
        assert!(counts_unittest("Ran 14 tests in 5.345s") && counts_unittest("FAILED (failures=1)"));
        assert!(counts_unittest(
            "surface: dregs 1.0.0: 70 members, 246 parameters, 0 not called"
        ));
        assert!(counts_cargo("test result: ok. 30 passed; 0 failed"));
        assert!(!counts_unittest("Running") && !counts_cargo("test ids::odd ... ok"));
    }
}
