//! The gate: customers' rows are reached through an account, or not at all.
//!
//! `AccountStore` is the only way to start a query on an account's table, and whatever it starts is already
//! filtered. sea-orm's own starting points are disallowed by lint everywhere else; the `expect`s here are also
//! the canary: if that lint stops working, they are unfulfilled and the build fails.

use sea_orm::sea_query::{Expr, ExprTrait, IntoColumnRef, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, DeleteMany, EntityTrait, InsertMany,
    IntoActiveModel, QueryFilter, Select, UpdateMany,
};

/// Number of an account. Only the store makes one: from a key, a membership, or a claimed job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(i64);

impl AccountId {
    pub(super) const fn from_row(id: i64) -> Self {
        Self(id)
    }

    /// The number itself, for logs and for the token that signs it.
    pub const fn get(self) -> i64 {
        self.0
    }
}

/// A table whose rows belong to accounts.
pub trait AccountOwned: EntityTrait {
    /// The column that says to which.
    const ACCOUNT: Self::Column;
}

/// Rows of one insert statement: SQLite takes 32,766 values in one, PostgreSQL 65,535.
const INSERT_CHUNK: usize = 500;

/// One account's rows, over a connection or inside a transaction.
pub struct AccountStore<'c, C: ConnectionTrait> {
    account: AccountId,
    conn: &'c C,
}

/// One account's rows, to be read.
pub type AccountReader<'c> = AccountStore<'c, sea_orm::DatabaseConnection>;

impl<C: ConnectionTrait> Clone for AccountStore<'_, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: ConnectionTrait> Copy for AccountStore<'_, C> {}

impl<'c, C: ConnectionTrait> AccountStore<'c, C> {
    /// The rows of `account`.
    pub(super) const fn new(account: AccountId, conn: &'c C) -> Self {
        Self { account, conn }
    }

    /// Whose rows these are.
    pub const fn account(&self) -> AccountId {
        self.account
    }

    pub(super) const fn conn(&self) -> &'c C {
        self.conn
    }

    #[expect(clippy::disallowed_methods, reason = "the gate itself")]
    pub(super) fn find<E: AccountOwned>(&self) -> Select<E> {
        E::find().filter(E::ACCOUNT.eq(self.account.0))
    }

    #[expect(clippy::disallowed_methods, reason = "the gate itself")]
    pub(super) fn update<E: AccountOwned>(&self) -> UpdateMany<E> {
        E::update_many().filter(E::ACCOUNT.eq(self.account.0))
    }

    #[expect(clippy::disallowed_methods, reason = "the gate itself")]
    pub(super) fn delete<E: AccountOwned>(&self) -> DeleteMany<E> {
        E::delete_many().filter(E::ACCOUNT.eq(self.account.0))
    }

    /// Inserts one row, writing the account itself, and gives it back as the database has it.
    #[expect(clippy::disallowed_methods, reason = "the gate itself")]
    pub(super) async fn insert<E>(&self, mut row: E::ActiveModel) -> Result<E::Model, DbErr>
    where
        E: AccountOwned,
        E::ActiveModel: Send,
        E::Model: IntoActiveModel<E::ActiveModel>,
    {
        row.set(E::ACCOUNT, self.account.0.into());
        E::insert(row).exec_with_returning(self.conn).await
    }

    /// Inserts rows, writing the account itself; `conflict` says what happens to those that exist.
    pub(super) async fn insert_all<E>(
        &self,
        rows: Vec<E::ActiveModel>,
        conflict: Option<OnConflict>,
    ) -> Result<(), DbErr>
    where
        E: AccountOwned,
        E::ActiveModel: Send,
    {
        let mut rows = rows.into_iter();
        let mut next = self.next_insert::<E>(&mut rows, conflict.as_ref());
        while let Some(insert) = next {
            // While the database does this one, the next is put together.
            let following = async { self.next_insert::<E>(&mut rows, conflict.as_ref()) };
            let (done, following) = futures::join!(insert.exec_without_returning(self.conn), following);
            done?;
            next = following;
        }
        Ok(())
    }

    #[expect(clippy::disallowed_methods, reason = "the gate itself")]
    fn next_insert<E: AccountOwned>(
        &self,
        rows: &mut impl Iterator<Item = E::ActiveModel>,
        conflict: Option<&OnConflict>,
    ) -> Option<InsertMany<E::ActiveModel>> {
        let chunk = rows.take(INSERT_CHUNK).map(|mut row| {
            row.set(E::ACCOUNT, self.account.0.into());
            row
        });
        let chunk: Vec<E::ActiveModel> = chunk.collect();
        if chunk.is_empty() {
            return None;
        }
        let insert = E::insert_many(chunk);
        Some(match conflict {
            Some(conflict) => insert.on_conflict(conflict.clone()),
            None => insert,
        })
    }

    /// Holds back rows of a joined or nested table that belong to others: sea-orm filters only the table that a
    /// query starts from.
    pub(super) fn owns(&self, column: impl IntoColumnRef) -> Expr {
        Expr::col(column).eq(self.account.0)
    }
}
