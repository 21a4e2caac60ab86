//! Identities as the API lists, shows and changes them.

mod list;

use std::collections::{BTreeMap, HashMap};

use app::types::badge::Badge;
use app::types::identity::Identity;
use app::types::ids::group_type::GroupType;
use app::types::score::Category;
use app::types::time::Timestamp;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

pub(super) use self::list::SEARCHED;
use super::StoreError;
use super::entities::identity;
use super::ingest::read::json;
use super::listing::totals::Total;
use super::scope::AccountStore;

/// What identities can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentitySort {
    LastTrackedAt,
    CreatedAt,
    LastScoredAt,
    Score(Category),
}

/// Which identities to list.
#[derive(Clone, Debug, Default)]
pub struct IdentityFilter {
    /// Part of the id, name, email or user name.
    pub term: Option<String>,
    /// Members of this group.
    pub group: Option<String>,
    /// Members of a group of this type.
    pub group_type: Option<GroupType>,
    /// Seen on the device with this fingerprint.
    pub device: Option<String>,
    /// Wears the badge with this slug.
    pub badge: Option<String>,
    /// Left out of scoring, or not.
    pub disregarded: Option<bool>,
    /// Lowest and highest score, by category.
    pub scores: Vec<(Category, ScoreBound)>,
}

/// One end of a range of scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoreBound {
    AtLeast(u8),
    AtMost(u8),
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// One identity by the customer's id.
    pub async fn identity(&self, id: &str) -> Result<Option<Identity>, StoreError> {
        let query = self
            .find::<identity::Entity>()
            .filter(identity::Column::IdentityId.eq(id));
        let rows = query.all(self.conn()).await?;
        Ok(self.identities_from_rows(rows).await?.pop())
    }

    /// The identity with this number.
    pub async fn identity_by_number(&self, number: i64) -> Result<Option<Identity>, StoreError> {
        let query = self
            .find::<identity::Entity>()
            .filter(identity::Column::Id.eq(number));
        let rows = query.all(self.conn()).await?;
        Ok(self.identities_from_rows(rows).await?.pop())
    }

    /// The identities with these numbers, by number; those that are gone are missing.
    pub async fn identities_by_number(
        &self,
        numbers: impl IntoIterator<Item = i64> + Send,
    ) -> Result<BTreeMap<i64, Identity>, StoreError> {
        let rows = self
            .find::<identity::Entity>()
            .filter(identity::Column::Id.is_in(numbers))
            .all(self.conn())
            .await?;
        let found: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let identities = self.identities_from_rows(rows).await?;
        Ok(found.into_iter().zip(identities).collect())
    }

    /// The number of an identity.
    pub async fn identity_number(&self, id: &str) -> Result<Option<i64>, StoreError> {
        self.find::<identity::Entity>()
            .filter(identity::Column::IdentityId.eq(id))
            .select_only()
            .column(identity::Column::Id)
            .into_tuple()
            .one(self.conn())
            .await
    }

    /// How many identities there are.
    pub async fn count_identities(&self) -> Result<i64, StoreError> {
        let (Total::Exact(total) | Total::AtLeast(total)) = self.list_total("identities").await?;
        Ok(i64::try_from(total).unwrap_or(i64::MAX))
    }

    /// Numbers of all identities that are scored.
    pub async fn regarded_identities(&self) -> Result<Vec<i64>, StoreError> {
        self.find::<identity::Entity>()
            .filter(identity::Column::Disregarded.eq(false))
            .order_by_asc(identity::Column::Id)
            .select_only()
            .column(identity::Column::Id)
            .into_tuple()
            .all(self.conn())
            .await
    }

    /// Numbers of those whose last cycle ended by `until`, the longest ago first.
    pub async fn idle_identities(&self, until: i64, limit: u64) -> Result<Vec<i64>, StoreError> {
        use identity::Column as Col;
        self.find::<identity::Entity>()
            .filter(Col::LastScoredAt.lte(until))
            .filter(Col::Disregarded.eq(false))
            .order_by_asc(Col::LastScoredAt)
            .order_by_asc(Col::Id)
            .limit(limit)
            .select_only()
            .column(Col::Id)
            .into_tuple()
            .all(self.conn())
            .await
    }

    /// Leaves an identity out of scoring, or takes it back in.
    pub async fn set_identity_disregarded(&self, number: i64, disregarded: bool) -> Result<(), StoreError> {
        self.update::<identity::Entity>()
            .col_expr(identity::Column::Disregarded, Expr::value(disregarded))
            .filter(identity::Column::Id.eq(number))
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// Identities whose email address has one of these canonical forms; at most `limit`.
    pub async fn sharing_email(&self, keys: &[String], limit: u64) -> Result<Vec<i64>, StoreError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        self.find::<identity::Entity>()
            .filter(identity::Column::EmailKey.is_in(keys))
            .select_only()
            .column(identity::Column::Id)
            .limit(limit)
            .into_tuple()
            .all(self.conn())
            .await
    }

    /// Names of identities by number: the customer's id and what to call it.
    pub(super) async fn identity_labels(
        &self,
        numbers: Vec<i64>,
    ) -> Result<HashMap<i64, (String, String)>, StoreError> {
        let rows = self
            .find::<identity::Entity>()
            .filter(identity::Column::Id.is_in(numbers))
            .all(self.conn())
            .await?;
        let named = |row: identity::Model| {
            let label = row.display_name.or(row.display_email).or(row.display_username);
            (
                row.id,
                (row.identity_id.clone(), label.unwrap_or(row.identity_id)),
            )
        };
        Ok(rows.into_iter().map(named).collect())
    }

    /// Identities with what they wear, in the order of their rows.
    pub(super) async fn identities_from_rows(
        &self,
        rows: Vec<identity::Model>,
    ) -> Result<Vec<Identity>, StoreError> {
        let mut badges = self.badges_of(rows.iter().map(|row| row.id).collect()).await?;
        rows.into_iter()
            .map(|row| {
                let worn = badges.remove(&row.id).unwrap_or_default();
                wire(row, worn)
            })
            .collect()
    }
}

