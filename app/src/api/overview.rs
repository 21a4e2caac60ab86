//! The numbers of the first page.

use std::future::Future;

use super::client::{ApiResult, get as get_json};
use crate::types::overview::Overview;

/// The account, now.
pub fn get() -> impl Future<Output = ApiResult<Overview>> + Send + use<> {
    get_json("/overview")
}
