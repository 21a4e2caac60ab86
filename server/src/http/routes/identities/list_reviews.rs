//! `GET /identities/{id}/reviews`.

use app::types::ids::identity_id::IdentityId;
use app::types::review::Review;
use axum::Json;
use axum::extract::State;

use super::number;
use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

const MAX_REVIEWS: u64 = 100;

/// The latest reviews of an identity, newest first.
#[utoipa::path(
    get,
    path = "/identities/{id}/reviews",
    params(("id" = IdentityId, Path, description = "Id of the identity")),
    responses((status = 200, description = "Reviews, newest first, at most 100", body = [Review]))
)]
pub async fn list_reviews(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<IdentityId>,
) -> Result<Json<Vec<Review>>, Error> {
    let number = number(&state, caller.account, &id).await?;
    let store = state.database.account(caller.account);
    Ok(Json(store.reviews_of(number, &id, MAX_REVIEWS).await?))
}
