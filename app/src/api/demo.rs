//! The removable example account.

use std::future::Future;

use super::client::{ApiResult, act, send_json};
use crate::types::demo::DemoCreated;

/// Creates the example account and looks at it; takes some seconds.
pub fn create() -> impl Future<Output = ApiResult<DemoCreated>> + Send + use<> {
    send_json("POST", "/demo", &serde_json::json!({}))
}

/// Removes the example account that one looks at.
pub fn remove() -> impl Future<Output = ApiResult<()>> + Send + use<> {
    act("DELETE", "/demo")
}
