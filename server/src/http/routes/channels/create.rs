//! `POST /channels`.

use app::types::channel::{ChannelDraft, NewChannel};
use app::types::error::ErrorBody;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use super::channels;
use crate::auth::callers::MemberCaller;
use crate::error::Error;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Makes a channel. A webhook's secret is in this answer and nowhere else.
#[utoipa::path(
    post,
    path = "/channels",
    request_body(content = ChannelDraft, example = json!({ "name": "Fraud team", "type": "WEBHOOK",
        "config": { "url": "https://hooks.shop.example/dregs" }, "events": ["ESCALATION_OPENED", "ESCALATION_CLOSED"] })),
    responses((status = 201, description = "The channel, and a webhook's secret for the only time", body = NewChannel), (status = 409, description = "The slug is taken, there are too many channels, or the server sends no email", body = ErrorBody))
)]
pub async fn create_channel(
    State(state): State<AppState>,
    member: MemberCaller,
    JsonBody(draft): JsonBody<ChannelDraft>,
) -> Result<(StatusCode, Json<NewChannel>), Error> {
    state.limits.channels.take(&member.id)?;
    let now = state.clock.now();
    let new = channels(&state).create(member.account, draft, now).await?;
    Ok((StatusCode::CREATED, Json(new)))
}
