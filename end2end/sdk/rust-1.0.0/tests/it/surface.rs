//! Everything the crate offers, read from its source, held against what these tests call.

use std::io::Write;
use std::path::{Path, PathBuf};

/// Files of the crate, and the file here that calls everything they offer.
const FILES: [(&str, &str); 7] = [
    ("client.rs", "client.rs"),
    ("devices.rs", "devices.rs"),
    ("escalations.rs", "escalations.rs"),
    ("event.rs", "event.rs"),
    ("events.rs", "events.rs"),
    ("groups.rs", "groups.rs"),
    ("identities.rs", "identities.rs"),
];
const PAGING: [&str; 4] = ["page", "page_size", "sort", "order"];

/// A function that no test calls is a hole in this suite.
#[test]
fn everything_public_is_called() {
    let (source, tests) = (source(), Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it"));
    let (mut count, mut missing) = (0, Vec::new());
    for (theirs, ours) in FILES {
        let text = std::fs::read_to_string(source.join(theirs)).expect("their source");
        let calls = std::fs::read_to_string(tests.join(ours)).expect("our source");
        for name in offered(&text) {
            count += 1;
            if ![format!(".{name}("), format!("::{name}(")]
                .iter()
                .any(|call| calls.contains(call))
            {
                missing.push(format!("{theirs}: {name}"));
            }
        }
    }
    // Not `println!`, which the test runner keeps to itself.
    let verdict = format!(
        "surface: dregs 1.0.0 (Rust): {count} functions, {} not called",
        missing.len()
    );
    writeln!(std::io::stderr(), "{verdict}").expect("standard error");
    assert!(missing.is_empty(), "no test calls {missing:?}");
}

fn offered(text: &str) -> Vec<&str> {
    let functions = text.lines().map(str::trim).filter_map(|line| {
        let rest = line
            .strip_prefix("pub fn ")
            .or_else(|| line.strip_prefix("pub async fn "))?;
        rest.split(['(', '<']).next()
    });
    let paging = text.contains("paging_setters!();").then_some(PAGING);
    functions.chain(paging.into_iter().flatten()).collect()
}

/// Where cargo unpacked the crate.
fn source() -> PathBuf {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let registries = home.expect("a home").join("registry/src");
    std::fs::read_dir(registries)
        .expect("unpacked crates")
        .map(|registry| registry.expect("a registry").path().join("dregs-1.0.0/src"))
        .find(|source| source.is_dir())
        .expect("the crate, unpacked")
}
