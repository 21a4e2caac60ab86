//! Who has the same keys: an account's keys by identity, and identities by key.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{
    ActiveValue::NotSet, ColumnTrait, ConnectionTrait, Order, QueryFilter, QueryOrder, QuerySelect, Set,
};

use super::StoreError;
use super::entities::{identity, identity_key};
use super::listing::totals::count;
use super::scope::AccountStore;
use crate::scoring::kinship::{FEW, KeyKind, Kinship, MANY, told};
use crate::scoring::likeness::HOUR_MS;

/// So many are looked at on either side in time.
const SIDE: usize = 25;
/// Others who are scored again because somebody's keys changed.
const NEIGHBOURS: usize = 500;

/// A key of an identity, and when that identity first appeared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Held {
    pub kind: KeyKind,
    pub key: i64,
    pub seen_at: i64,
}

/// Others with a key.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// How many they are; exact up to `MANY`.
    pub count: i64,
    /// The nearest before and after: number and first appearance.
    pub others: Vec<(i64, i64)>,
}

/// By how many more, or fewer, each key is held after a transaction.
#[derive(Default)]
struct Net(BTreeMap<(KeyKind, i64), i64>);

impl Net {
    fn note(&mut self, old: &BTreeSet<Held>, new: &BTreeSet<Held>) {
        for (changes, by) in [(old.difference(new), -1), (new.difference(old), 1)] {
            for change in changes {
                *self.0.entry((change.kind, change.key)).or_default() += by;
            }
        }
    }

    fn of(&self, key: Held) -> i64 {
        self.0.get(&(key.kind, key.key)).copied().unwrap_or_default()
    }
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// The keys of an identity as they are stored.
    pub async fn kinship_of(&self, number: i64) -> Result<Kinship, StoreError> {
        let rows = self
            .find::<identity_key::Entity>()
            .filter(identity_key::Column::IdentityId.eq(number))
            .all(self.conn())
            .await?;
        let seen_ms = rows.first().map_or(0, |row| row.seen_at);
        let key = |row: identity_key::Model| Some((KeyKind::parse(&row.kind)?, row.key));
        Ok(Kinship {
            keys: rows.into_iter().filter_map(key).collect(),
            seen_ms,
        })
    }

    /// Replaces the keys of identities by these, and says whose scores that moves. Identities that are gone or left
    /// out of scoring get none; the others are locked until the transaction ends.
    pub async fn save_kinships(
        &self,
        kinships: &BTreeMap<i64, &Kinship>,
    ) -> Result<BTreeSet<i64>, StoreError> {
        let rows: Vec<i64> = self
            .find::<identity::Entity>()
            .filter(identity::Column::Id.is_in(kinships.keys().copied()))
            .filter(identity::Column::Disregarded.eq(false))
            .order_by_asc(identity::Column::Id)
            .lock_exclusive()
            .select_only()
            .column(identity::Column::Id)
            .into_tuple()
            .all(self.conn())
            .await?;
        let mut changes = Vec::new();
        for number in rows {
            let Some(kinship) = kinships.get(&number) else {
                continue;
            };
            let (old, new) = (held(&self.kinship_of(number).await?), held(kinship));
            if old != new {
                self.replace_keys(number, &new).await?;
                changes.push((number, old, new));
            }
        }
        // Only now, so that those who got their keys together find each other, and count as what they are together.
        let mut net = Net::default();
        for (_, old, new) in &changes {
            net.note(old, new);
        }
        let mut moved = BTreeSet::new();
        for (number, old, new) in &changes {
            moved.extend(self.moved_by(*number, old, new, &net).await?);
        }
        Ok(moved)
    }

    /// Takes the keys of an identity away; says whose scores that moves.
    pub async fn forget_kinship(&self, number: i64) -> Result<BTreeSet<i64>, StoreError> {
        let old = held(&self.kinship_of(number).await?);
        self.replace_keys(number, &BTreeSet::new()).await?;
        let (new, mut net) = (BTreeSet::new(), Net::default());
        net.note(&old, &new);
        self.moved_by(number, &old, &new, &net).await
    }

