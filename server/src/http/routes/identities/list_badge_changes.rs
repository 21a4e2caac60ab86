//! `GET /identities/{id}/badge-changes`.

use app::types::badge::BadgeChange;
use app::types::ids::identity_id::IdentityId;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// Changes that are shown.
const SHOWN: u64 = 200;

/// Badges that an identity gained and lost, latest first; the latest 200.
#[utoipa::path(
    get,
    path = "/identities/{id}/badge-changes",
    params(("id" = IdentityId, Path, description = "The customer's id, percent-encoded")),
    responses((status = 200, description = "What came and went", body = Vec<BadgeChange>))
)]
pub async fn list_badge_changes(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<IdentityId>,
) -> Result<Json<Vec<BadgeChange>>, Error> {
    let store = state.database.account(caller.account);
    let number = store.identity_number(id.as_str()).await?.ok_or(Error::NotFound)?;
    Ok(Json(store.badge_changes(number, SHOWN).await?))
}
