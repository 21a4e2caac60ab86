//! A file fits in the head.

use super::ratchet::{Ratchet, Verdict};
use super::tree::{Finding, Tree, code};

/// Longest file of each kind, in lines of code without inline tests; the first folder that fits decides.
const LIMITS: [(&str, usize); 4] = [
    ("app/src/components/", 120),
    ("app/src/pages/", 200),
    ("tracker/ts/signals/", 100),
    ("", 300),
];

/// Compare every Rust and TypeScript file with its limit.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut ratchet = Ratchet::of(tree, |name| !name.contains("::"));
    let mut found = Vec::new();
    for (path, text) in tree.under("", ".rs").chain(tree.under("tracker/ts/", ".ts")) {
        if path.ends_with(".test.ts") || path.contains("/tests/") {
            continue;
        }
        let size = code(text).count();
        match ratchet.judge(path, size, limit(path)) {
            Some(Verdict::TooLong(why)) => {
                found.push(Finding::new(path, 1, format!("{size} lines of code, {why}")))
            }
            Some(Verdict::Stale(finding)) => found.push(finding),
            None => {}
        }
    }
    found.extend(ratchet.rest());
    found
}

fn limit(path: &str) -> usize {
    LIMITS
        .iter()
        .find(|(folder, _)| path.starts_with(folder))
        .map_or(0, |(_, limit)| *limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn long(lines: usize) -> String {
        format!(
            "//! A.\n{}#[cfg(test)]\nmod tests {{\n{}}}\n",
            "a();\n".repeat(lines),
            "b();\n".repeat(500)
        )
    }

    #[test]
    fn tests_do_not_count_and_kinds_differ() {
        let tree = Tree::of(&[
            ("server/src/a.rs", &long(300)),
            ("app/src/pages/a.rs", &long(201)),
        ]);
        let found = check(&tree);
        assert_eq!(
            found,
            [Finding::new(
                "app/src/pages/a.rs",
                1,
                "201 lines of code, the stop is 200"
            )]
        );
    }
}
