//! One style sheet from many: the shared ones by name, then those beside their components by path.

use std::path::{Path, PathBuf};

use crate::step::Result;

/// Concatenate and shrink every style sheet of the dashboard.
pub fn bundle(root: &Path) -> Result<String> {
    let mut shared = Vec::new();
    collect(&root.join("app/style"), &mut shared)?;
    let mut beside = Vec::new();
    collect(&root.join("app/src"), &mut beside)?;
    shared.sort();
    beside.sort();
    let mut all = String::new();
    for path in shared.iter().chain(&beside) {
        all.push_str(&shrink(&std::fs::read_to_string(path)?));
    }
    Ok(all)
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> Result {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, into)?;
        } else if path.extension().is_some_and(|extension| extension == "css") {
            into.push(path);
        }
    }
    Ok(())
}

/// Drop comments and needless white space; strings and unquoted addresses stay as they are.
fn shrink(css: &str) -> String {
    let mut small = String::with_capacity(css.len());
    let mut rest = css;
    let mut pending_space = false;
    while let Some(character) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.find("*/").map_or("", |end| &comment[end + 2..]);
            pending_space = true;
        } else if character.is_whitespace() {
            rest = rest.trim_start();
            pending_space = true;
        } else {
            let token = token(rest);
            let tight = |character: char| matches!(character, '{' | '}' | ';' | ',');
            let needs_space = !small.ends_with(tight) && !token.starts_with(tight) && !small.is_empty();
            if pending_space && needs_space {
                small.push(' ');
            }
            pending_space = false;
            small.push_str(token);
            rest = &rest[token.len()..];
        }
    }
    small
}

/// The next piece that must be copied whole: a string, an unquoted `url(…)`, or one character.
fn token(rest: &str) -> &str {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    if rest.starts_with(['"', '\'']) {
        return &rest[..string_end(rest)];
    }
    let quoted = rest[first..]
        .trim_start_matches("rl(")
        .trim_start()
        .starts_with(['"', '\'']);
    if rest.starts_with("url(") && !quoted {
        return &rest[..rest.find(')').map_or(rest.len(), |end| end + 1)];
    }
    &rest[..first]
}

fn string_end(rest: &str) -> usize {
    let quote = rest.as_bytes()[0];
    let mut escaped = false;
    for (index, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if byte == quote => return index + 1,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_white_space_go() {
        assert_eq!(
            shrink("/* a */\n.a ,\n.b {\n  color : red;\n}\n"),
            ".a,.b{color : red;}"
        );
    }

    #[test]
    fn meaning_stays() {
        let css = ".a :hover{width:calc(1px + 2px);content:\"a  {/* b */\";--x:url( data:a;b, c )}";
        assert_eq!(shrink(css), css);
        assert_eq!(shrink("a/**/b"), "a b");
        assert_eq!(
            shrink(".a::after { content: '\\'  ;' }"),
            ".a::after{content: '\\'  ;'}"
        );
    }
}
