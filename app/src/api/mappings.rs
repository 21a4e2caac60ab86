//! What the account's names mean.

use std::future::Future;

use super::client::{ApiResult, act, get, send_json};
use crate::types::mapping::{Mapping, MappingDraft, MappingPatch};
use crate::types::page::Page;
use crate::url::{Query, encode};

/// A page of mappings; the query is the API's own.
pub fn list(query: &Query) -> impl Future<Output = ApiResult<Page<Mapping>>> + Send + use<> {
    get(&query.on("/mappings"))
}

/// Gives a name a meaning.
pub fn create(draft: &MappingDraft) -> impl Future<Output = ApiResult<Mapping>> + Send + use<> {
    send_json("POST", "/mappings", draft)
}

/// Gives a name of the account's own another meaning.
pub fn update(id: &str, patch: &MappingPatch) -> impl Future<Output = ApiResult<Mapping>> + Send + use<> {
    send_json("PATCH", &format!("/mappings/{}", encode(id)), patch)
}

/// Takes a meaning of the account's own away.
pub fn delete(id: &str) -> impl Future<Output = ApiResult<()>> + Send + use<> {
    act("DELETE", &format!("/mappings/{}", encode(id)))
}
