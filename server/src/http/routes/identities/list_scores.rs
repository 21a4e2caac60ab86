//! `GET /identities/{id}/scores`.

use app::types::identity::Identity;
use app::types::ids::identity_id::IdentityId;
use app::types::score::{Category, CategoryScore};
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// The scores of an identity, without the categories that have none yet.
#[utoipa::path(
    get,
    path = "/identities/{id}/scores",
    params(("id" = IdentityId, Path, description = "Id of the identity")),
    responses((status = 200, description = "Scores of the categories that have one", body = [CategoryScore]))
)]
pub async fn list_scores(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<IdentityId>,
) -> Result<Json<Vec<CategoryScore>>, Error> {
    let identity = state
        .database
        .account(caller.account)
        .identity(id.as_str())
        .await?;
    Ok(Json(scores(&identity.ok_or(Error::NotFound)?)))
}

fn scores(identity: &Identity) -> Vec<CategoryScore> {
    let score = |category: Category| {
        let confidence = identity
            .confidence
            .get(category.key())
            .copied()
            .unwrap_or_default();
        Some(CategoryScore {
            category,
            value: identity.score(category)?,
            confidence,
        })
    };
    Category::ALL.into_iter().filter_map(score).collect()
}
