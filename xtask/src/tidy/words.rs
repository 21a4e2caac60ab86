//! Words that say nothing about the domain do not become names.

use super::tree::{Finding, Tree, code};

const WORDS: [&str; 8] = [
    "util", "utils", "helper", "helpers", "misc", "mgr", "cnt", "common",
];

/// Look at file names and at every name in the code.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    let ours = |path: &str| !path.starts_with("xtask/src/tidy/words");
    for (path, text) in tree
        .under("", ".rs")
        .chain(tree.under("", ".ts"))
        .filter(|(path, _)| ours(path))
    {
        if let Some(word) = forbidden(path) {
            found.push(Finding::new(path, 1, format!("`{word}` in the file's name")));
        }
        for (line, code) in code(text) {
            // Other people's names are theirs.
            let imported = code.trim_start().starts_with("use ") || code.trim_start().starts_with("import ");
            if let Some(word) = forbidden(code).filter(|_| !imported && !code.contains('"')) {
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
                "//! A.\nlet event_cnt = 1;\nstruct KeyHelper;\nlet utility = commonplace;\n",
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
