//! Formatting and clippy, in the groups of crates whose features may meet.

use super::report::Report;
use crate::workspace::Workspace;
use crate::{command, need};

/// Host and browser are linted apart: together, Leptos would be asked to render and to hydrate at once.
const GROUPS: [(&str, &[&str]); 3] = [
    (
        "clippy for the server",
        &[
            "-p",
            "server",
            "-p",
            "app",
            "--features",
            "app/ssr",
            "-p",
            "migrations",
            "-p",
            "tracker",
            "--all-targets",
        ],
    ),
    ("clippy for the tasks", &["-p", "xtask", "--all-targets"]),
    (
        "clippy for the browser",
        &["-p", "frontend", "--target", "wasm32-unknown-unknown"],
    ),
];

/// Run every linter.
pub fn run(workspace: &Workspace, report: &mut Report) {
    report.run("fmt", || {
        command::run(workspace.cargo().args(["fmt", "--all", "--check"]))?;
        // A workspace of its own, so `--all` does not see it.
        let tests = ["fmt", "--manifest-path", "end2end/sdk/rust-1.0.0/Cargo.toml"];
        command::run(workspace.cargo().args(tests).arg("--check"))
    });
    for (name, arguments) in GROUPS {
        report.run(name, || {
            need::wasm_target(workspace)?;
            command::run(workspace.cargo().arg("clippy").args(arguments))
        });
    }
}
