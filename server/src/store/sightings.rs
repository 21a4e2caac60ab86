//! Who was seen where: on which device, in which session, at which address.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveValue::NotSet, ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, Set, Value,
};

use super::StoreError;
use super::entities::{address_identity, device_identity, session_identity};
use super::ingest::Seen;
use super::ingest::read::LOOKUP_CHUNK;
use super::scope::{AccountOwned, AccountStore};

/// A table that says who was seen where.
pub(super) trait Sighting: AccountOwned {
    /// What names the place.
    type Place: Clone + Ord + Into<Value> + sea_orm::TryGetable + Send;
    const PLACE: Self::Column;
    const IDENTITY: Self::Column;
    const FIRST: Self::Column;
    const LAST: Self::Column;
    fn row(place: Self::Place, identity_id: i64, seen: Seen) -> Self::ActiveModel;
}

macro_rules! sighting {
    ($table:ident, $place:ident, $Place:ident, $type:ty) => {
        impl Sighting for $table::Entity {
            type Place = $type;
            const PLACE: $table::Column = $table::Column::$Place;
            const IDENTITY: $table::Column = $table::Column::IdentityId;
            const FIRST: $table::Column = $table::Column::FirstSeenAt;
            const LAST: $table::Column = $table::Column::LastSeenAt;

            fn row(place: $type, identity_id: i64, seen: Seen) -> $table::ActiveModel {
                $table::ActiveModel {
                    account_id: NotSet,
                    $place: Set(place),
                    identity_id: Set(identity_id),
                    first_seen_at: Set(seen.first),
                    last_seen_at: Set(seen.last),
                }
            }
        }
    };
}

sighting!(device_identity, device_id, DeviceId, i64);
sighting!(session_identity, session_id, SessionId, i64);
sighting!(address_identity, ip, Ip, String);

