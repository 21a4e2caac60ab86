//! A link in a document leads to a file that exists.

use super::tree::{Finding, Tree};

/// Every relative link of every document.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text) in tree.under("", ".md") {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (index, line) in text.lines().enumerate() {
            for target in targets(line).filter(|target| !tree.has(&resolve(folder, target))) {
                found.push(Finding::new(
                    path,
                    index + 1,
                    format!("the link to {target} leads nowhere"),
                ));
            }
        }
    }
    found
}

/// The relative targets of `[text](target)` in a line, without their `#fragment`.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(|target| target.split(['#', ' ']).next().unwrap_or(target))
        .filter(|target| !target.is_empty() && !target.contains(':') && !target.starts_with('/'))
}

fn resolve(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dead_links_are_found() {
        let text = "[a](docs/A.md#part) [b](https://example.com) [c](docs/) ![d](docs/gone.png)\n";
        let tree = Tree::of(&[
            ("README.md", text),
            ("docs/A.md", "[up](../README.md) [self](A.md)"),
        ]);
        assert_eq!(
            check(&tree),
            [Finding::new(
                "README.md",
                1,
                "the link to docs/gone.png leads nowhere"
            )]
        );
    }
}
