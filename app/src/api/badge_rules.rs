//! Rules that put badges on identities.

use std::future::Future;

use super::client::{ApiResult, act, get as get_json, send_json};
use crate::types::badge_rule::{BadgeRule, BadgeRuleDraft, BadgeRulePatch, BadgeRuleVersion};
use crate::types::rule::RulePreview;

/// All of the account's badge rules.
pub fn list() -> impl Future<Output = ApiResult<Vec<BadgeRule>>> + Send + use<> {
    get_json("/badge-rules")
}

/// One rule.
pub fn get(id: i64) -> impl Future<Output = ApiResult<BadgeRule>> + Send + use<> {
    get_json(&path(id))
}

/// Makes a rule.
pub fn create(draft: &BadgeRuleDraft) -> impl Future<Output = ApiResult<BadgeRule>> + Send + use<> {
    send_json("POST", "/badge-rules", draft)
}

/// Changes what is given.
pub fn update(id: i64, patch: &BadgeRulePatch) -> impl Future<Output = ApiResult<BadgeRule>> + Send + use<> {
    send_json("PATCH", &path(id), patch)
}

/// Removes a rule, and the badge from all who wear it.
pub fn delete(id: i64) -> impl Future<Output = ApiResult<()>> + Send + use<> {
    act("DELETE", &path(id))
}

/// Whom a rule matches at this moment.
pub fn preview(draft: &BadgeRuleDraft) -> impl Future<Output = ApiResult<RulePreview>> + Send + use<> {
    send_json("POST", "/badge-rules/actions/preview", draft)
}

/// What a rule was and is, latest first.
pub fn versions(id: i64) -> impl Future<Output = ApiResult<Vec<BadgeRuleVersion>>> + Send + use<> {
    get_json(&format!("{}/versions", path(id)))
}

/// Makes a rule what it was in a version.
pub fn restore(id: i64, version: i64) -> impl Future<Output = ApiResult<BadgeRule>> + Send + use<> {
    let path = format!("{}/versions/{version}/actions/restore", path(id));
    send_json("POST", &path, &serde_json::json!({}))
}

fn path(id: i64) -> String {
    format!("/badge-rules/{id}")
}
