//! The description of the API is current, and the access table covers every route.

use std::collections::BTreeSet;

use server::http::{access, openapi};

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");

/// What is committed is what the code says; `UPDATE_SNAPSHOT=1` writes it.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "tests are told from outside to write their snapshot"
)]
fn the_committed_description_is_current() {
    let text = openapi::text();
    assert_eq!(text, openapi::text(), "two descriptions of the same code differ");
    if std::env::var("UPDATE_SNAPSHOT").is_ok() {
        std::fs::write(COMMITTED, &text).unwrap();
    }
    let committed = std::fs::read_to_string(COMMITTED).unwrap_or_default();
    assert!(
        committed == text,
        "docs/openapi.json is old: UPDATE_SNAPSHOT=1 cargo test -p server openapi"
    );
}

/// What the description refers to is in it.
#[test]
fn every_reference_leads_somewhere() {
    let document = openapi::document();
    let text = document.to_string();
    let references: BTreeSet<&str> = text
        .split("\"$ref\":\"#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert!(references.len() > 20);
    for reference in references {
        assert!(document.pointer(reference).is_some(), "{reference}");
    }
}

/// Every route has its row in the access table, and every row its route.
#[test]
fn the_access_table_covers_the_router() {
    let document = openapi::document();
    let paths = document["paths"].as_object().unwrap();
    let described: BTreeSet<(String, String)> = paths
        .iter()
        .flat_map(|(path, item)| {
            let methods = item.as_object().unwrap().keys();
            methods.map(move |method| (method.to_uppercase(), path.clone()))
        })
        .collect();
    let table: BTreeSet<(String, String)> = access::TABLE
        .iter()
        .map(|(method, path, _)| (method.to_string(), (*path).to_owned()))
        .collect();
    assert_eq!(table.len(), access::TABLE.len(), "a row stands twice");
    assert_eq!(described, table);
}
