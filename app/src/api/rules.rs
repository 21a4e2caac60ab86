//! What badge rules and escalation rules have in common.

use std::future::Future;

use super::client::{ApiResult, get};
use crate::types::rule::RuleProgress;

/// How far the rules have gone through everybody since one of them changed.
pub fn progress() -> impl Future<Output = ApiResult<RuleProgress>> + Send + use<> {
    get("/rules/progress")
}
