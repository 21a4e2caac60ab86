//! The same noun in every layer: a page of the dashboard has a browser test of its name.

use std::collections::BTreeSet;

use super::tree::{Finding, Tree};

const PAGES: &str = "app/src/pages/";
const SPECS: &str = "end2end/tests/dashboard/";

/// A page that nobody visits on purpose, and a folder that only holds pages.
const NO_SPEC: [&str; 2] = ["not_found", "settings"];

/// Compare the folders and print the holes.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let specs = nouns(tree, SPECS, ".spec.ts");
    nouns(tree, PAGES, ".rs")
        .into_iter()
        .filter(|page| !specs.contains(page) && !NO_SPEC.contains(page))
        .map(|page| {
            Finding::new(
                &format!("{PAGES}{page}.rs"),
                1,
                format!("no {SPECS}{page}.spec.ts"),
            )
        })
        .collect()
}

/// The page that each path below a folder belongs to; settings are pages of their own.
fn nouns<'a>(tree: &'a Tree, folder: &'a str, ending: &'a str) -> BTreeSet<&'a str> {
    tree.under(folder, ending)
        .filter_map(|(path, _)| {
            let name = path.strip_prefix(folder)?;
            name.strip_prefix("settings/")
                .unwrap_or(name)
                .split(['/', '.'])
                .next()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_a_spec_is_found() {
        let tree = Tree::of(&[
            ("app/src/pages/events.rs", ""),
            ("app/src/pages/events/row.rs", ""),
            ("app/src/pages/devices.rs", ""),
            ("app/src/pages/settings.rs", ""),
            ("app/src/pages/settings/member/password.rs", ""),
            ("end2end/tests/dashboard/events.hydrate.spec.ts", ""),
        ]);
        let paths: Vec<_> = check(&tree).into_iter().map(|finding| finding.path).collect();
        assert_eq!(paths, ["app/src/pages/devices.rs", "app/src/pages/member.rs"]);
    }
}
