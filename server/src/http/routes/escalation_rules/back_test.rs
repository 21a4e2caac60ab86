//! `POST /escalation-rules/actions/back-test`.

use app::types::escalation_rule::{BackTest, BackTestRequest};
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::domain::back_test::back_test;
use crate::error::Error;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// What a rule would have raised over the last days, from the cycles that are stored. The rule need not exist.
#[utoipa::path(
    post,
    path = "/escalation-rules/actions/back-test",
    request_body(content = BackTestRequest, example = json!({ "days": 30, "rule": { "name": "Bots", "severity": "WARNING", "conditions": [{ "condition": "SCORE_LT", "category": "HUMANITY", "threshold": 40 }] } })),
    responses((status = 200, description = "What it would have raised", body = BackTest))
)]
pub async fn back_test_escalation_rule(
    State(state): State<AppState>,
    caller: AccountCaller,
    JsonBody(request): JsonBody<BackTestRequest>,
) -> Result<Json<BackTest>, Error> {
    let _turn = state.turns.take(caller.account).await?;
    let found = back_test(&state.database, caller.account, request, state.clock.now()).await?;
    Ok(Json(found))
}
