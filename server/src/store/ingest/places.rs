//! Places: read by key before a batch is stitched, written once, and read by number when events are folded or shown.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect, Set};

use super::read::LOOKUP_CHUNK;
use crate::scoring::place::Place;
use crate::store::StoreError;
use crate::store::entities::place;
use crate::store::scope::AccountStore;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Numbers of the places that have one, by key.
    pub async fn place_numbers(&self, keys: &BTreeSet<String>) -> Result<HashMap<String, i64>, StoreError> {
        let keys: Vec<&String> = keys.iter().collect();
        let mut numbers = HashMap::new();
        for keys in keys.chunks(LOOKUP_CHUNK) {
            let rows: Vec<(String, i64)> = self
                .find::<place::Entity>()
                .filter(place::Column::Key.is_in(keys.iter().copied()))
                .select_only()
                .columns([place::Column::Key, place::Column::Id])
                .into_tuple()
                .all(self.conn())
                .await?;
            numbers.extend(rows);
        }
        Ok(numbers)
    }

    /// Places by number.
    pub(in crate::store) async fn places_by_number(
        &self,
        ids: BTreeSet<i64>,
    ) -> Result<HashMap<i64, Place>, StoreError> {
        let ids: Vec<i64> = ids.into_iter().collect();
        let mut places = HashMap::new();
        for ids in ids.chunks(LOOKUP_CHUNK) {
            let query = self
                .find::<place::Entity>()
                .filter(place::Column::Id.is_in(ids.iter().copied()));
            for row in query.all(self.conn()).await? {
                places.insert(row.id, row.into());
            }
        }
        Ok(places)
    }

    pub(super) async fn write_places(&self, places: &BTreeMap<i64, Place>) -> Result<(), StoreError> {
        let rows = places.iter().map(|(id, place)| place::ActiveModel {
            account_id: NotSet,
            id: Set(*id),
            key: Set(place.key()),
            city: Set(place.city.clone()),
            region: Set(place.region.clone()),
            country: Set(place.country.clone()),
            country_code: Set(place.country_code.clone()),
            timezone: Set(place.timezone.clone()),
            latitude: Set(place.latitude),
            longitude: Set(place.longitude),
            asn: Set(place.asn.map(i64::from)),
            asn_label: Set(place.asn_label.clone()),
            network_kind: Set(place.kind.map(|kind| kind.to_string())),
        });
        self.insert_all::<place::Entity>(rows.collect(), None).await
    }
}

impl From<place::Model> for Place {
    fn from(row: place::Model) -> Self {
        Self {
            city: row.city,
            region: row.region,
            country: row.country,
            country_code: row.country_code,
            timezone: row.timezone,
            latitude: row.latitude,
            longitude: row.longitude,
            asn: row.asn.and_then(|asn| asn.try_into().ok()),
            asn_label: row.asn_label,
            kind: row.network_kind.and_then(|kind| kind.parse().ok()),
        }
    }
}
