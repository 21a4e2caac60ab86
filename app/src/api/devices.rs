//! Devices.

use std::future::Future;

use super::client::{ApiResult, get as get_json, send_json};
use crate::types::device::Device;
use crate::types::page::Page;
use crate::url::{Query, encode};

/// A page of devices; the query is the API's own.
pub fn list(query: &Query) -> impl Future<Output = ApiResult<Page<Device>>> + Send + use<> {
    get_json(&query.on("/devices"))
}

/// One device.
pub fn get(fingerprint: &str) -> impl Future<Output = ApiResult<Device>> + Send + use<> {
    get_json(&format!("/devices/{}", encode(fingerprint)))
}

/// Takes a device out of linking, or back in.
pub fn disregard(
    fingerprint: &str,
    disregarded: bool,
) -> impl Future<Output = ApiResult<Device>> + Send + use<> {
    let body = serde_json::json!({ "disregarded": disregarded });
    send_json("PATCH", &format!("/devices/{}", encode(fingerprint)), &body)
}
