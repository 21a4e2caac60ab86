//! Loading, empty and failed are designed once; a page that drops an error would show a lie instead.

use super::tree::{Finding, Tree, code};

/// No `.ok()` and no `unwrap_or_default()` in the dashboard's pages.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text) in tree.under("app/src/pages/", ".rs") {
        for (line, code) in code(text) {
            for call in [".ok()", "unwrap_or_default()"]
                .iter()
                .filter(|call| code.contains(**call))
            {
                found.push(Finding::new(
                    path,
                    line,
                    format!("`{call}` hides a failure from the person"),
                ));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_held() {
        let tree = Tree::of(&[
            ("app/src/pages/home.rs", "//! A.\nlet a = b.ok();\n"),
            ("app/src/api/client.rs", "//! A.\nlet a = b.ok();\n"),
        ]);
        assert_eq!(
            check(&tree),
            [Finding::new(
                "app/src/pages/home.rs",
                2,
                "`.ok()` hides a failure from the person"
            )]
        );
    }
}
