//! The first owner, by a one-time link.

use std::future::Future;

use super::client::{ApiResult, act, send_json};
use crate::types::member::{Setup, SignedIn};
use crate::url::encode;

/// Whether the link still works.
pub fn check(token: &str) -> impl Future<Output = ApiResult<()>> + Send + use<> {
    act("GET", &format!("/setup?token={}", encode(token)))
}

/// Creates the owner and the account, and signs in.
pub fn create(setup: &Setup) -> impl Future<Output = ApiResult<SignedIn>> + Send + use<> {
    send_json("POST", "/setup", setup)
}
