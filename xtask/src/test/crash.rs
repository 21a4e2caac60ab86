//! Kill the server under load, on both databases: every acknowledged event is there exactly once, and every escalation
//! arrives at every receiver.

use std::path::Path;
use std::process::Command;

use super::report::Report;
use crate::need;
use crate::postgres::Cluster;
use crate::step::Result;
use crate::workspace::Workspace;

/// What is killed, and which script does it.
const DRIVERS: [(&str, &str); 2] = [("crash test", "crash.mjs"), ("deliveries", "deliveries.mjs")];

/// Run each driver once per database.
pub fn run(workspace: &Workspace, server: &Path, kills: u32, report: &mut Report) {
    for (name, script) in DRIVERS {
        let command = driver(workspace, server, script, kills);
        report.runner(&format!("{name} on SQLite"), command, counts);
        // Each has an empty one: both make the same accounts.
        if let Some(cluster) = report.run("PostgreSQL", Cluster::start) {
            let command = driver(workspace, server, script, kills).and_then(|mut command| {
                command
                    .env("DREGS_DATABASE_URL", &cluster.url)
                    .env("PATH", with_psql()?);
                Ok(command)
            });
            report.runner(&format!("{name} on PostgreSQL"), command, counts);
        }
    }
}

fn driver(workspace: &Workspace, server: &Path, script: &str, kills: u32) -> Result<Command> {
    need::node()?;
    // Moves the clock in SQLite's file.
    need::python3()?;
    let mut driver = workspace.command("node", "end2end/crash");
    driver
        .args([script, "--kills", &kills.to_string()])
        .env("DREGS_BIN", server);
    Ok(driver)
}

/// Where programs are found, `psql` among them: it comes with the server that the cluster runs.
fn with_psql() -> Result<std::ffi::OsString> {
    let before = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&before).chain([need::postgres()?]);
    Ok(std::env::join_paths(folders)?)
}

fn counts(line: &str) -> bool {
    line.starts_with("crash: ") || line.starts_with("deliveries: ")
}
