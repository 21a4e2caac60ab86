//! One file turns failures into HTTP statuses, so that the table of them stays whole.

use super::tree::{Finding, Tree, code};

/// The places that may name a failure status: the mapping, and the answer to load balancers, which has its own form.
const MAPPINGS: [&str; 2] = ["server/src/error.rs", "server/src/http/routes/health.rs"];

/// Statuses that say it went well.
const SUCCESSES: [&str; 5] = ["OK", "CREATED", "ACCEPTED", "NO_CONTENT", "PARTIAL_CONTENT"];

/// Redirects are answers, not failures: the dashboard's pages send them.
const REDIRECTS: [&str; 6] = [
    "MOVED_PERMANENTLY",
    "FOUND",
    "SEE_OTHER",
    "TEMPORARY_REDIRECT",
    "PERMANENT_REDIRECT",
    "NOT_MODIFIED",
];

/// Find failure statuses anywhere else in the server.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text) in tree
        .under("server/src/", ".rs")
        .filter(|(path, _)| !MAPPINGS.contains(path))
    {
        for (line, code) in code(text) {
            for name in code.split("StatusCode::").skip(1) {
                let end = name.find(|character: char| !character.is_ascii_uppercase() && character != '_');
                let name = &name[..end.unwrap_or(name.len())];
                if !name.is_empty() && !SUCCESSES.contains(&name) && !REDIRECTS.contains(&name) {
                    found.push(Finding::new(
                        path,
                        line,
                        format!("`StatusCode::{name}` belongs in the error mapping"),
                    ));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_failures_elsewhere_are_found() {
        let tree = Tree::of(&[
            ("server/src/error.rs", "StatusCode::NOT_FOUND"),
            (
                "server/src/http/routes/a.rs",
                "StatusCode::CREATED\nStatusCode::NOT_FOUND\nuse axum::http::StatusCode;\nStatusCode::from_u16",
            ),
        ]);
        let found = check(&tree);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].path.as_str(), found[0].line),
            ("server/src/http/routes/a.rs", 2)
        );
    }
}
