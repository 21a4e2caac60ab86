//! Accounts: making, describing and removing one.

use app::types::account::Account;
use app::types::time::Timestamp;
use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

use super::StoreError;
use super::entities::{
    account, address_identity, badge, badge_change, badge_rule, channel, credential, cycle, dataset_entry,
    delivery, delivery_attempt, device, device_identity, escalation, escalation_entry, escalation_rule,
    event, event_group, event_hour, event_type, event_type_day, evidence, group, group_identity, identity,
    identity_key, import, job, list_total, mapping, membership, noted_escalation, observation, place,
    rejection, review, rule_pass, rule_version, session, session_identity, standing, usage,
};
use super::scope::{AccountId, AccountStore};
use super::system::SystemStore;

/// A new account.
pub struct NewAccount {
    /// Name for a person.
    pub name: String,
    /// A removable example.
    pub demo: bool,
    /// Events allowed a month.
    pub monthly_event_limit: Option<i64>,
}

impl<C: ConnectionTrait> SystemStore<'_, C> {
    /// Makes an account under a short name that nobody has.
    #[expect(clippy::disallowed_methods, reason = "an account is made before it can own")]
    pub async fn create_account(&self, new: &NewAccount, now: i64) -> Result<AccountId, StoreError> {
        let base = slug(&new.name);
        let mut candidate = base.clone();
        let mut suffix = 1;
        while self.account_by_slug(&candidate).await?.is_some() {
            suffix += 1;
            candidate = format!("{base}-{suffix}");
        }
        let row = account::ActiveModel {
            id: NotSet,
            slug: Set(candidate),
            name: Set(new.name.clone()),
            demo: Set(new.demo),
            enabled: Set(true),
            monthly_event_limit: Set(new.monthly_event_limit),
            last_seq: Set(0),
            created_at: Set(now),
        };
        let row = account::Entity::insert(row)
            .exec_with_returning(self.conn())
            .await?;
        Ok(AccountId::from_row(row.id))
    }
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// The account itself; `month` is the one whose usage is shown.
    #[expect(
        clippy::disallowed_methods,
        reason = "the accounts table is the owner, not the owned"
    )]
    pub async fn describe(&self, month: i64) -> Result<Option<Account>, StoreError> {
        let Some(row) = account::Entity::find_by_id(self.account().get())
            .one(self.conn())
            .await?
        else {
            return Ok(None);
        };
        Ok(Some(Account {
            slug: row.slug,
            name: row.name,
            demo: row.demo,
            created_at: Timestamp::from_millis(row.created_at),
            events_this_month: self.usage(month).await?,
            monthly_event_limit: row.monthly_event_limit,
        }))
    }

    /// Removes the account and everything it owns.
    #[expect(
        clippy::disallowed_methods,
        reason = "the accounts table is the owner, not the owned"
    )]
    pub async fn erase_account(&self) -> Result<(), StoreError> {
        // Events that are being stored are waited for, and then erased; those that come later find no account.
        self.lock_account().await?;
        macro_rules! erase {
            ($($table:ident),*) => { $( self.delete::<$table::Entity>().exec(self.conn()).await?; )* };
        }
        // Jobs come first: a worker stores a cycle only with its job in hand.
        erase!(
            job,
            standing,
            badge,
            badge_change,
            escalation_entry,
            escalation,
            observation,
            cycle,
            evidence,
            review,
            event_group,
            event,
            place,
            address_identity,
            session_identity,
            identity_key
        );
        erase!(
            device_identity,
            session,
            device,
            group_identity,
            group,
            identity,
            usage,
            import,
            rejection,
            mapping,
            dataset_entry,
            credential
        );
        erase!(event_hour, event_type, event_type_day, list_total);
        erase!(
            noted_escalation,
            rule_pass,
            rule_version,
            badge_rule,
            escalation_rule
        );
        erase!(delivery_attempt, delivery, channel);
        let account = self.account().get();
        let members = membership::Column::AccountId.eq(account);
        membership::Entity::delete_many()
            .filter(members)
            .exec(self.conn())
            .await?;
        account::Entity::delete_by_id(account).exec(self.conn()).await?;
        Ok(())
    }
}

/// A short name made of the letters and digits of `name`.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug: String = slug.trim_end_matches('-').chars().take(40).collect();
    if slug.is_empty() {
        "account".to_owned()
    } else {
        slug
    }
}
