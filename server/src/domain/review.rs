//! Written reviews: asked for by a person, written in the background from what is known then.

pub mod prompt;
pub mod reviewer;

use app::types::ids::identity_id::IdentityId;
use app::types::review::Review;

use super::find_links::find_links;
use crate::error::Error;
use crate::jobs::{analyze_identity, review_identity};
use crate::scoring::review::Material;
use crate::store::StoreError;
use crate::store::database::Database;
use crate::store::scope::AccountId;

/// Reviews of one account that may wait to be written at a time.
const MAX_PENDING: u64 = 20;
/// Seconds after which there may be room again.
const RETRY_AFTER_SECONDS: u64 = 10;
/// How long the review of somebody never scored waits for the first cycle.
const FIRST_CYCLE_MS: i64 = 2_000;
/// Past cycles that a review looks at.
const HISTORY: u64 = 20;

/// Asks for a review; somebody never scored is scored first.
pub async fn request(
    database: &Database,
    account: AccountId,
    id: &IdentityId,
    feedback: Option<&str>,
    now: i64,
) -> Result<Review, Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    let identity = store.identity(id.as_str()).await?.ok_or(Error::NotFound)?;
    let number = store.identity_number(id.as_str()).await?.ok_or(Error::NotFound)?;
    if store.pending_reviews().await? >= MAX_PENDING {
        return Err(Error::TooManyRequests {
            retry_after: RETRY_AFTER_SECONDS,
        });
    }
    let review = store.add_review(number, id, feedback, now).await?;
    let unscored = identity.last_scored_at.is_none() && !identity.disregarded;
    if unscored {
        store.enqueue(analyze_identity::KIND, [number], now).await?;
    }
    let run_at = if unscored { now + FIRST_CYCLE_MS } else { now };
    store.enqueue(review_identity::KIND, [review.id], run_at).await?;
    transaction.commit().await?;
    Ok(review)
}

/// What the review with this number is to be written from; `None` when it is gone or settled.
pub async fn material(
    database: &Database,
    account: AccountId,
    review: i64,
) -> Result<Option<Material>, StoreError> {
    let store = database.account(account);
    let Some(pending) = store.pending_review(review).await? else {
        return Ok(None);
    };
    let number = pending.identity;
    let Some(identity) = store.identity_by_number(number).await? else {
        return Ok(None);
    };
    Ok(Some(Material {
        analysis: store.analysis(number, &identity.id, None).await?,
        history: store.history(number, HISTORY).await?,
        links: find_links(database, account, number).await?,
        feedback: pending.feedback,
        identity,
    }))
}
