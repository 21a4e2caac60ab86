//! One signal, one file, one test beside it.

use super::tree::{Finding, Tree};

const FOLDER: &str = "tracker/ts/signals/";

/// Every source has its `.test.ts`, and every test its source.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, _) in tree.under(FOLDER, ".ts") {
        let stem = path.trim_end_matches(".ts");
        if let Some(source) = stem.strip_suffix(".test") {
            if tree.text(&format!("{source}.ts")).is_none() {
                found.push(Finding::new(path, 1, format!("no signal {source}.ts")));
            }
        } else if stem != format!("{FOLDER}index") && tree.text(&format!("{stem}.test.ts")).is_none() {
            found.push(Finding::new(path, 1, format!("no test {stem}.test.ts")));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signals_and_tests_are_pairs() {
        let tree = Tree::of(&[
            ("tracker/ts/signals/index.ts", ""),
            ("tracker/ts/signals/canvas.ts", ""),
            ("tracker/ts/signals/canvas.test.ts", ""),
            ("tracker/ts/signals/audio.ts", ""),
            ("tracker/ts/signals/gone.test.ts", ""),
        ]);
        let paths: Vec<_> = check(&tree).into_iter().map(|finding| finding.path).collect();
        assert_eq!(
            paths,
            ["tracker/ts/signals/audio.ts", "tracker/ts/signals/gone.test.ts"]
        );
    }
}