    async fn replace_keys(&self, number: i64, keys: &BTreeSet<Held>) -> Result<(), StoreError> {
        self.delete::<identity_key::Entity>()
            .filter(identity_key::Column::IdentityId.eq(number))
            .exec(self.conn())
            .await?;
        let row = |held: &Held| identity_key::ActiveModel {
            account_id: NotSet,
            identity_id: Set(number),
            kind: Set(held.kind.as_str().to_owned()),
            key: Set(held.key),
            seen_at: Set(held.seen_at),
        };
        self.insert_all::<identity_key::Entity>(keys.iter().map(row).collect(), None)
            .await
    }

    /// Those to whom it is news that an identity lost and won keys, nearest in time first, after it was written.
    async fn moved_by(
        &self,
        number: i64,
        old: &BTreeSet<Held>,
        new: &BTreeSet<Held>,
        net: &Net,
    ) -> Result<BTreeSet<i64>, StoreError> {
        // A name means something beside another key only, and a newcomer's other keys are news themselves.
        let is_renamed = !old.is_empty() && !new.is_empty();
        let mut met: BTreeMap<i64, i64> = BTreeMap::new();
        for (changes, is_won) in [(old.difference(new), false), (new.difference(old), true)] {
            for change in changes.filter(|held| is_renamed || held.kind != KeyKind::Name) {
                for (other, seen_at) in self.news_of(number, *change, is_won, net).await? {
                    let nearest = met.entry(other).or_insert(i64::MAX);
                    *nearest = Ord::min(*nearest, apart(seen_at, change.seen_at));
                }
            }
        }
        let mut met: Vec<(i64, i64)> = met
            .into_iter()
            .map(|(other, distance)| (distance, other))
            .collect();
        met.sort_unstable();
        Ok(met.into_iter().take(NEIGHBOURS).map(|(_, other)| other).collect())
    }

    /// One more is news to those around it, and to all when the number that they are told changes. In a network only
    /// the hour counts.
    async fn news_of(
        &self,
        number: i64,
        key: Held,
        is_won: bool,
        net: &Net,
    ) -> Result<Vec<(i64, i64)>, StoreError> {
        let mut around = self.around(number, key).await?;
        let now = around.count + i64::from(is_won);
        if told(key.kind, now) != told(key.kind, now - net.of(key)) {
            let all = self.holders(key, number).limit(NEIGHBOURS as u64).to_owned();
            return self.pairs(all).await;
        }
        if key.kind == KeyKind::Network {
            around
                .others
                .retain(|(_, seen_at)| apart(*seen_at, key.seen_at) <= HOUR_MS);
        }
        Ok(around.others)
    }

    /// Who else has the keys of an identity.
    pub(super) async fn arounds(
        &self,
        number: i64,
        kinship: &Kinship,
    ) -> Result<BTreeMap<KeyKind, Around>, StoreError> {
        let keys = held(kinship);
        let few = |held: &Held| self.few(*held, number);
        let Some(all) = keys.iter().map(few).reduce(|mut all, next| {
            all.union(UnionType::All, next);
            all
        }) else {
            return Ok(BTreeMap::new());
        };
        let mut arounds: BTreeMap<KeyKind, Around> =
            keys.iter().map(|held| (held.kind, Around::default())).collect();
        for row in self.conn().query_all(&all).await? {
            let kind: String = row.try_get_by_index(0)?;
            if let Some(around) = KeyKind::parse(&kind).and_then(|kind| arounds.get_mut(&kind)) {
                around.count += 1;
                around
                    .others
                    .push((row.try_get_by_index(1)?, row.try_get_by_index(2)?));
            }
        }
        for held in keys {
            if let Some(around) = arounds.get_mut(&held.kind) {
                if around.count >= FEW {
                    *around = self.crowd(number, held).await?;
                } else {
                    around.others = nearest(std::mem::take(&mut around.others), number, held.seen_at);
                }
            }
        }
        Ok(arounds)
    }

    async fn around(&self, number: i64, key: Held) -> Result<Around, StoreError> {
        let others = self.pairs(self.few(key, number)).await?;
        let count = others.len() as i64;
        if count < FEW {
            let others = nearest(others, number, key.seen_at);
            return Ok(Around { count, others });
        }
        self.crowd(number, key).await
    }

