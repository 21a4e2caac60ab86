//! Who is near an identity: the others on its devices, addresses, sessions and email address.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::StoreError;
use super::entities::{address_identity, device, device_identity, identity, session_identity};
use super::kin::Around;
use super::listing::totals::count_bounded;
use super::scope::AccountStore;
use super::sightings::Sighting;
use crate::scoring::evidence::{AddressUse, DeviceUse, Kin, Neighbour, SharedSession, Surroundings};
use crate::scoring::kinship::{KeyKind, Kinship, told};
use crate::scoring::likeness::{DAY_MS, HOUR_MS};

/// Places of each kind that are looked at, latest first.
const PLACES: u64 = 20;
/// Others named for each place, oldest first.
const OTHERS: u64 = 10;

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// The surroundings of an identity, as they are now.
    pub async fn surroundings(
        &self,
        number: i64,
        email_key: Option<&str>,
        kinship: &Kinship,
    ) -> Result<Surroundings, StoreError> {
        let mut found = Found::default();
        let kin = self.arounds(number, kinship).await?;
        let kin: Vec<NearKin> = kin
            .into_iter()
            .map(|(kind, around)| NearKin::of(kind, around, kinship.seen_ms))
            .collect();
        found
            .0
            .extend(kin.iter().flat_map(|kin| kin.others.iter().copied()));
        found.0.insert((number, kinship.seen_ms));
        let devices = self
            .company_at::<device_identity::Entity>(number, &mut found)
            .await?;
        let addresses = self
            .company_at::<address_identity::Entity>(number, &mut found)
            .await?;
        let sessions = self
            .company_at::<session_identity::Entity>(number, &mut found)
            .await?;
        let same_email = self.others_with_email(number, email_key).await?;
        found.0.extend(same_email.iter().copied());
        let names = self.neighbours(found.0).await?;
        let keys = self
            .session_keys(sessions.iter().map(|place| place.place).collect())
            .await?;

        Ok(Surroundings {
            population: self.population().await?,
            devices: self.device_uses(devices, &names).await?,
            addresses: addresses
                .into_iter()
                .map(|at| AddressUse {
                    ip: at.place.clone(),
                    identities: at.count,
                    others: at.named(&names),
                })
                .collect(),
            same_email: same_email
                .iter()
                .filter_map(|(id, at)| name(&names, *id, *at))
                .collect(),
            sessions: sessions
                .into_iter()
                .filter(|at| at.count > 1)
                .filter_map(|at| {
                    Some(SharedSession {
                        session: keys.get(&at.place)?.clone(),
                        others: at.named(&names),
                    })
                })
                .collect(),
            kin: kin.into_iter().map(|kin| kin.named(&names)).collect(),
            own: name(&names, number, kinship.seen_ms).unwrap_or_default(),
        })
    }

    /// Identities that are scored: all but those left out, of whom there are few, along an index of their own.
    async fn population(&self) -> Result<i64, StoreError> {
        use identity::Column as Col;
        let left_out = Query::select()
            .column(Col::Id)
            .from(identity::Entity)
            .and_where(self.owns(Col::AccountId))
            .and_where(Expr::col(Col::Disregarded))
            .to_owned();
        let left_out = i64::try_from(count_bounded(self.conn(), &left_out).await?).unwrap_or(i64::MAX);
        Ok(Ord::max(self.count_identities().await? - left_out, 0))
    }

    async fn company_at<E: Sighting>(
        &self,
        number: i64,
        found: &mut Found,
    ) -> Result<Vec<At<E::Place>>, StoreError> {
        let places: Vec<E::Place> = self
            .find::<E>()
            .filter(E::IDENTITY.eq(number))
            .order_by_desc(E::LAST)
            .order_by_desc(E::PLACE)
            .limit(PLACES)
            .select_only()
            .column(E::PLACE)
            .into_tuple()
            .all(self.conn())
            .await?;
        let mut company = Vec::with_capacity(places.len());
        for place in places {
            let (count, others) = self.company::<E>(place.clone(), number, OTHERS).await?;
            found.0.extend(others.iter().copied());
            company.push(At { place, count, others });
        }
        Ok(company)
    }

    async fn device_uses(&self, devices: Vec<At<i64>>, names: &Names) -> Result<Vec<DeviceUse>, StoreError> {
        let rows: Vec<(i64, String, bool)> = self
            .find::<device::Entity>()
            .filter(device::Column::Id.is_in(devices.iter().map(|at| at.place)))
            .select_only()
            .columns([
                device::Column::Id,
                device::Column::Fingerprint,
                device::Column::Disregarded,
            ])
            .into_tuple()
            .all(self.conn())
            .await?;
        let rows: BTreeMap<i64, (String, bool)> =
            rows.into_iter().map(|(id, key, off)| (id, (key, off))).collect();
        let used = |at: At<i64>| {
            let (fingerprint, disregarded) = rows.get(&at.place)?.clone();
            Some(DeviceUse {
                fingerprint,
                identities: at.count,
                others: at.named(names),
                disregarded,
            })
        };
        Ok(devices.into_iter().filter_map(used).collect())
    }

    async fn others_with_email(&self, number: i64, key: Option<&str>) -> Result<Vec<(i64, i64)>, StoreError> {
        let Some(key) = key else { return Ok(Vec::new()) };
        self.find::<identity::Entity>()
            .filter(identity::Column::EmailKey.eq(key))
            .filter(identity::Column::Disregarded.eq(false))
            .filter(identity::Column::Id.ne(number))
            .order_by_asc(identity::Column::CreatedAt)
            .order_by_asc(identity::Column::Id)
            .limit(OTHERS)
            .select_only()
            .columns([identity::Column::Id, identity::Column::CreatedAt])
            .into_tuple()
            .all(self.conn())
            .await
    }

    async fn neighbours(&self, found: BTreeSet<(i64, i64)>) -> Result<Names, StoreError> {
        let ids: BTreeSet<i64> = found.into_iter().map(|(id, _)| id).collect();
        if ids.is_empty() {
            return Ok(Names::new());
        }
        let rows = self
            .find::<identity::Entity>()
            .filter(identity::Column::Id.is_in(ids))
            .all(self.conn())
            .await?;
        let named = |row: identity::Model| {
            let label = row
                .display_name
                .or_else(|| row.display_email.clone())
                .or(row.display_username);
            let label = label.unwrap_or_else(|| row.identity_id.clone());
            let neighbour = Neighbour {
                identity: row.identity_id,
                label,
                email: row.display_email,
                first_seen_ms: 0,
            };
            (row.id, neighbour)
        };
        Ok(rows.into_iter().map(named).collect())
    }
}

