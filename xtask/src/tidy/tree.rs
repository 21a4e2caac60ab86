//! The text of the repository as the rules see it, and what they say about it.

use std::collections::BTreeMap;
use std::fmt;

use crate::command;
use crate::step::Result;
use crate::workspace::Workspace;

/// Every text file that git would commit, by path.
pub struct Tree {
    files: BTreeMap<String, String>,
}

/// One place that breaks a rule.
#[derive(Debug, PartialEq)]
pub struct Finding {
    pub path: String,
    pub line: usize,
    pub message: String,
}

impl Tree {
    /// Read the working tree, new files included.
    pub fn read(workspace: &Workspace) -> Result<Self> {
        let list = command::capture(workspace.command("git", ".").args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ]))?;
        // Binary and deleted files have no text.
        let text = |path: &str| std::fs::read_to_string(workspace.root.join(path)).ok();
        let files = list
            .split('\0')
            .filter_map(|path| Some((path.to_owned(), text(path)?)))
            .collect();
        Ok(Self { files })
    }

    /// The files below a folder (or all, with "") whose names end so, in order of path.
    pub fn under<'a>(&'a self, folder: &'a str, ending: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files
            .iter()
            .filter(move |(path, _)| path.starts_with(folder) && path.ends_with(ending))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The text of one file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Whether there is such a file, or a folder with files.
    pub fn has(&self, path: &str) -> bool {
        let folder = format!("{}/", path.trim_end_matches('/'));
        self.files.contains_key(path) || self.files.keys().any(|name| name.starts_with(&folder))
    }

    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        Self {
            files: files
                .iter()
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
                .collect(),
        }
    }
}

impl Finding {
    pub fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            message: message.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// The lines of Rust that do something, numbered from 1: no comments, no blank lines, no inline tests.
pub fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .take_while(|(_, line)| line.trim_end() != "#[cfg(test)]")
        .map(|(index, line)| (index + 1, without_comment(line)))
        .filter(|(_, line)| !line.trim().is_empty())
}

/// Cut a line at `//`, unless an address (`://`) or a string holds it.
fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    let bytes = line.as_bytes();
    for index in 0..bytes.len() {
        match bytes[index] {
            b'"' if index == 0 || bytes[index - 1] != b'\\' => quoted = !quoted,
            b'/' if !quoted && bytes.get(index + 1) == Some(&b'/') => return &line[..index],
            _ => {}
        }
    }
    line
}

/// A line with its string literals emptied: what a program says is not what it is made of.
pub fn without_strings(line: &str) -> String {
    let parts = line.split('"').enumerate();
    parts
        .map(|(index, part)| if index % 2 == 0 { part } else { "\"\"" })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_emptied() {
        assert_eq!(without_strings("a(\"tokio\", \"b\") + c"), "a(\"\", \"\") + c");
    }

    #[test]
    fn code_is_neither_comment_nor_test() {
        let text =
            "//! A.\n\nlet a = \"http://x\"; // why\n/// Doc.\nfn b() {}\n#[cfg(test)]\nmod tests {}\n";
        let lines: Vec<_> = code(text).collect();
        assert_eq!(lines, [(3, "let a = \"http://x\"; "), (5, "fn b() {}")]);
    }

    #[test]
    fn folders_are_found() {
        let tree = Tree::of(&[("docs/a.md", "")]);
        assert!(tree.has("docs") && tree.has("docs/") && tree.has("docs/a.md") && !tree.has("doc"));
    }
}