    /// The nearest of many.
    async fn crowd(&self, number: i64, key: Held) -> Result<Around, StoreError> {
        use identity_key::Column as Col;
        let mut some = self.holders(key, number);
        some.limit(MANY as u64);
        let count = count(
            self.conn(),
            Query::select().from_subquery(some, "some").to_owned(),
        )
        .await?;
        let twin = |side: Expr| Expr::col(Col::SeenAt).eq(key.seen_at).and(side).not();
        let before = self
            .holders(key, number)
            .and_where(Expr::col(Col::SeenAt).lte(key.seen_at))
            .and_where(twin(Expr::col(Col::IdentityId).gt(number)))
            .order_by(Col::SeenAt, Order::Desc)
            .order_by(Col::IdentityId, Order::Desc)
            .limit(SIDE as u64)
            .to_owned();
        let after = self
            .holders(key, number)
            .and_where(Expr::col(Col::SeenAt).gte(key.seen_at))
            .and_where(twin(Expr::col(Col::IdentityId).lt(number)))
            .order_by(Col::SeenAt, Order::Asc)
            .order_by(Col::IdentityId, Order::Asc)
            .limit(SIDE as u64)
            .to_owned();
        let mut others = self.pairs(before).await?;
        others.extend(self.pairs(after).await?);
        Ok(Around {
            count: i64::try_from(count).unwrap_or(MANY),
            others,
        })
    }

    /// As many as are few, with one more to tell that they are not; in one piece, so that several can be united.
    fn few(&self, key: Held, number: i64) -> SelectStatement {
        use identity_key::Column as Col;
        let mut holders = self.holders(key, number);
        holders
            .clear_selects()
            .columns([Col::Kind, Col::IdentityId, Col::SeenAt].map(|column| (identity_key::Entity, column)))
            .order_by(Col::SeenAt, Order::Asc)
            .order_by(Col::IdentityId, Order::Asc)
            .limit(FEW as u64);
        Query::select()
            .columns([Col::Kind, Col::IdentityId, Col::SeenAt])
            .from_subquery(holders, "few")
            .to_owned()
    }

    fn holders(&self, key: Held, number: i64) -> SelectStatement {
        use identity_key::Column as Col;
        Query::select()
            .columns([Col::IdentityId, Col::SeenAt])
            .from(identity_key::Entity)
            .and_where(self.owns(Col::AccountId))
            .and_where(Expr::col(Col::Kind).eq(key.kind.as_str()))
            .and_where(Expr::col(Col::Key).eq(key.key))
            .and_where(Expr::col(Col::IdentityId).ne(number))
            .to_owned()
    }

    async fn pairs(&self, statement: SelectStatement) -> Result<Vec<(i64, i64)>, StoreError> {
        let rows = self.conn().query_all(&statement).await?;
        rows.iter()
            .map(|row| Ok((row.try_get("", "identity_id")?, row.try_get("", "seen_at")?)))
            .collect()
    }
}

/// Those before and those after, as of a crowd.
fn nearest(others: Vec<(i64, i64)>, number: i64, seen_at: i64) -> Vec<(i64, i64)> {
    let mut in_time: Vec<(i64, i64)> = others.into_iter().map(|(id, seen)| (seen, id)).collect();
    in_time.sort_unstable();
    let own = in_time.partition_point(|other| *other < (seen_at, number));
    in_time.truncate(own + SIDE);
    in_time
        .into_iter()
        .skip(own.saturating_sub(SIDE))
        .map(|(seen, id)| (id, seen))
        .collect()
}

const fn apart(one: i64, other: i64) -> i64 {
    one.saturating_sub(other).saturating_abs()
}

fn held(kinship: &Kinship) -> BTreeSet<Held> {
    let seen_at = kinship.seen_ms;
    let held = |(kind, key): (&KeyKind, &i64)| Held {
        kind: *kind,
        key: *key,
        seen_at,
    };
    kinship.keys.iter().map(held).collect()
}
