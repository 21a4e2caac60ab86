//! Kill the server under load, on both databases: every acknowledged event is there exactly once.

use std::path::Path;
use std::process::Command;

use super::report::Report;
use crate::need;
use crate::postgres::Cluster;
use crate::step::Result;
use crate::workspace::Workspace;

/// Run the driver once per database.
pub fn run(workspace: &Workspace, server: &Path, kills: u32, report: &mut Report) {
    report.runner("crash test on SQLite", driver(workspace, server, kills), counts);
    if let Some(cluster) = report.run("PostgreSQL", Cluster::start) {
        let command = driver(workspace, server, kills).map(|mut command| {
            command.env("DREGS_DATABASE_URL", &cluster.url);
            command
        });
        report.runner("crash test on PostgreSQL", command, counts);
    }
}

fn driver(workspace: &Workspace, server: &Path, kills: u32) -> Result<Command> {
    need::node()?;
    let mut driver = workspace.command("node", "end2end/crash");
    driver
        .args(["crash.mjs", "--kills", &kills.to_string()])
        .env("DREGS_BIN", server);
    Ok(driver)
}

fn counts(line: &str) -> bool {
    line.starts_with("crash: ")
}
