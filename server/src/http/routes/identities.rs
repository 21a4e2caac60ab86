//! Identities: the people being scored.

pub mod analyze;
pub mod erase;
pub mod get;
pub mod get_analysis;
pub mod get_changes;
pub mod list;
pub mod list_badge_changes;
pub mod list_history;
pub mod list_links;
pub mod list_reviews;
pub mod list_scores;
pub mod list_sessions;
pub mod review;
pub mod update;

use app::types::ids::identity_id::IdentityId;

use crate::error::Error;
use crate::state::AppState;
use crate::store::scope::AccountId;

/// The number of an identity that must exist.
async fn number(state: &AppState, account: AccountId, id: &IdentityId) -> Result<i64, Error> {
    state
        .database
        .account(account)
        .identity_number(id.as_str())
        .await?
        .ok_or(Error::NotFound)
}
