//! The table of analyzers for people, made of the doc blocks beside the code.

use std::fmt::Write;

use super::settle;
use crate::step::Result;
use crate::tidy::analyzers::{HEADINGS, code, files};
use crate::tidy::tree::Tree;
use crate::workspace::Workspace;

/// Generate `docs/analyzers.md`.
pub fn run(workspace: &Workspace, check: bool) -> Result {
    settle(
        workspace,
        "docs/analyzers.md",
        &page(&Tree::read(workspace)?)?,
        check,
    )
}

fn page(tree: &Tree) -> Result<String> {
    let mut page = String::from(
        "# Analyzers\n\n\
         What each analyzer looks at, when it speaks and when it stays silent. Generated from the code by\n\
         `cargo xtask codegen`: edit the doc block beside the analyzer.\n",
    );
    let mut section = "";
    for (category, name, text) in files(tree) {
        if category != section {
            section = category;
            write!(page, "\n## {}\n", capitalised(category))?;
        }
        write!(page, "\n### `{}`\n\n{}\n\n", code(category, name), sentence(text))?;
        for (heading, words) in doc_block(text) {
            writeln!(page, "- **{heading}** {words}")?;
        }
    }
    Ok(page)
}

/// The module's opening sentence.
fn sentence(text: &str) -> String {
    let lines = text.lines().take_while(|line| line.starts_with("//!"));
    joined(lines.map(|line| line.trim_start_matches("//!")))
}

/// The headings of the doc block with their words, however many lines they take.
fn doc_block(text: &str) -> Vec<(&'static str, String)> {
    let before = text.split("pub const ANALYZER").next().unwrap_or_default();
    let mut doc: Vec<&str> = before
        .lines()
        .rev()
        .map_while(|line| line.strip_prefix("///"))
        .map(str::trim)
        .collect();
    doc.reverse();
    let start = |line: &str| {
        HEADINGS
            .into_iter()
            .find(|heading| line.starts_with(&format!("- **{heading}")))
    };
    let mut found = Vec::new();
    for (index, line) in doc.iter().enumerate() {
        let Some(heading) = start(line) else { continue };
        let more = doc[index + 1..]
            .iter()
            .take_while(|line| !line.starts_with("- **") && !line.is_empty());
        let first = line
            .split_once("**")
            .and_then(|(_, rest)| rest.split_once("**"))
            .map_or("", |(_, words)| words);
        found.push((heading, joined(std::iter::once(first).chain(more.copied()))));
    }
    found
}

fn joined<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doc_block_becomes_a_section() {
        let text = "//! Humanity: gaps too even.\n\n/// - **Looks at** the time\n///   between events.\n/// - **Why** a script keeps time.\npub const ANALYZER: A = A;\n/// Not for the page.\n";
        let tree = Tree::of(&[("server/src/scoring/analyzers/humanity/even_gaps.rs", text)]);
        let page = page(&tree).unwrap();
        let expected = "\n## Humanity\n\n### `humanity.even-gaps`\n\nHumanity: gaps too even.\n\n\
                        - **Looks at** the time between events.\n- **Why** a script keeps time.\n";
        assert!(page.ends_with(expected), "{page}");
    }
}
