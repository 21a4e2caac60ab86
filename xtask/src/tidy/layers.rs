//! Which folder may name which crate: scoring is arithmetic, wire types are plain, SQL stays in the store.

use super::tree::{Finding, Tree, code, without_strings};

/// A folder, the words its code never says, and why.
struct Wall {
    folder: &'static str,
    except: &'static [&'static str],
    words: &'static [&'static str],
    why: &'static str,
}

const WALLS: [Wall; 6] = [
    Wall {
        folder: "server/src/rules/",
        except: &[],
        words: &[
            "sea_orm",
            "axum",
            "tokio",
            "SystemTime",
            "Instant",
            "crate::store",
            "crate::http",
            "crate::jobs",
            "crate::clock",
        ],
        why: "rules reach no database, clock or network",
    },
    Wall {
        folder: "server/src/scoring/",
        except: &[],
        words: &[
            "sea_orm",
            "axum",
            "tokio",
            "reqwest",
            "SystemTime",
            "Instant",
            "Timestamp::now",
            "Zoned::now",
            "crate::store",
            "crate::http",
            "crate::jobs",
            "crate::clock",
        ],
        why: "scoring reaches no database, clock or network",
    },
    Wall {
        folder: "app/src/types/",
        except: &[],
        words: &["leptos", "web_sys", "wasm_bindgen"],
        why: "wire types know no user interface",
    },
    Wall {
        folder: "app/src/",
        except: &[],
        words: &["sea_orm", "axum", "tokio", "leptos_axum", "sqlx"],
        why: "the browser must never carry a server crate",
    },
    Wall {
        folder: "server/src/store/",
        except: &[],
        words: &["derive(Serialize", "crate::http"],
        why: "rows are not wire types",
    },
    Wall {
        folder: "server/",
        // Tests make their databases themselves.
        except: &[
            "server/src/store/",
            "server/src/store.rs",
            "server/tests/it/support/",
        ],
        words: &["sea_orm", "sqlx"],
        why: "SQL lives in the store",
    },
];

/// Look for forbidden words in code; comments and inline tests may say anything.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for wall in &WALLS {
        for (path, text) in tree.under(wall.folder, ".rs") {
            if wall.except.iter().any(|folder| path.starts_with(folder)) {
                continue;
            }
            for (line, code) in code(text) {
                let code = without_strings(code);
                if let Some(word) = wall.words.iter().find(|word| says(&code, word)) {
                    found.push(Finding::new(path, line, format!("`{word}`: {}", wall.why)));
                }
            }
        }
    }
    found
}

/// A derived `Serialize` would send a row as it is; writing JSON into a column is another matter.
fn says(code: &str, word: &str) -> bool {
    match word.strip_prefix("derive(") {
        Some(derived) => code.contains("derive(") && says_alone(code, derived),
        None => says_alone(code, word),
    }
}

/// Whether the word stands alone in the line, not as a part of a longer name.
fn says_alone(code: &str, word: &str) -> bool {
    let part_of_name = |character: char| character.is_alphanumeric() || character == '_';
    code.match_indices(word).any(|(at, _)| {
        !code[..at].ends_with(part_of_name) && !code[at + word.len()..].starts_with(part_of_name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walls_hold() {
        let tree = Tree::of(&[
            (
                "server/src/scoring/engine.rs",
                "//! A.\nuse tokio::time;\n// tokio is fine here\nlet a = \"tokio\";\n",
            ),
            ("app/src/types/event.rs", "//! A.\nuse leptos::prelude::*;\n"),
            (
                "server/src/store/events.rs",
                "//! A.\nuse sea_orm::Select;\nfn a(b: &impl Serialize) {}\n#[derive(Clone, Serialize)]\nstruct A;\n",
            ),
            ("server/src/domain/ingest.rs", "//! A.\nuse sea_orm::DbErr;\n"),
            (
                "server/src/http/routes/events/get.rs",
                "//! A.\nuse crate::store::Store;\n",
            ),
        ]);
        let lines: Vec<_> = check(&tree)
            .into_iter()
            .map(|finding| (finding.path, finding.line))
            .collect();
        let expected = [
            ("server/src/scoring/engine.rs", 2),
            ("app/src/types/event.rs", 2),
            ("server/src/store/events.rs", 4),
            ("server/src/domain/ingest.rs", 2),
        ];
        assert_eq!(lines, expected.map(|(path, line)| (path.to_owned(), line)));
    }

    #[test]
    fn longer_names_are_other_words() {
        assert!(!says("use tokio_stream::Stream;", "tokio"));
        assert!(says("a(tokio::spawn)", "tokio"));
    }
}
