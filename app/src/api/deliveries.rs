//! What channels carried, and how that went.

use std::future::Future;

use super::client::{ApiResult, get as get_json, send_json};
use crate::types::delivery::{Delivery, DeliveryDetail};
use crate::types::page::Page;
use crate::url::{Query, encode};

/// A page of deliveries, newest first; the query is the API's own.
pub fn list(query: &Query) -> impl Future<Output = ApiResult<Page<Delivery>>> + Send + use<> {
    get_json(&query.on("/deliveries"))
}

/// One delivery with what it says and every attempt.
pub fn get(id: &str) -> impl Future<Output = ApiResult<DeliveryDetail>> + Send + use<> {
    get_json(&format!("/deliveries/{}", encode(id)))
}

/// Delivers it again, under the same id.
pub fn redeliver(id: &str) -> impl Future<Output = ApiResult<Delivery>> + Send + use<> {
    let path = format!("/deliveries/{}/actions/redeliver", encode(id));
    send_json("POST", &path, &serde_json::json!({}))
}
