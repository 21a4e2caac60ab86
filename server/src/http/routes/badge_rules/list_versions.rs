//! `GET /badge-rules/{id}/versions`.

use app::types::badge_rule::{BadgeRule, BadgeRuleVersion};
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
    path = "/badge-rules/{id}/versions",
    params(("id" = i64, Path, description = "Number of the rule")),
    responses((status = 200, description = "Its versions", body = Vec<BadgeRuleVersion>))
)]
pub async fn list_badge_rule_versions(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<i64>,
) -> Result<Json<Vec<BadgeRuleVersion>>, Error> {
    let store = state.database.account(caller.account);
    store.badge_rule(id).await?.ok_or(Error::NotFound)?;
    let versions = store.rule_versions(RuleKind::Badge, id).await?.into_iter();
    let version = |kept: RuleVersion<BadgeRule>| BadgeRuleVersion {
        version: kept.version,
        changed_at: kept.changed_at,
        changed_by: kept.changed_by,
        rule: kept.rule,
    };
    Ok(Json(versions.map(version).collect()))
}
