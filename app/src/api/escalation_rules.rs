//! Rules that raise escalations about identities.

use std::future::Future;

use super::client::{ApiResult, act, get as get_json, send_json};
use crate::types::escalation_rule::{
    BackTest, BackTestRequest, EscalationRule, EscalationRuleDraft, EscalationRulePatch,
    EscalationRuleVersion,
};
use crate::types::rule::RulePreview;

/// All of the account's escalation rules.
pub fn list() -> impl Future<Output = ApiResult<Vec<EscalationRule>>> + Send + use<> {
    get_json("/escalation-rules")
}

/// One rule.
pub fn get(id: i64) -> impl Future<Output = ApiResult<EscalationRule>> + Send + use<> {
    get_json(&path(id))
}

/// Makes a rule.
pub fn create(draft: &EscalationRuleDraft) -> impl Future<Output = ApiResult<EscalationRule>> + Send + use<> {
    send_json("POST", "/escalation-rules", draft)
}

/// Changes what is given.
pub fn update(
    id: i64,
    patch: &EscalationRulePatch,
) -> impl Future<Output = ApiResult<EscalationRule>> + Send + use<> {
    send_json("PATCH", &path(id), patch)
}

/// Removes a rule; its escalations stay.
pub fn delete(id: i64) -> impl Future<Output = ApiResult<()>> + Send + use<> {
    act("DELETE", &path(id))
}

/// Whom a rule matches at this moment.
pub fn preview(draft: &EscalationRuleDraft) -> impl Future<Output = ApiResult<RulePreview>> + Send + use<> {
    send_json("POST", "/escalation-rules/actions/preview", draft)
}

/// What a rule would have raised over the last days.
pub fn back_test(request: &BackTestRequest) -> impl Future<Output = ApiResult<BackTest>> + Send + use<> {
    send_json("POST", "/escalation-rules/actions/back-test", request)
}

/// What a rule was and is, latest first.
pub fn versions(id: i64) -> impl Future<Output = ApiResult<Vec<EscalationRuleVersion>>> + Send + use<> {
    get_json(&format!("{}/versions", path(id)))
}

/// Makes a rule what it was in a version.
pub fn restore(id: i64, version: i64) -> impl Future<Output = ApiResult<EscalationRule>> + Send + use<> {
    let path = format!("{}/versions/{version}/actions/restore", path(id));
    send_json("POST", &path, &serde_json::json!({}))
}

fn path(id: i64) -> String {
    format!("/escalation-rules/{id}")
}
