//! Words that say nothing about the domain do not become names.

use super::tree::{Finding, Tree, code};

const WORDS: [&str; 7] = ["util", "utils", "helper", "helpers", "misc", "mgr", "cnt"];

/// What stands before a name that is ours; the names of others are theirs.
const DEFINES: [&str; 14] = [
    "fn",
    "struct",
    "enum",
    "trait",
    "mod",
    "type",
    "const",
    "static",
    "let",
    "mut",
    "function",
    "class",
    "interface",
    "macro_rules!",
];

/// Look at file names and at every name that the code defines.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, text) in tree.under("", ".rs").chain(tree.under("", ".ts")) {
        let file = path.rsplit('/').next().unwrap_or(path);
        if let Some(word) = forbidden(file).or(file.starts_with("common.").then_some("common")) {
            found.push(Finding::new(path, 1, format!("`{word}` in the file's name")));
        }
        for (line, code) in code(text) {
            let words: Vec<&str> = code.split_whitespace().collect();
            let names = words
                .windows(2)
                .filter(|pair| DEFINES.contains(&pair[0]))
                .map(|pair| pair[1]);
            let own = |name: &str| name.split(['(', '<', ':', '=']).next().and_then(forbidden);
            if let Some(word) = names.filter_map(own).next() {
                found.push(Finding::new(
                    path,
                    line,
                    format!("`{word}` says nothing: name the thing"),
                ));
            }
        }
    }
    found
}

/// The first forbidden word among the parts of the names in a text: snake_case, kebab-case and camelCase.
fn forbidden(text: &str) -> Option<&'static str> {
    let names = text.split(|character: char| !character.is_alphanumeric());
    names
        .flat_map(parts)
        .find_map(|part| WORDS.into_iter().find(|word| part.eq_ignore_ascii_case(word)))
}

fn parts(name: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (index, character) in name.char_indices().skip(1) {
        if character.is_uppercase() {
            parts.push(&name[start..index]);
            start = index;
        }
    }
    parts.push(&name[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_words_are_found() {
        let tree = Tree::of(&[
            ("server/src/string_utils.rs", "//! A.\n"),
            (
                "server/src/a.rs",
                "//! A.\nlet event_cnt = 1;\nstruct KeyHelper;\nlet a = KeyUtils::new();\nlet utility = commonplace;\n",
            ),
        ]);
        let found: Vec<_> = check(&tree)
            .into_iter()
            .map(|finding| (finding.path, finding.line))
            .collect();
        assert_eq!(
            found,
            [
                ("server/src/a.rs".to_owned(), 2),
                ("server/src/a.rs".to_owned(), 3),
                ("server/src/string_utils.rs".to_owned(), 1)
            ]
        );
    }
}
