//! A function fits on a screen, and a handler in four sentences.

use super::tree::{Finding, Tree};

const FUNCTION: usize = 70;
const HANDLER: usize = 30;
/// A component whose body is mostly markup.
const COMPONENT: usize = 120;

/// Measure every function, from its signature to its closing brace.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.under("", ".rs")
        .flat_map(|(path, text)| in_file(path, text))
        .collect()
}

fn in_file(path: &str, text: &str) -> Vec<Finding> {
    let limit = match path {
        _ if path.starts_with("server/src/http/routes/") => HANDLER,
        _ if path.starts_with("app/src/") && text.contains("view!") => COMPONENT,
        _ => FUNCTION,
    };
    let lines: Vec<&str> = text.lines().take_while(|line| *line != "#[cfg(test)]").collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| opens_function(line)) {
        // rustfmt closes a function at the indentation of its first line.
        let indentation = &line[..line.len() - line.trim_start().len()];
        let end = format!("{indentation}}}");
        let length = lines[index..]
            .iter()
            .position(|line| **line == end)
            .map_or(1, |last| last + 1);
        if length > limit {
            found.push(Finding::new(
                path,
                index + 1,
                format!("a function of {length} lines, the stop is {limit}"),
            ));
        }
    }
    found
}

fn opens_function(line: &str) -> bool {
    let mut words = line.split_whitespace().skip_while(|word| {
        word.starts_with("pub")
            || matches!(
                *word,
                "in" | "async" | "const" | "extern" | "unsafe" | "crate)" | "super)"
            )
    });
    // One line that opens and closes is no function to measure, and neither is a trait's bare signature.
    words.next() == Some("fn") && !line.trim_end().ends_with(['}', ';'])
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
        assert!(check(&Tree::of(&[("server/src/a.rs", &function(70))])).is_empty());
        let found = check(&Tree::of(&[("server/src/a.rs", &function(71))]));
        assert_eq!(
            found,
            [Finding::new(
                "server/src/a.rs",
                3,
                "a function of 71 lines, the stop is 70"
            )]
        );
    }

    #[test]
    fn handlers_are_shorter() {
        assert_eq!(
            check(&Tree::of(&[(
                "server/src/http/routes/events/get.rs",
                &function(31)
            )]))
            .len(),
            1
        );
        assert!(
            check(&Tree::of(&[(
                "server/src/http/routes/events/get.rs",
                &function(30)
            )]))
            .is_empty()
        );
    }
}
