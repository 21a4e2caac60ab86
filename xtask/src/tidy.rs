//! `xtask tidy`: the house rules that no compiler holds. One rule, one file.

pub mod analyzers;
mod browser_tree;
mod file_sizes;
mod function_sizes;
mod layers;
mod links;
mod mod_files;
mod module_docs;
mod ratchet;
mod signals;
mod specs;
mod status_codes;
mod swallowed_errors;
mod test_docs;
pub mod tree;
mod words;

use std::time::Instant;

use crate::step::{self, Result};
use crate::workspace::Workspace;
use tree::{Finding, Tree};

type Rule = fn(&Tree) -> Vec<Finding>;

/// Every rule that reads source text, with the sentence that a finding ends with.
const RULES: [(&str, Rule); 13] = [
    ("every module opens with a `//!` sentence", module_docs::check),
    ("`foo.rs` beside `foo/`, never `mod.rs`", mod_files::check),
    ("a file fits in the head", file_sizes::check),
    ("a function fits on a screen", function_sizes::check),
    ("dependencies point one way", layers::check),
    ("failures become statuses in one place", status_codes::check),
    ("a page never swallows an error", swallowed_errors::check),
    ("names are domain words", words::check),
    (
        "every analyzer is listed and named after its path",
        analyzers::check,
    ),
    ("every HTTP test says what it shows", test_docs::check),
    ("every signal has its test", signals::check),
    ("every page has its browser test", specs::check),
    ("links lead somewhere", links::check),
];

/// Run every rule; the findings are printed as `path:line: message`.
pub fn run(workspace: &Workspace) -> Result {
    let start = Instant::now();
    let tree = Tree::read(workspace)?;
    let mut count = 0;
    for (sentence, rule) in RULES {
        for finding in rule(&tree) {
            count += 1;
            step::say(&format!("{finding} [{sentence}]"));
        }
    }
    for crate_name in browser_tree::check(workspace)? {
        count += 1;
        step::say(&format!(
            "frontend/Cargo.toml: {crate_name} would reach the browser [no server crate in the bundle]"
        ));
    }
    let rules = RULES.len() + 1;
    step::say(&format!(
        "tidy: {rules} rules, {count} findings ({})",
        step::elapsed(start)
    ));
    if count == 0 {
        Ok(())
    } else {
        Err(format!("tidy: {count} findings").into())
    }
}
