//! `GET /escalations`.

use app::types::escalation::{Escalation, EscalationStatus, Severity};
use app::types::page::Page;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::page::{PageOf, QueryString, SortField, filled, parsed};
use crate::state::AppState;
use crate::store::escalations::{EscalationFilter, EscalationSort};

/// Filters.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EscalationQuery {
    /// In this state; without it, all but `PENDING`.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<EscalationStatus>)]
    status: Option<String>,
    /// Of this severity.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<Severity>)]
    severity: Option<String>,
    /// About this identity.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    identity: Option<String>,
    /// Raised by this rule, by number or slug.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    rule: Option<String>,
}

impl SortField for EscalationSort {
    const FIELDS: &'static [(&'static str, Self)] =
        &[("openedAt", Self::OpenedAt), ("severity", Self::Severity)];
}

/// One page of escalations, last opened first unless told.
#[utoipa::path(
    get,
    path = "/escalations",
    params(EscalationQuery, PageOf<EscalationSort>),
    responses((status = 200, description = "One page", body = Page<Escalation>))
)]
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
