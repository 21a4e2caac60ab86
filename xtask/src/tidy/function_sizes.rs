//! A function fits on a screen, and a handler in four sentences.

use super::ratchet::{Ratchet, Verdict};
use super::tree::{Finding, Tree};

const FUNCTION: usize = 70;
const HANDLER: usize = 30;
/// A component whose body is mostly markup.
const COMPONENT: usize = 120;

/// Functions that are tables: columns, and the routes of the whole server.
const TABLES: [&str; 2] = ["migrations/src/", "server/src/http/router.rs"];

/// Measure every function, from its signature to its closing brace.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut ratchet = Ratchet::of(tree, |name| name.contains("::"));
    let mut found = Vec::new();
    for (path, text) in tree
        .under("", ".rs")
        .filter(|(path, _)| !TABLES.iter().any(|table| path.starts_with(table)))
    {
        for function in functions(text) {
            let (size, name) = (function.lines, format!("{path}::{}", function.name));
            match ratchet.judge(&name, size, limit(path, text)) {
                Some(Verdict::TooLong(why)) => {
                    let message = format!("{} takes {size} lines, {why}", function.name);
                    found.push(Finding::new(path, function.at, message));
                }
                Some(Verdict::Stale(finding)) => found.push(finding),
                None => {}
            }
        }
    }
    found.extend(ratchet.rest());
    found
}

fn limit(path: &str, text: &str) -> usize {
    match path {
        _ if path.starts_with("server/src/http/routes/") => HANDLER,
        _ if path.starts_with("app/src/") && text.contains("view!") => COMPONENT,
        _ => FUNCTION,
    }
}

struct Function<'a> {
    name: &'a str,
    at: usize,
    lines: usize,
}

fn functions(text: &str) -> Vec<Function<'_>> {
    let lines: Vec<&str> = text.lines().take_while(|line| *line != "#[cfg(test)]").collect();
    let opened = lines
        .iter()
        .enumerate()
        .filter_map(|(index, line)| Some((index, *line, opens_function(line)?)));
    opened
        .map(|(index, line, name)| {
            // rustfmt closes a function at the indentation of its first line.
            let end = format!("{}}}", &line[..line.len() - line.trim_start().len()]);
            let lines = lines[index..]
                .iter()
                .position(|line| **line == end)
                .map_or(1, |last| last + 1);
            Function {
                name,
                at: index + 1,
                lines,
            }
        })
        .collect()
}

/// The name of the function that begins on this line and goes on below it.
fn opens_function(line: &str) -> Option<&str> {
    let modifier = |word: &&str| {
        word.starts_with("pub")
            || matches!(
                *word,
                "in" | "async" | "const" | "extern" | "unsafe" | "crate)" | "super)"
            )
    };
    let mut words = line.split_whitespace().skip_while(modifier);
    // One line that opens and closes is no function to measure, and neither is a trait's bare signature.
    let begins = words.next() == Some("fn") && !line.trim_end().ends_with(['}', ';']);
    words.next().filter(|_| begins)?.split(['(', '<']).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function(lines: usize) -> String {
        format!(
            "//! A.\nimpl A {{\n    pub(crate) async fn a(\n        b: B,\n    ) {{\n{}    }}\n}}\n",
            "        c();\n".repeat(lines - 4)
        )
    }

    #[test]
    fn long_functions_are_found() {
        let check = |lines| check(&Tree::of(&[("server/src/a.rs", &function(lines))]));
        assert_eq!(check(70), []);
        assert_eq!(
            check(71),
            [Finding::new(
                "server/src/a.rs",
                3,
                "a takes 71 lines, the stop is 70"
            )]
        );
    }

    #[test]
    fn handlers_are_shorter_and_tables_are_free() {
        let check = |path, lines| check(&Tree::of(&[(path, &function(lines))])).len();
        assert_eq!(check("server/src/http/routes/events/get.rs", 31), 1);
        assert_eq!(check("server/src/http/routes/events/get.rs", 30), 0);
        assert_eq!(check("migrations/src/m1.rs", 200), 0);
    }

    #[test]
    fn an_exception_names_the_function() {
        let exception = ("xtask/sizes.txt", "80 server/src/a.rs::a\n");
        assert_eq!(
            check(&Tree::of(&[("server/src/a.rs", &function(80)), exception])),
            []
        );
    }
}