type Places<P> = BTreeMap<(P, i64), Seen>;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Notes who was seen on which device.
    pub(super) async fn see_on_devices(&self, seen: &Places<i64>) -> Result<(), StoreError> {
        self.see::<device_identity::Entity>(seen).await
    }

    /// Notes who was seen in which session.
    pub(super) async fn see_in_sessions(&self, seen: &Places<i64>) -> Result<(), StoreError> {
        self.see::<session_identity::Entity>(seen).await
    }

    /// Notes who was seen at which address.
    pub(super) async fn see_at_addresses(&self, seen: &Places<String>) -> Result<(), StoreError> {
        self.see::<address_identity::Entity>(seen).await
    }

    /// Those who share a device with an identity that is new to it, according to `seen`; at most `limit`.
    /// Nobody was seen on a device with a number above `known_seq` before.
    pub async fn newly_met_on_devices(
        &self,
        seen: &Places<i64>,
        known_seq: i64,
        limit: u64,
    ) -> Result<BTreeSet<i64>, StoreError> {
        let known = |device: &i64| *device <= known_seq;
        self.newly_met::<device_identity::Entity>(seen, known, limit, limit)
            .await
    }

    /// The same for sessions.
    pub async fn newly_met_in_sessions(
        &self,
        seen: &Places<i64>,
        known_seq: i64,
        limit: u64,
    ) -> Result<BTreeSet<i64>, StoreError> {
        let known = |session: &i64| *session <= known_seq;
        self.newly_met::<session_identity::Entity>(seen, known, limit, limit)
            .await
    }

    /// The same for addresses; an address of more than `crowd` people says nothing and moves nobody.
    pub async fn newly_met_at_addresses(
        &self,
        seen: &Places<String>,
        crowd: u64,
        limit: u64,
    ) -> Result<BTreeSet<i64>, StoreError> {
        let known = |_: &String| true;
        self.newly_met::<address_identity::Entity>(seen, known, crowd, limit)
            .await
    }

    /// Those who share a device, a session or an address with an identity; at most `limit`.
    pub async fn sharing_a_place_with(&self, identity: i64, limit: u64) -> Result<BTreeSet<i64>, StoreError> {
        let mut sharing = self.sharing::<device_identity::Entity>(identity, limit).await?;
        sharing.extend(self.sharing::<session_identity::Entity>(identity, limit).await?);
        sharing.extend(self.sharing::<address_identity::Entity>(identity, limit).await?);
        Ok(sharing)
    }

    /// Those who share a device with an identity; at most `limit`.
    pub async fn sharing_device_with(&self, identity: i64, limit: u64) -> Result<BTreeSet<i64>, StoreError> {
        self.sharing::<device_identity::Entity>(identity, limit).await
    }

    async fn sharing<E: Sighting>(&self, identity: i64, limit: u64) -> Result<BTreeSet<i64>, StoreError> {
        let mut sharing = BTreeSet::new();
        for places in self.places_of::<E>(identity).await?.chunks(LOOKUP_CHUNK) {
            let others: Vec<i64> = self
                .find::<E>()
                .filter(E::PLACE.is_in(places.iter().cloned()))
                .filter(E::IDENTITY.ne(identity))
                .select_only()
                .column(E::IDENTITY)
                .limit(limit)
                .into_tuple()
                .all(self.conn())
                .await?;
            sharing.extend(others);
            if sharing.len() as u64 >= limit {
                break;
            }
        }
        Ok(sharing)
    }

    /// Every place where an identity was noted.
    pub(super) async fn places_of<E: Sighting>(&self, identity: i64) -> Result<Vec<E::Place>, StoreError> {
        // With the place alone, SQLite would rather walk the whole account in the order of its key.
        let noted: Vec<(E::Place, i64)> = self
            .find::<E>()
            .filter(E::IDENTITY.eq(identity))
            .select_only()
            .columns([E::PLACE, E::FIRST])
            .into_tuple()
            .all(self.conn())
            .await?;
        Ok(noted.into_iter().map(|(place, _)| place).collect())
    }

    async fn see<E: Sighting>(&self, seen: &Places<E::Place>) -> Result<(), StoreError>
    where
        E::ActiveModel: Send,
    {
        let rows = seen
            .iter()
            .map(|((place, identity), seen)| E::row(place.clone(), *identity, *seen));
        // Events may arrive out of order: only a wider span replaces the stored one.
        let (stored, new) = (
            |column| Expr::col((E::default(), column)),
            |column| Expr::col(("excluded", column)),
        );
        let earlier = Expr::case(new(E::FIRST).lt(stored(E::FIRST)), new(E::FIRST)).finally(stored(E::FIRST));
        let later = Expr::case(new(E::LAST).gt(stored(E::LAST)), new(E::LAST)).finally(stored(E::LAST));
        let conflict = OnConflict::columns([E::ACCOUNT, E::PLACE, E::IDENTITY])
            .value(E::FIRST, earlier)
            .value(E::LAST, later)
            .to_owned();
        self.insert_all::<E>(rows.collect(), Some(conflict)).await
    }

    async fn newly_met<E: Sighting>(
        &self,
        seen: &Places<E::Place>,
        known: impl Fn(&E::Place) -> bool + Send,
        crowd: u64,
        limit: u64,
    ) -> Result<BTreeSet<i64>, StoreError> {
        let mut places: BTreeMap<&E::Place, Vec<i64>> = BTreeMap::new();
        for (place, identity) in seen.keys().filter(|(place, _)| known(place)) {
            places.entry(place).or_default().push(*identity);
        }
        let mut met = BTreeSet::new();
        for (place, identities) in places {
            let there: Vec<i64> = self
                .find::<E>()
                .filter(E::PLACE.eq(place.clone()))
                .select_only()
                .column(E::IDENTITY)
                .limit(crowd + 1)
                .into_tuple()
                .all(self.conn())
                .await?;
            let newcomer = identities.iter().any(|identity| !there.contains(identity));
            if newcomer && (there.len() as u64) <= crowd {
                met.extend(there);
            }
            if met.len() as u64 >= limit {
                break;
            }
        }
        Ok(met
            .into_iter()
            .take(usize::try_from(limit).unwrap_or(usize::MAX))
            .collect())
    }

    /// How many identities were seen at a place, without those left out of scoring, and the first of the others.
    pub(super) async fn company<E: Sighting>(
        &self,
        place: E::Place,
        identity_id: i64,
        others: u64,
    ) -> Result<(i64, Vec<(i64, i64)>), StoreError> {
        use super::entities::identity;
        let disregarded = sea_orm::sea_query::Query::select()
            .column(identity::Column::Id)
            .from(identity::Entity)
            .and_where(self.owns((identity::Entity, identity::Column::AccountId)))
            .and_where(Expr::col((identity::Entity, identity::Column::Disregarded)))
            .to_owned();
        let there = self
            .find::<E>()
            .filter(E::PLACE.eq(place))
            .filter(E::IDENTITY.not_in_subquery(disregarded));
        let count: i64 = there
            .clone()
            .select_only()
            .column_as(E::IDENTITY.count(), "identities")
            .into_tuple()
            .one(self.conn())
            .await?
            .unwrap_or(0);
        let rows: Vec<(i64, i64)> = there
            .filter(E::IDENTITY.ne(identity_id))
            .select_only()
            .columns([E::IDENTITY, E::FIRST])
            .order_by_asc(E::FIRST)
            .order_by_asc(E::IDENTITY)
            .limit(others)
            .into_tuple()
            .all(self.conn())
            .await?;
        Ok((count, rows))
    }
}
