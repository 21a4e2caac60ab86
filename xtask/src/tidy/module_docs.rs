//! Every Rust module opens with one sentence that says what it is for.

use super::tree::{Finding, Tree};

/// The first line of a file is its sentence.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.under("", ".rs")
        .filter(|(path, text)| !text.starts_with("//! ") && !path.ends_with("/generated.rs"))
        .map(|(path, _)| Finding::new(path, 1, "the first line is not a `//!` sentence"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_counts() {
        let tree = Tree::of(&[
            ("a.rs", "//! Things.\n"),
            ("b.rs", "use a;\n//! Late.\n"),
            ("c.md", "text"),
            ("d/generated.rs", "// By a machine.\n"),
        ]);
        let found = check(&tree);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].path, "b.rs");
    }
}
