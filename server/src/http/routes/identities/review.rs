//! `POST /identities/{id}/actions/review`.

use app::types::ids::identity_id::IdentityId;
use app::types::review::{Feedback, Review, ReviewRequest};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;

use crate::auth::callers::AccountCaller;
use crate::domain::review::request;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Asks for a review.
#[utoipa::path(
    post,
    path = "/identities/{id}/actions/review",
    params(("id" = IdentityId, Path, description = "Id of the identity")),
    request_body(content = ReviewRequest, example = json!({ "feedback": "Says the card was stolen." })),
    responses((status = 201, description = "The review, still to be written", body = Review))
)]
pub async fn review_identity(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<IdentityId>,
    JsonBody(body): JsonBody<ReviewRequest>,
) -> Result<(StatusCode, Json<Review>), Error> {
    let note = body.feedback.as_ref().and_then(Feedback::note);
    let review = request(&state.database, caller.account, &id, note, state.clock.now()).await?;
    state.work.notify_one();
    state.review_work.notify_one();
    Ok((StatusCode::CREATED, Json(review)))
}
