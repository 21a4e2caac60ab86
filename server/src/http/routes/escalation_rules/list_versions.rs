//! `GET /escalation-rules/{id}/versions`.

use app::types::escalation_rule::{EscalationRule, EscalationRuleVersion};
use app::types::rule::RuleKind;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;
use crate::store::rule_versions::RuleVersion;

/// What a rule was and is, latest first; the latest 100.
#[utoipa::path(
    get,
    path = "/escalation-rules/{id}/versions",
    params(("id" = i64, Path, description = "Number of the rule")),
    responses((status = 200, description = "Its versions", body = Vec<EscalationRuleVersion>))
)]
pub async fn list_escalation_rule_versions(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<i64>,
) -> Result<Json<Vec<EscalationRuleVersion>>, Error> {
    let store = state.database.account(caller.account);
    store.escalation_rule(id).await?.ok_or(Error::NotFound)?;
    let versions = store.rule_versions(RuleKind::Escalation, id).await?.into_iter();
    let version = |kept: RuleVersion<EscalationRule>| EscalationRuleVersion {
        version: kept.version,
        changed_at: kept.changed_at,
        changed_by: kept.changed_by,
        rule: kept.rule,
    };
    Ok(Json(versions.map(version).collect()))
}
