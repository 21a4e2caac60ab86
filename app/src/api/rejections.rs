//! Refused requests.

use std::future::Future;

use super::client::{ApiResult, get};
use crate::types::rejection::Rejection;

/// The latest refusals, newest first.
pub fn list() -> impl Future<Output = ApiResult<Vec<Rejection>>> + Send + use<> {
    get("/rejections")
}
