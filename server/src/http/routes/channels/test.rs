//! `POST /channels/{id}/actions/test`.

use app::types::channel::ChannelTest;
use app::types::delivery::Delivery;
use app::types::error::ErrorBody;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::auth::callers::MemberCaller;
use crate::domain::deliveries::try_out;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Sends made-up news through a channel, once. How it went is told by the delivery.
#[utoipa::path(
    post,
    path = "/channels/{id}/actions/test",
    params(("id" = i64, Path, description = "Number of the channel")),
    request_body(content = ChannelTest, example = json!({ "event": "ESCALATION_OPENED" })),
    responses((status = 202, description = "The delivery, which is about to be attempted", body = Delivery), (status = 409, description = "The channel is off", body = ErrorBody))
)]
pub async fn test_channel(
    State(state): State<AppState>,
    member: MemberCaller,
    Id(id): Id<i64>,
    JsonBody(test): JsonBody<ChannelTest>,
) -> Result<(StatusCode, Json<Delivery>), Error> {
    state.limits.channels.take(&member.id)?;
    let now = state.clock.now();
    let delivery = try_out(&state.database, member.account, id, test.event, now).await?;
    state.delivery_work.notify_one();
    Ok((StatusCode::ACCEPTED, Json(delivery)))
}
