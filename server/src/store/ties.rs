//! Who shares what with whom, of several identities at once; what a crowd shares is left out.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::StoreError;
use super::entities::{address_identity, device, device_identity, identity, identity_key, session_identity};
use super::scope::AccountStore;
use super::sightings::Sighting;
use crate::scoring::kinship::KeyKind;
use crate::scoring::likeness::CROWD;

/// Places of each kind that are looked at, latest first.
const PLACES: u64 = 1_000;
/// Places of one statement: SQLite unites at most five hundred.
const UNITED: usize = 50;

/// What two share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TieKind {
    Session,
    Mail,
    Device,
    Address,
    EmailStem,
    Mailbox,
    Name,
    Network,
    Opening,
    Phone,
    Routine,
}

impl From<KeyKind> for TieKind {
    fn from(kind: KeyKind) -> Self {
        match kind {
            KeyKind::EmailStem => Self::EmailStem,
            KeyKind::Mailbox => Self::Mailbox,
            KeyKind::Name => Self::Name,
            KeyKind::Network => Self::Network,
            KeyKind::Opening => Self::Opening,
            KeyKind::Phone => Self::Phone,
            KeyKind::Routine => Self::Routine,
        }
    }
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Everything that any of `identities` shares with anybody, and all who share it.
    pub async fn ties_of(&self, identities: &BTreeSet<i64>) -> Result<Vec<(TieKind, Vec<i64>)>, StoreError> {
        let mut ties = Vec::new();
        let devices = self.seen_at::<device_identity::Entity>(identities).await?;
        let devices = self.regarded_devices(devices).await?;
        let sessions = self.seen_at::<session_identity::Entity>(identities).await?;
        let addresses = self.seen_at::<address_identity::Entity>(identities).await?;
        let mut add = |kind, all: Vec<Vec<i64>>| ties.extend(all.into_iter().map(|sharing| (kind, sharing)));
        add(
            TieKind::Device,
            self.together::<device_identity::Entity>(devices).await?,
        );
        add(
            TieKind::Session,
            self.together::<session_identity::Entity>(sessions).await?,
        );
        add(
            TieKind::Address,
            self.together::<address_identity::Entity>(addresses).await?,
        );
        add(TieKind::Mail, self.with_mailboxes_of(identities).await?);
        ties.extend(self.with_keys_of(identities).await?);
        Ok(ties)
    }

    /// Those of `identities` that are scored.
    pub async fn regarded_among(&self, identities: BTreeSet<i64>) -> Result<BTreeSet<i64>, StoreError> {
        let regarded: Vec<i64> = self
            .find::<identity::Entity>()
            .filter(identity::Column::Id.is_in(identities))
            .filter(identity::Column::Disregarded.eq(false))
            .select_only()
            .column(identity::Column::Id)
            .into_tuple()
            .all(self.conn())
            .await?;
        Ok(regarded.into_iter().collect())
    }

    /// The customer's ids of identities, the oldest first.
    pub async fn ids_oldest_first(&self, identities: BTreeSet<i64>) -> Result<Vec<String>, StoreError> {
        self.find::<identity::Entity>()
            .filter(identity::Column::Id.is_in(identities))
            .order_by_asc(identity::Column::CreatedAt)
            .order_by_asc(identity::Column::Id)
            .select_only()
            .column(identity::Column::IdentityId)
            .into_tuple()
            .all(self.conn())
            .await
    }

    async fn seen_at<E: Sighting>(
        &self,
        identities: &BTreeSet<i64>,
    ) -> Result<BTreeSet<E::Place>, StoreError> {
        let places: Vec<E::Place> = self
            .find::<E>()
            .filter(E::IDENTITY.is_in(identities.iter().copied()))
            .order_by_desc(E::LAST)
            .order_by_desc(E::PLACE)
            .limit(PLACES)
            .select_only()
            .column(E::PLACE)
            .into_tuple()
            .all(self.conn())
            .await?;
        Ok(places.into_iter().collect())
    }

