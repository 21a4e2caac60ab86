//! Named tables of things known.

use std::future::Future;

use super::client::{ApiResult, act, get, send_json};
use crate::types::dataset::{Dataset, DatasetEntry, DatasetName, EntryDraft};
use crate::types::page::Page;
use crate::url::{Query, encode};

/// Every dataset, with how much is in it.
pub fn list() -> impl Future<Output = ApiResult<Vec<Dataset>>> + Send + use<> {
    get("/datasets")
}

/// A page of entries; the query is the API's own.
pub fn entries(
    name: DatasetName,
    query: &Query,
) -> impl Future<Output = ApiResult<Page<DatasetEntry>>> + Send + use<> {
    get(&query.on(&format!("/datasets/{name}/entries")))
}

/// Writes an entry of the account's own.
pub fn put(
    name: DatasetName,
    key: &str,
    draft: &EntryDraft,
) -> impl Future<Output = ApiResult<DatasetEntry>> + Send + use<> {
    send_json("PUT", &entry(name, key), draft)
}

/// Takes an entry of the account's own away.
pub fn delete(name: DatasetName, key: &str) -> impl Future<Output = ApiResult<()>> + Send + use<> {
    act("DELETE", &entry(name, key))
}

fn entry(name: DatasetName, key: &str) -> String {
    format!("/datasets/{name}/entries/{}", encode(key))
}
