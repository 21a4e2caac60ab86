//! Tests without a browser: the browser script's own, units, and HTTP on both databases.

use std::process::Command;

use super::report::Report;
use crate::postgres::Cluster;
use crate::step::Result;
use crate::workspace::Workspace;
use crate::{command, need};

/// Crates that are tested on the host. `frontend` is not: with `server` it would mix Leptos' two modes.
const CRATES: [&str; 8] = ["-p", "server", "-p", "app", "-p", "tracker", "-p", "migrations"];

/// Run every runner.
pub fn run(workspace: &Workspace, report: &mut Report) {
    report.run("tracker: types", || {
        need::node_packages(workspace, "tracker")?;
        command::run(
            workspace
                .command("npm", "tracker")
                .args(["run", "--silent", "check"]),
        )
    });
    report.runner("tracker: tests", Ok(npm_test(workspace)), counts_node_tests);
    report.runner(
        "tasks: tests",
        Ok(cargo_test(workspace, &["-p", "xtask"])),
        counts_cargo_tests,
    );
    match report.run("PostgreSQL", Cluster::start) {
        Some(cluster) => {
            let mut tests = cargo_test(workspace, &CRATES);
            tests.env("DREGS_TEST_POSTGRES_URL", &cluster.url);
            report.runner("server: tests", Ok(tests), counts_cargo_tests);
        }
        None => report.runner("server: tests", no_database(), counts_cargo_tests),
    }
}

fn no_database() -> Result<Command> {
    Err("not run: there is no PostgreSQL to test on".into())
}

fn npm_test(workspace: &Workspace) -> Command {
    let mut test = workspace.command("npm", "tracker");
    test.args(["test", "--silent"]);
    test
}

/// Nextest where it is installed: faster, and one process per test.
fn cargo_test(workspace: &Workspace, crates: &[&str]) -> Command {
    let mut cargo = workspace.cargo();
    if command::on_path("cargo-nextest").is_some() {
        cargo.args(["nextest", "run", "--no-tests", "pass", "--no-fail-fast"]);
    } else {
        cargo.args(["test", "--no-fail-fast"]);
    }
    cargo.args(crates);
    cargo
}

fn counts_cargo_tests(line: &str) -> bool {
    line.starts_with("Summary [") || line.starts_with("test result:")
}

fn counts_node_tests(line: &str) -> bool {
    let line = line.trim_start_matches(['#', 'ℹ', ' ']);
    ["pass ", "fail ", "Tests "]
        .iter()
        .any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_recognised() {
        assert!(counts_cargo_tests(
            "Summary [   1.2s] 3 tests run: 3 passed, 0 skipped"
        ));
        assert!(counts_cargo_tests("test result: ok. 3 passed; 0 failed"));
        assert!(counts_node_tests("# pass 12") && counts_node_tests("ℹ fail 0"));
        assert!(!counts_node_tests("passing things around") && !counts_cargo_tests("test a ... ok"));
    }
}
