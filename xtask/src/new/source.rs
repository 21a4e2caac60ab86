//! Lines added to source files where their kind stands, in order.

use std::path::Path;

use crate::step::Result;

/// Put `line` among the lines of `file` that are of its kind, alphabetically.
pub fn add_sorted(file: &Path, line: &str, kind: fn(&str) -> bool) -> Result {
    let text = std::fs::read_to_string(file)?;
    let added = with_sorted(&text, line, kind).ok_or(format!("{}: no place for {line:?}", file.display()))?;
    Ok(std::fs::write(file, added)?)
}

fn with_sorted(text: &str, line: &str, kind: fn(&str) -> bool) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    let kin = || lines.iter().enumerate().filter(|(_, other)| kind(other));
    let place = kin().find(|(_, other)| **other > line).map(|(index, _)| index);
    let end = kin().next_back().map(|(index, _)| index + 1);
    let place = place.or(end)?;
    lines.insert(place, line);
    Some(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_find_their_place() {
        let text = "//! A.\n\npub mod b;\npub mod d;\n\nuse x;\n";
        let add = |line| with_sorted(text, line, |line| line.starts_with("pub mod ")).unwrap();
        assert_eq!(
            add("pub mod c;"),
            "//! A.\n\npub mod b;\npub mod c;\npub mod d;\n\nuse x;\n"
        );
        assert_eq!(
            add("pub mod e;"),
            "//! A.\n\npub mod b;\npub mod d;\npub mod e;\n\nuse x;\n"
        );
        assert_eq!(with_sorted("nothing\n", "a", |_| false), None);
    }
}
