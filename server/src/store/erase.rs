//! Erasing a person: everything that is known of one identity, and of nobody else.

use std::collections::BTreeSet;

use sea_orm::sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, Order, QueryFilter, QuerySelect};

use super::StoreError;
use super::entities::{
    address_identity, badge, badge_change, cycle, delivery, delivery_attempt, device, device_identity,
    escalation, escalation_entry, event, event_group, evidence, group_identity, identity, identity_key,
    noted_escalation, observation, review, session, session_identity, standing,
};
use super::ingest::read::LOOKUP_CHUNK;
use super::scope::AccountStore;
use super::sightings::Sighting;

/// Places that an identity was at: those where nobody else was, and those where others were too.
struct Places {
    own: Vec<i64>,
    shared: Vec<i64>,
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// Erases an identity with its events, cycles and memberships, and the devices and sessions that nobody else
    /// used. The caller holds the account's lock.
    pub async fn erase_identity(&self, number: i64) -> Result<(), StoreError> {
        let devices = self
            .places::<device_identity::Entity>(number, BTreeSet::new(), event::Column::DeviceId)
            .await?;
        let on_own_devices = self.sessions_on(&devices.own).await?;
        let sessions = self
            .places::<session_identity::Entity>(number, on_own_devices, event::Column::SessionId)
            .await?;
        // The row goes first: a cycle that is about to be stored waits for it, and finds it gone.
        self.delete::<identity::Entity>()
            .filter(identity::Column::Id.eq(number))
            .exec(self.conn())
            .await?;
        let theirs = Condition::all().add(event::Column::IdentityId.eq(number));
        self.erase_events(theirs).await?;
        self.erase_findings(number).await?;
        for chunk in sessions.own.chunks(LOOKUP_CHUNK) {
            self.erase_events(anonymous(event::Column::SessionId, chunk))
                .await?;
            self.delete::<session::Entity>()
                .filter(session::Column::Id.is_in(chunk.iter().copied()))
                .exec(self.conn())
                .await?;
        }
        for chunk in devices.own.chunks(LOOKUP_CHUNK) {
            self.erase_events(anonymous(event::Column::DeviceId, chunk))
                .await?;
            self.update::<session::Entity>()
                .col_expr(session::Column::DeviceId, Expr::value(None::<i64>))
                .filter(session::Column::DeviceId.is_in(chunk.iter().copied()))
                .exec(self.conn())
                .await?;
            self.delete::<device::Entity>()
                .filter(device::Column::Id.is_in(chunk.iter().copied()))
                .exec(self.conn())
                .await?;
        }
        self.forget_in_sessions(&sessions.shared).await?;
        self.forget_on_devices(&devices.shared).await
    }

    /// Where an identity was, by what was noted and by its events, and among `more`.
    async fn places<E: Sighting<Place = i64>>(
        &self,
        number: i64,
        more: BTreeSet<i64>,
        at: event::Column,
    ) -> Result<Places, StoreError> {
        let happened: Vec<Option<i64>> = self
            .find::<event::Entity>()
            .filter(event::Column::IdentityId.eq(number))
            .select_only()
            .column(at)
            .into_tuple()
            .all(self.conn())
            .await?;
        let mut own = more;
        own.extend(self.places_of::<E>(number).await?);
        own.extend(happened.into_iter().flatten());
        let all: Vec<i64> = own.iter().copied().collect();
        for chunk in all.chunks(LOOKUP_CHUNK) {
            let others: Vec<i64> = self
                .find::<E>()
                .filter(E::PLACE.is_in(chunk.iter().copied()))
                .filter(E::IDENTITY.ne(number))
                .select_only()
                .column(E::PLACE)
                .distinct()
                .into_tuple()
                .all(self.conn())
                .await?;
            own.retain(|place| !others.contains(place));
        }
        let alone: Vec<i64> = own.iter().copied().collect();
        for chunk in alone.chunks(LOOKUP_CHUNK) {
            // A visit can be told to be somebody's after it moved on to a second device.
            let others: Vec<i64> = self
                .find::<event::Entity>()
                .filter(at.is_in(chunk.iter().copied()))
                .filter(event::Column::IdentityId.ne(number))
                .select_only()
                .column(at)
                .distinct()
                .into_tuple()
                .all(self.conn())
                .await?;
            own.retain(|place| !others.contains(place));
        }
        Ok(Places {
            shared: all.into_iter().filter(|place| !own.contains(place)).collect(),
            own: own.into_iter().collect(),
        })
    }

    async fn sessions_on(&self, devices: &[i64]) -> Result<BTreeSet<i64>, StoreError> {
        let mut sessions = BTreeSet::new();
        for chunk in devices.chunks(LOOKUP_CHUNK) {
            let found: Vec<i64> = self
                .find::<session::Entity>()
                .filter(session::Column::DeviceId.is_in(chunk.iter().copied()))
                .select_only()
                .column(session::Column::Id)
                .into_tuple()
                .all(self.conn())
                .await?;
            sessions.extend(found);
        }
        Ok(sessions)
    }