/// The column of a category's score.
pub(super) const fn score_column(category: Category) -> identity::Column {
    match category {
        Category::Humanity => identity::Column::HumanityScore,
        Category::Authenticity => identity::Column::AuthenticityScore,
        Category::Uniqueness => identity::Column::UniquenessScore,
        Category::Behavior => identity::Column::BehaviorScore,
    }
}

/// A score as it is stored, as it is shown.
pub(super) fn score(stored: Option<i64>) -> Option<u8> {
    stored.and_then(|score| u8::try_from(score).ok())
}

fn wire(row: identity::Model, badges: Vec<Badge>) -> Result<Identity, StoreError> {
    let confidence: BTreeMap<String, f64> = [
        (Category::Humanity, row.humanity_confidence),
        (Category::Authenticity, row.authenticity_confidence),
        (Category::Uniqueness, row.uniqueness_confidence),
        (Category::Behavior, row.behavior_confidence),
    ]
    .into_iter()
    .filter_map(|(category, confidence)| Some((category.key().to_owned(), confidence?)))
    .collect();
    Ok(Identity {
        id: row
            .identity_id
            .parse()
            .map_err(|error: &str| StoreError::Custom(error.to_owned()))?,
        display_name: row.display_name,
        display_email: row.display_email,
        display_username: row.display_username,
        humanity_score: score(row.humanity_score),
        authenticity_score: score(row.authenticity_score),
        uniqueness_score: score(row.uniqueness_score),
        behavior_score: score(row.behavior_score),
        confidence,
        created_at: Timestamp::from_millis(row.created_at),
        updated_at: Timestamp::from_millis(row.updated_at),
        last_tracked_at: row.last_tracked_at.map(Timestamp::from_millis),
        last_scored_at: row.last_scored_at.map(Timestamp::from_millis),
        disregarded: row.disregarded,
        badges,
        data: json(&row.data)?,
    })
}
