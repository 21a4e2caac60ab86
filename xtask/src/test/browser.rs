//! The dashboard and the browser script in Chromium, against the server that was just built.

use std::path::Path;
use std::process::Command;

use super::report::Report;
use crate::need;
use crate::step::Result;
use crate::workspace::Workspace;

/// Run Playwright; each spec starts its own server.
pub fn run(workspace: &Workspace, server: &Path, report: &mut Report) {
    report.runner("browser tests", playwright(workspace, server), counts);
}

fn playwright(workspace: &Workspace, server: &Path) -> Result<Command> {
    need::node_packages(workspace, "end2end")?;
    let mut playwright = workspace.command("npx", "end2end");
    playwright
        .args(["playwright", "test"])
        .env("CHROMIUM", need::chromium(workspace)?)
        .env("DREGS_BIN", server)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    Ok(playwright)
}

/// `12 passed (3.4s)`, `1 failed`, `2 flaky`, `3 skipped`.
fn counts(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let number = words
        .next()
        .is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let verdict = words
        .next()
        .is_some_and(|word| ["passed", "failed", "flaky", "skipped"].contains(&word));
    number && verdict && words.next().is_none_or(|word| word.starts_with('('))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_recognised() {
        assert!(counts("12 passed (3.4s)") && counts("1 failed"));
        assert!(!counts("12 passed tests were quick") && !counts("Running 12 tests"));
    }
}
