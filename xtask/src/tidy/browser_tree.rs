//! No server crate reaches the browser: the dependency tree of `frontend` proves it.

use crate::command;
use crate::step::Result;
use crate::workspace::Workspace;

const SERVER_CRATES: [&str; 9] = [
    "axum",
    "tokio",
    "hyper",
    "tower",
    "leptos_axum",
    "sea-orm",
    "sqlx",
    "server",
    "migrations",
];

/// The server crates among what the browser would load.
pub fn check(workspace: &Workspace) -> Result<Vec<&'static str>> {
    let tree = command::capture(workspace.cargo().args([
        "tree",
        "--package",
        "frontend",
        "--target",
        "wasm32-unknown-unknown",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]))?;
    Ok(server_crates(&tree))
}

fn server_crates(tree: &str) -> Vec<&'static str> {
    let names: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    SERVER_CRATES
        .into_iter()
        .filter(|name| names.contains(name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn server_crates_are_found_by_their_whole_name() {
        assert_eq!(
            server_crates("frontend v0.1.0 (/a)\nleptos v0.8.23\ntower-service v0.3.3\n"),
            [] as [&str; 0]
        );
        assert_eq!(server_crates("frontend v0.1.0\ntokio v1.54.1\n"), ["tokio"]);
    }
}
