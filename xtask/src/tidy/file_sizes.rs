//! A file stays small. Exceptions are lines of `xtask/file_sizes.txt`, and their numbers may only go down.

use std::collections::BTreeMap;

use super::tree::{Finding, Tree, code};

/// Longest file of each kind, in lines of code without inline tests; the first folder that fits decides.
const LIMITS: [(&str, usize); 4] = [
    ("app/src/components/", 120),
    ("app/src/pages/", 200),
    ("tracker/ts/signals/", 100),
    ("", 300),
];

const EXCEPTIONS: &str = "xtask/file_sizes.txt";

/// Compare every Rust and TypeScript file with its limit.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut exceptions = exceptions(tree);
    let mut found = Vec::new();
    for (path, text) in tree.under("", ".rs").chain(tree.under("tracker/ts/", ".ts")) {
        if path.ends_with(".test.ts") || path.contains("/tests/") {
            continue;
        }
        let lines = code(text).count();
        let limit = limit(path);
        match exceptions.remove(path) {
            Some((at, allowed)) if lines <= limit => {
                found.push(Finding::new(
                    EXCEPTIONS,
                    at,
                    format!("{path} is no longer {allowed} lines: remove this line"),
                ));
            }
            Some((at, allowed)) if lines < allowed => {
                found.push(Finding::new(
                    EXCEPTIONS,
                    at,
                    format!("{path} shrank: lower {allowed} to {lines}"),
                ));
            }
            Some((_, allowed)) if lines > allowed => {
                found.push(Finding::new(
                    path,
                    1,
                    format!("{lines} lines of code, and {allowed} is already an exception"),
                ));
            }
            None if lines > limit => {
                found.push(Finding::new(
                    path,
                    1,
                    format!("{lines} lines of code, the stop is {limit}"),
                ));
            }
            _ => {}
        }
    }
    let gone = exceptions.into_iter();
    found.extend(
        gone.map(|(path, (at, _))| Finding::new(EXCEPTIONS, at, format!("{path} is gone: remove this line"))),
    );
    found
}

fn limit(path: &str) -> usize {
    LIMITS
        .iter()
        .find(|(folder, _)| path.starts_with(folder))
        .map_or(0, |(_, limit)| *limit)
}

/// Path → line of the exceptions file and allowed size; lines read `<size> <path>`, `#` starts a comment.
fn exceptions(tree: &Tree) -> BTreeMap<String, (usize, usize)> {
    let lines = tree.text(EXCEPTIONS).unwrap_or_default().lines().enumerate();
    lines
        .filter(|(_, line)| !line.starts_with('#'))
        .filter_map(|(index, line)| {
            let (size, path) = line.trim().split_once(' ')?;
            Some((path.trim().to_owned(), (index + 1, size.parse().ok()?)))
        })
        .collect()
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

    #[test]
    fn exceptions_only_go_down() {
        let say = |actual: usize, exceptions: &str| {
            check(&Tree::of(&[
                ("server/src/a.rs", &long(actual)),
                (EXCEPTIONS, exceptions),
            ]))
        };
        assert_eq!(say(400, "400 server/src/a.rs\n"), []);
        assert!(
            say(401, "400 server/src/a.rs\n")[0]
                .message
                .contains("already an exception")
        );
        assert!(
            say(399, "400 server/src/a.rs\n")[0]
                .message
                .contains("lower 400 to 399")
        );
        assert!(say(10, "400 server/src/a.rs\n")[0].message.contains("remove"));
        assert!(say(10, "400 server/src/b.rs\n")[0].message.contains("is gone"));
    }
}
