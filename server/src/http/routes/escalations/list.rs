//! `GET /escalations`.

use app::types::escalation::Escalation;
use app::types::page::Page;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::page::{PageOf, QueryString, SortField, filled, parsed};
use crate::state::AppState;
use crate::store::escalations::{EscalationFilter, EscalationSort};

/// Filters.
#[derive(Deserialize)]
pub struct EscalationQuery {
    #[serde(default, deserialize_with = "filled")]
    status: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    severity: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    identity: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    rule: Option<String>,
}

impl SortField for EscalationSort {
    const FIELDS: &'static [(&'static str, Self)] =
        &[("openedAt", Self::OpenedAt), ("severity", Self::Severity)];
}

/// One page of escalations, last opened first unless told.
pub async fn list_escalations(
    State(state): State<AppState>,
    caller: AccountCaller,
    QueryString(query): QueryString<EscalationQuery>,
    PageOf(page): PageOf<EscalationSort>,
) -> Result<Json<Page<Escalation>>, Error> {
    let filter = EscalationFilter {
        status: parsed("status", query.status)?,
        severity: parsed("severity", query.severity)?,
        identity: query.identity,
        rule: query.rule,
    };
    let store = state.database.account(caller.account);
    Ok(Json(store.escalations(&filter, &page).await?))
}