    async fn regarded_devices(&self, devices: BTreeSet<i64>) -> Result<BTreeSet<i64>, StoreError> {
        let regarded: Vec<i64> = self
            .find::<device::Entity>()
            .filter(device::Column::Id.is_in(devices))
            .filter(device::Column::Disregarded.eq(false))
            .select_only()
            .column(device::Column::Id)
            .into_tuple()
            .all(self.conn())
            .await?;
        Ok(regarded.into_iter().collect())
    }

    async fn together<E: Sighting>(&self, places: BTreeSet<E::Place>) -> Result<Vec<Vec<i64>>, StoreError> {
        let there = |place: E::Place| {
            Query::select()
                .column(E::IDENTITY)
                .from(E::default())
                .and_where(self.owns(E::ACCOUNT))
                .and_where(E::PLACE.eq(place))
                .to_owned()
        };
        self.sharing_each(places.into_iter().map(there).collect(), "identity_id")
            .await
    }

    async fn with_mailboxes_of(&self, identities: &BTreeSet<i64>) -> Result<Vec<Vec<i64>>, StoreError> {
        use identity::Column as Col;
        let keys: Vec<String> = self
            .find::<identity::Entity>()
            .filter(Col::Id.is_in(identities.iter().copied()))
            .filter(Col::EmailKey.is_not_null())
            .select_only()
            .column(Col::EmailKey)
            .distinct()
            .into_tuple()
            .all(self.conn())
            .await?;
        let with = |key: String| {
            Query::select()
                .column(Col::Id)
                .from(identity::Entity)
                .and_where(self.owns(Col::AccountId))
                .and_where(Expr::col(Col::EmailKey).eq(key))
                .to_owned()
        };
        self.sharing_each(keys.into_iter().map(with).collect(), "id")
            .await
    }

    async fn with_keys_of(&self, identities: &BTreeSet<i64>) -> Result<Vec<(TieKind, Vec<i64>)>, StoreError> {
        use identity_key::Column as Col;
        let rows = self
            .find::<identity_key::Entity>()
            .filter(Col::IdentityId.is_in(identities.iter().copied()))
            .all(self.conn())
            .await?;
        let mut keys: BTreeMap<KeyKind, BTreeSet<i64>> = BTreeMap::new();
        for row in rows {
            if let Some(kind) = KeyKind::parse(&row.kind) {
                keys.entry(kind).or_default().insert(row.key);
            }
        }
        let mut ties = Vec::new();
        for (kind, keys) in keys {
            let with = |key: i64| {
                Query::select()
                    .column(Col::IdentityId)
                    .from(identity_key::Entity)
                    .and_where(self.owns(Col::AccountId))
                    .and_where(Expr::col(Col::Kind).eq(kind.as_str()))
                    .and_where(Expr::col(Col::Key).eq(key))
                    .to_owned()
            };
            let groups = self
                .sharing_each(keys.into_iter().map(with).collect(), "identity_id")
                .await?;
            ties.extend(groups.into_iter().map(|sharing| (kind.into(), sharing)));
        }
        Ok(ties)
    }

    /// What each statement finds under the name `column`, without those that find a crowd, or one alone.
    async fn sharing_each(
        &self,
        each: Vec<SelectStatement>,
        column: &'static str,
    ) -> Result<Vec<Vec<i64>>, StoreError> {
        let mut groups = Vec::new();
        for statements in each.chunks(UNITED) {
            let numbered = statements.iter().zip(0_i64..).map(|(statement, number)| {
                let bounded = statement.clone().limit(CROWD as u64 + 1).to_owned();
                Query::select()
                    .expr_as(Expr::value(number), "place")
                    .expr_as(Expr::col(column), "who")
                    .from_subquery(bounded, "there")
                    .to_owned()
            });
            let Some(all) = numbered.reduce(|mut all, next| {
                all.union(UnionType::All, next);
                all
            }) else {
                continue;
            };
            let mut found: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
            for row in self.conn().query_all(&all).await? {
                let place: i64 = row.try_get("", "place")?;
                found.entry(place).or_default().push(row.try_get("", "who")?);
            }
            let telling = found
                .into_values()
                .filter(|who| who.len() > 1 && who.len() as i64 <= CROWD);
            groups.extend(telling);
        }
        Ok(groups)
    }
}