type Names = HashMap<i64, Neighbour>;

/// Identities met, and when they were first seen there.
#[derive(Default)]
struct Found(BTreeSet<(i64, i64)>);

/// A place and who was there.
struct At<P> {
    place: P,
    count: i64,
    others: Vec<(i64, i64)>,
}

impl<P> At<P> {
    fn named(&self, names: &Names) -> Vec<Neighbour> {
        self.others
            .iter()
            .filter_map(|(id, first)| name(names, *id, *first))
            .collect()
    }
}

/// A key, how many have it, and the nearest of them.
struct NearKin {
    kind: KeyKind,
    count: i64,
    within_hour: i64,
    within_day: i64,
    others: Vec<(i64, i64)>,
}

impl NearKin {
    fn of(kind: KeyKind, around: Around, seen_ms: i64) -> Self {
        let distance = |seen: i64| seen.saturating_sub(seen_ms).saturating_abs();
        let within = |limit: i64| {
            around
                .others
                .iter()
                .filter(|(_, seen)| distance(*seen) <= limit)
                .count() as i64
        };
        let (within_hour, within_day) = (within(HOUR_MS), within(DAY_MS));
        let mut others = around.others;
        others.sort_by_key(|(id, seen)| (distance(*seen), *id));
        others.truncate(usize::try_from(OTHERS).unwrap_or(usize::MAX));
        Self {
            kind,
            count: around.count,
            within_hour,
            within_day,
            others,
        }
    }

    fn named(self, names: &Names) -> Kin {
        let named = |(id, first): &(i64, i64)| name(names, *id, *first);
        Kin {
            kind: self.kind,
            identities: told(self.kind, self.count + 1),
            within_hour: self.within_hour,
            within_day: self.within_day,
            others: self.others.iter().filter_map(named).collect(),
        }
    }
}

fn name(names: &Names, id: i64, first_seen_ms: i64) -> Option<Neighbour> {
    names.get(&id).map(|neighbour| Neighbour {
        first_seen_ms,
        ..neighbour.clone()
    })
}
