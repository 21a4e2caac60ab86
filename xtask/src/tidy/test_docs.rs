//! Each HTTP test has a sentence above it, so that a failure reads as a broken promise.

use super::tree::{Finding, Tree};

/// A `///` line stands above every test's attributes.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.under("server/tests/it/", ".rs")
        .flat_map(|(path, text)| in_file(path, text))
        .collect()
}

fn in_file(path: &str, text: &str) -> Vec<Finding> {
    let lines: Vec<&str> = text.lines().collect();
    let is_test =
        |line: &str| line.trim().starts_with("#[") && line.contains("test") && line.trim().ends_with("]");
    lines
        .iter()
        .enumerate()
        .filter(|(_, line)| is_test(line) && !line.contains("cfg("))
        .filter(|(index, _)| {
            let above = lines[..*index]
                .iter()
                .rev()
                .find(|line| !line.trim().starts_with("#["));
            !above.is_some_and(|line| ["///", "$(#[doc"].iter().any(|doc| line.trim().starts_with(doc)))
        })
        .map(|(index, _)| Finding::new(path, index + 1, "a test without a sentence above it"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silent_tests_are_found() {
        let text =
            "//! A.\n\n/// It works.\n#[tokio::test]\nasync fn a() {}\n\n#[tokio::test]\nasync fn b() {}\n";
        let tree = Tree::of(&[("server/tests/it/routes/a.rs", text)]);
        assert_eq!(
            check(&tree),
            [Finding::new(
                "server/tests/it/routes/a.rs",
                7,
                "a test without a sentence above it"
            )]
        );
    }
}