    async fn erase_events(&self, which: Condition) -> Result<(), StoreError> {
        let seqs = Query::select()
            .column(event::Column::Seq)
            .from(event::Entity)
            .and_where(self.owns(event::Column::AccountId))
            .cond_where(which.clone())
            .to_owned();
        self.delete::<event_group::Entity>()
            .filter(event_group::Column::Seq.in_subquery(seqs))
            .exec(self.conn())
            .await?;
        self.delete::<event::Entity>()
            .filter(which)
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// What was found about an identity, decided about it, and noted of where it was.
    async fn erase_findings(&self, number: i64) -> Result<(), StoreError> {
        let cycles = Query::select()
            .column(cycle::Column::Id)
            .from(cycle::Entity)
            .and_where(self.owns(cycle::Column::AccountId))
            .and_where(Expr::col(cycle::Column::IdentityId).eq(number))
            .to_owned();
        self.delete::<observation::Entity>()
            .filter(observation::Column::CycleId.in_subquery(cycles))
            .exec(self.conn())
            .await?;
        let escalations = Query::select()
            .column(escalation::Column::Id)
            .from(escalation::Entity)
            .and_where(self.owns(escalation::Column::AccountId))
            .and_where(Expr::col(escalation::Column::IdentityId).eq(number))
            .to_owned();
        self.delete::<escalation_entry::Entity>()
            .filter(escalation_entry::Column::EscalationId.in_subquery(escalations))
            .exec(self.conn())
            .await?;
        let deliveries = self.numbers_of_deliveries(delivery::Column::IdentityId, number);
        self.delete::<delivery_attempt::Entity>()
            .filter(delivery_attempt::Column::DeliveryId.in_subquery(deliveries))
            .exec(self.conn())
            .await?;
        macro_rules! erase {
            ($($table:ident),*) => { $(
                self.delete::<$table::Entity>()
                    .filter($table::Column::IdentityId.eq(number))
                    .exec(self.conn())
                    .await?;
            )* };
        }
        erase!(
            cycle,
            evidence,
            badge,
            badge_change,
            standing,
            escalation,
            noted_escalation,
            review,
            group_identity
        );
        erase!(
            address_identity,
            session_identity,
            device_identity,
            identity_key,
            delivery
        );
        Ok(())
    }

    /// Sessions that others share count what is left, from the address that is left.
    async fn forget_in_sessions(&self, shared: &[i64]) -> Result<(), StoreError> {
        use session::Column as Col;
        for chunk in shared.chunks(LOOKUP_CHUNK) {
            let left = || self.left(event::Column::SessionId, Expr::col((session::Entity, Col::Id)));
            let count = left().expr(Func::count(Expr::col(event::Column::Seq))).to_owned();
            let address = left()
                .column(event::Column::Ip)
                .and_where(Expr::col(event::Column::Ip).is_not_null())
                .order_by(event::Column::Timestamp, Order::Asc)
                .order_by(event::Column::Seq, Order::Asc)
                .limit(1)
                .to_owned();
            self.update::<session::Entity>()
                .col_expr(Col::EventCount, Expr::from(count))
                .col_expr(Col::Ip, Expr::from(address))
                .filter(Col::Id.is_in(chunk.iter().copied()))
                .exec(self.conn())
                .await?;
        }
        Ok(())
    }

    /// Devices that others share show the latest address that is left.
    async fn forget_on_devices(&self, shared: &[i64]) -> Result<(), StoreError> {
        use device::Column as Col;
        for chunk in shared.chunks(LOOKUP_CHUNK) {
            let address = self
                .left(event::Column::DeviceId, Expr::col((device::Entity, Col::Id)))
                .column(event::Column::Ip)
                .and_where(Expr::col(event::Column::Ip).is_not_null())
                .order_by(event::Column::Timestamp, Order::Desc)
                .order_by(event::Column::Seq, Order::Desc)
                .limit(1)
                .to_owned();
            self.update::<device::Entity>()
                .col_expr(Col::Ip, Expr::from(address))
                .filter(Col::Id.is_in(chunk.iter().copied()))
                .exec(self.conn())
                .await?;
        }
        Ok(())
    }

    /// The events at a place that the statement around names.
    fn left(&self, at: event::Column, place: Expr) -> SelectStatement {
        Query::select()
            .from(event::Entity)
            .and_where(self.owns((event::Entity, event::Column::AccountId)))
            .and_where(Expr::col((event::Entity, at)).eq(place))
            .to_owned()
    }
}

/// Events at these places that are nobody's.
fn anonymous(at: event::Column, places: &[i64]) -> Condition {
    Condition::all()
        .add(at.is_in(places.iter().copied()))
        .add(event::Column::IdentityId.is_null())
}
