//! A module's file carries the module's name.

use super::tree::{Finding, Tree};

/// No file is called `mod.rs`.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.under("", "/mod.rs")
        .map(|(path, _)| {
            let better = path.trim_end_matches("/mod.rs");
            Finding::new(path, 1, format!("call it {better}.rs"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mod_rs_is_found() {
        let tree = Tree::of(&[("a/src/store/mod.rs", ""), ("a/src/store.rs", "")]);
        assert_eq!(
            check(&tree),
            [Finding::new("a/src/store/mod.rs", 1, "call it a/src/store.rs")]
        );
    }
}
