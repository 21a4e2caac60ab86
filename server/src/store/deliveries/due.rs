//! Deliveries that wait for their turn: which are due, and which have to wait longer.

use app::types::channel::{ChannelEvent, ChannelType};
use app::types::escalation::Severity;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, LockBehavior, LockType, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::store::StoreError;
use crate::store::entities::{account, channel, delivery};
use crate::store::scope::AccountId;
use crate::store::system::SystemStore;

/// A delivery that waits for its turn.
#[derive(Clone, Copy, Debug)]
pub struct DueDelivery {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub account: AccountId,
    /// Number of its channel.
    pub channel: i64,
}

/// Whose turn it is not.
#[derive(Clone, Debug, Default)]
pub struct Busy {
    /// Channels that have no place free.
    pub channels: Vec<i64>,
    /// Accounts that have none.
    pub accounts: Vec<i64>,
    /// Accounts that may send nothing but email for now.
    pub spent: Vec<i64>,
}

impl<C: ConnectionTrait> SystemStore<'_, C> {
    /// Deliveries that are due, longest first, but for those of whom is `busy` and of channels that are off or
    /// paused. Others who ask at the same time are not shown them.
    #[expect(clippy::disallowed_methods, reason = "the queue is shared by all accounts")]
    pub async fn due_deliveries(
        &self,
        now: i64,
        busy: &Busy,
        limit: u64,
    ) -> Result<Vec<DueDelivery>, StoreError> {
        use delivery::Column as Col;
        let spent = Expr::col(channel::Column::AccountId)
            .is_in(busy.spent.iter().copied())
            .and(Expr::col(channel::Column::Type).ne(ChannelType::Email.as_str()));
        let idle = Query::select()
            .column(channel::Column::Id)
            .from(channel::Entity)
            .and_where(
                Expr::col(channel::Column::Enabled)
                    .eq(false)
                    .or(Expr::col(channel::Column::PausedUntil).gt(now))
                    .or(spent),
            )
            .to_owned();
        let disabled = Query::select()
            .column(account::Column::Id)
            .from(account::Entity)
            .and_where(Expr::col(account::Column::Enabled).eq(false))
            .to_owned();
        let rows: Vec<(i64, i64, i64)> = delivery::Entity::find()
            .filter(Col::NextAt.lte(now))
            .filter(Col::ChannelId.is_not_in(busy.channels.iter().copied()))
            .filter(Col::ChannelId.not_in_subquery(idle))
            .filter(Col::AccountId.is_not_in(busy.accounts.iter().copied()))
            .filter(Col::AccountId.not_in_subquery(disabled))
            .order_by_asc(Col::NextAt)
            .order_by_asc(Col::Id)
            .limit(limit)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .select_only()
            .columns([Col::Id, Col::AccountId, Col::ChannelId])
            .into_tuple()
            .all(self.conn())
            .await?;
        let due = |(id, account, channel)| DueDelivery {
            id,
            account: AccountId::from_row(account),
            channel,
        };
        Ok(rows.into_iter().map(due).collect())
    }

    /// Whether any delivery is due.
    #[expect(clippy::disallowed_methods, reason = "the queue is shared by all accounts")]
    pub async fn has_due_deliveries(&self, now: i64) -> Result<bool, StoreError> {
        let row: Option<i64> = delivery::Entity::find()
            .filter(delivery::Column::NextAt.lte(now))
            .limit(1)
            .select_only()
            .column(delivery::Column::Id)
            .into_tuple()
            .one(self.conn())
            .await?;
        Ok(row.is_some())
    }

    /// Makes all email of an account that is due wait until `until`. What is urgent comes back a little sooner than
    /// the rest, and so takes what may be sent then.
    #[expect(clippy::disallowed_methods, reason = "the queue is shared by all accounts")]
    pub async fn postpone_emails(&self, account: AccountId, now: i64, until: i64) -> Result<(), StoreError> {
        use delivery::Column as Col;
        let by_email = Query::select()
            .column(channel::Column::Id)
            .from(channel::Entity)
            .and_where(Expr::col(channel::Column::AccountId).eq(account.get()))
            .and_where(Expr::col(channel::Column::Type).eq(ChannelType::Email.as_str()))
            .to_owned();
        // Without those that another process has before it: neither waits for the other.
        let waiting = Query::select()
            .column(Col::Id)
            .from(delivery::Entity)
            .and_where(Col::AccountId.eq(account.get()))
            .and_where(Col::NextAt.lte(now))
            .and_where(Col::ChannelId.in_subquery(by_email))
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .to_owned();
        delivery::Entity::update_many()
            .col_expr(Col::NextAt, by_urgency(until))
            .filter(Col::Id.in_subquery(waiting))
            .exec(self.conn())
            .await?;
        Ok(())
    }
}

/// `until` for the worst escalations, a millisecond later for what is a step less bad, and last for all other news.
fn by_urgency(until: i64) -> Expr {
    use delivery::Column as Col;
    let escalation =
        [ChannelEvent::EscalationOpened, ChannelEvent::EscalationClosed].map(ChannelEvent::as_str);
    let mut urgency = CaseStatement::new().case(Col::Event.is_not_in(escalation), until + 3);
    for (severity, at) in [(Severity::Critical, until), (Severity::Warning, until + 1)] {
        // Whatever others have written is in here with its quotes escaped, and is not taken for it.
        let says = format!("\"severity\":\"{}\"", severity.as_str());
        urgency = urgency.case(Col::Data.contains(says), at);
    }
    urgency.finally(until + 2).into()
}
