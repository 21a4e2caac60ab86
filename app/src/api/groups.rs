//! Groups.

use std::future::Future;

use super::client::{ApiResult, get as get_json};
use crate::types::group::Group;
use crate::types::page::Page;
use crate::url::{Query, encode};

/// A page of groups; the query is the API's own.
pub fn list(query: &Query) -> impl Future<Output = ApiResult<Page<Group>>> + Send + use<> {
    get_json(&query.on("/groups"))
}

/// One group, with its attributes.
pub fn get(kind: &str, id: &str) -> impl Future<Output = ApiResult<Group>> + Send + use<> {
    get_json(&format!("/groups/{}/{}", encode(kind), encode(id)))
}
