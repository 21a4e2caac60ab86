//! The closed list of questions that cross accounts: whose key, whose session, whose turn.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use super::StoreError;
use super::entities::{account, setting};
use super::scope::AccountId;

/// Questions that cross accounts.
pub struct SystemStore<'c, C: ConnectionTrait> {
    conn: &'c C,
}

impl<'c, C: ConnectionTrait> SystemStore<'c, C> {
    pub(super) const fn new(conn: &'c C) -> Self {
        Self { conn }
    }

    pub(super) const fn conn(&self) -> &'c C {
        self.conn
    }

    /// A setting of the server.
    #[expect(clippy::disallowed_methods, reason = "settings belong to no account")]
    pub async fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(setting::Entity::find_by_id(name)
            .one(self.conn)
            .await?
            .map(|row| row.value))
    }

    /// Writes a setting of the server, or with `None` removes it.
    #[expect(clippy::disallowed_methods, reason = "settings belong to no account")]
    pub async fn set_setting(&self, name: &str, value: Option<&str>) -> Result<(), StoreError> {
        setting::Entity::delete_by_id(name).exec(self.conn).await?;
        if let Some(value) = value {
            let row = setting::ActiveModel {
                name: Set(name.to_owned()),
                value: Set(value.to_owned()),
            };
            setting::Entity::insert(row)
                .exec_without_returning(self.conn)
                .await?;
        }
        Ok(())
    }

    /// Removes a setting that has this value; says whether it had. Of two who try at once, one succeeds.
    #[expect(clippy::disallowed_methods, reason = "settings belong to no account")]
    pub async fn take_setting(&self, name: &str, value: &str) -> Result<bool, StoreError> {
        let taken = setting::Entity::delete_many()
            .filter(setting::Column::Name.eq(name))
            .filter(setting::Column::Value.eq(value))
            .exec(self.conn)
            .await?;
        Ok(taken.rows_affected > 0)
    }

    /// The account with this short name. For the command line, whose user owns the machine.
    #[expect(
        clippy::disallowed_methods,
        reason = "accounts are looked up by name on the command line"
    )]
    pub async fn account_by_slug(&self, slug: &str) -> Result<Option<AccountId>, StoreError> {
        let row = account::Entity::find()
            .filter(account::Column::Slug.eq(slug))
            .one(self.conn)
            .await?;
        Ok(row.map(|row| AccountId::from_row(row.id)))
    }

    /// Every account.
    #[expect(clippy::disallowed_methods, reason = "maintenance goes through all accounts")]
    pub async fn accounts(&self) -> Result<Vec<AccountId>, StoreError> {
        let rows = account::Entity::find()
            .order_by_asc(account::Column::Id)
            .all(self.conn)
            .await?;
        Ok(rows.into_iter().map(|row| AccountId::from_row(row.id)).collect())
    }

    /// Every example account.
    #[expect(clippy::disallowed_methods, reason = "examples are removed together")]
    pub async fn demo_accounts(&self) -> Result<Vec<AccountId>, StoreError> {
        let rows = account::Entity::find()
            .filter(account::Column::Demo.eq(true))
            .all(self.conn)
            .await?;
        Ok(rows.into_iter().map(|row| AccountId::from_row(row.id)).collect())
    }
}
