//! One analyzer, one file, one line in the list; its code is its path and never changes.

use super::tree::{Finding, Tree};

const LIST: &str = "server/src/scoring/analyzers.rs";
const FOLDER: &str = "server/src/scoring/analyzers/";

/// The headings of the doc block, in order: the explanation page is made of them.
pub const HEADINGS: [&str; 5] = ["Looks at", "Why", "Fires when", "Stays silent", "False alarms"];

/// An analyzer's file: `category/name.rs` below the folder.
pub fn files(tree: &Tree) -> impl Iterator<Item = (&str, &str, &str)> {
    tree.under(FOLDER, ".rs")
        .filter(|(_, text)| text.contains("pub const ANALYZER"))
        .filter_map(|(path, text)| {
            let (category, name) = path.strip_prefix(FOLDER)?.strip_suffix(".rs")?.split_once('/')?;
            (!name.contains('/')).then_some((category, name, text))
        })
}

/// Every analyzer is registered, carries the code of its path, and has every heading.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let list = tree.text(LIST).unwrap_or_default();
    let mut found = Vec::new();
    for (category, name, text) in files(tree) {
        let path = format!("{FOLDER}{category}/{name}.rs");
        if !list.contains(&format!("{category}::{name}::ANALYZER")) {
            found.push(Finding::new(
                &path,
                1,
                format!("not listed in {LIST}: `{category}::{name}::ANALYZER`"),
            ));
        }
        let code = code(category, name);
        if !text.contains(&format!("\"{code}\"")) {
            found.push(Finding::new(&path, 1, format!("its code must be \"{code}\"")));
        }
        for heading in HEADINGS
            .iter()
            .filter(|heading| !text.contains(&format!("/// - **{heading}")))
        {
            found.push(Finding::new(
                &path,
                1,
                format!("the doc block has no `- **{heading}**`"),
            ));
        }
    }
    found
}

/// `humanity`, `uniform_intervals` → `humanity.uniform-intervals`.
pub fn code(category: &str, name: &str) -> String {
    format!("{category}.{}", name.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCS: &str = "/// - **Looks at** a.\n/// - **Why** b.\n/// - **Fires when** c.\n/// - **Stays silent** d.\n/// - **False alarms** e.\n";

    #[test]
    fn a_complete_analyzer_passes() {
        let text = format!("//! A.\n{DOCS}pub const ANALYZER: A = A {{ code: \"humanity.even-gaps\" }};\n");
        let tree = Tree::of(&[
            (LIST, "pub const ALL: [A; 1] = [humanity::even_gaps::ANALYZER];"),
            ("server/src/scoring/analyzers/humanity/even_gaps.rs", &text),
            (
                "server/src/scoring/analyzers/humanity/shape.rs",
                "//! No analyzer.\n",
            ),
        ]);
        assert_eq!(check(&tree), []);
    }

    #[test]
    fn a_forgotten_one_is_found() {
        let tree = Tree::of(&[
            (LIST, ""),
            (
                "server/src/scoring/analyzers/humanity/even_gaps.rs",
                "//! A.\npub const ANALYZER: A = A { code: \"B13\" };\n",
            ),
        ]);
        assert_eq!(check(&tree).len(), 2 + HEADINGS.len());
    }
}
