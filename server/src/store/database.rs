//! Opening the database, and its pools: what writes, what answers readers, and what neither may hold up.

mod pools;
mod statistics;

use std::path::Path;
use std::time::Duration;

use migrations::Migrator;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

use self::pools::{Access, keep_private, postgres, sqlite};
use super::StoreError;
use super::scope::{AccountId, AccountStore};
use super::system::SystemStore;

/// How long one statement of a reader may run. A request that has timed out leaves nothing running behind it.
const STATEMENT_TIMEOUT: Duration = Duration::from_secs(10);

/// The database of a running server.
#[derive(Clone)]
pub struct Database {
    write: DatabaseConnection,
    read: DatabaseConnection,
    inner: DatabaseConnection,
}

impl Database {
    /// Opens `url`, which starts with `sqlite:` or `postgres:`; a missing SQLite file is created.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        Self::connect_with(url, STATEMENT_TIMEOUT).await
    }

    async fn connect_with(url: &str, statement_timeout: Duration) -> Result<Self, StoreError> {
        let read = Access::Read { statement_timeout };
        let database = if url.starts_with("sqlite:") {
            // Without a mode of its own, the file is made when it is missing.
            let url = if url.contains("mode=") {
                url.to_owned()
            } else {
                format!("{url}{}mode=rwc", if url.contains('?') { '&' } else { '?' })
            };
            keep_private(&url)?;
            // The writer comes first: it makes the file.
            Self {
                write: sea_orm::Database::connect(sqlite(&url, Access::Write)).await?,
                read: sea_orm::Database::connect(sqlite(&url, read)).await?,
                inner: sea_orm::Database::connect(sqlite(&url, Access::Inner)).await?,
            }
        } else {
            Self {
                write: sea_orm::Database::connect(postgres(url, Access::Write)).await?,
                read: sea_orm::Database::connect(postgres(url, read)).await?,
                inner: sea_orm::Database::connect(postgres(url, Access::Inner)).await?,
            }
        };
        database.assert_durable().await?;
        Ok(database)
    }

    /// Opens the SQLite file at `path`.
    pub async fn connect_file(path: &Path) -> Result<Self, StoreError> {
        Self::connect(&format!("sqlite://{}", path.display())).await
    }

    /// Makes the empty database `name` on the PostgreSQL cluster at `url`, in place of one that is there.
    pub async fn recreate(url: &str, name: &str) -> Result<(), StoreError> {
        let cluster = sea_orm::Database::connect(url).await?;
        cluster
            .execute_unprepared(&format!("DROP DATABASE IF EXISTS \"{name}\""))
            .await?;
        cluster
            .execute_unprepared(&format!("CREATE DATABASE \"{name}\""))
            .await?;
        cluster.close().await
    }

    /// Writes the log of the last minutes into the database file, so that copying it copies everything.
    pub async fn checkpoint(&self) -> Result<(), StoreError> {
        if self.is_sqlite() {
            self.write
                .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
                .await?;
        }
        Ok(())
    }

    /// Brings the schema up to this version, and refuses one that is newer.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        Migrator::up(&self.write, None).await?;
        if self.is_sqlite() {
            statistics::write(&self.write).await?;
        }
        Ok(())
    }

    /// Takes the schema away, step by step. For the round-trip test.
    pub async fn migrate_down(&self) -> Result<(), StoreError> {
        Migrator::down(&self.write, None).await
    }

    /// Reads of one account, for whoever asked. Each statement has a time-out.
    pub fn account(&self, account: AccountId) -> AccountStore<'_, DatabaseConnection> {
        AccountStore::new(account, &self.read)
    }

    /// Reads of one account that the server does on its own, and that no searching reader may hold up.
    pub fn background(&self, account: AccountId) -> AccountStore<'_, DatabaseConnection> {
        AccountStore::new(account, &self.inner)
    }

    /// Reads that cross accounts, such as whose key a key is; no searching reader may hold them up either.
    pub fn system(&self) -> SystemStore<'_, DatabaseConnection> {
        SystemStore::new(&self.inner)
    }

    /// Begins a transaction that may write.
    pub async fn begin(&self) -> Result<Transaction, StoreError> {
        let options = TransactionOptions {
            // Taking the write lock at once avoids a refusal half way through.
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Transaction(self.write.begin_with_options(options).await?))
    }

    /// Whether the database answers a write.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.begin().await?.0.rollback().await
    }

    /// Whether this is the database that allows a single writer.
    pub fn is_sqlite(&self) -> bool {
        self.write.get_database_backend() == DbBackend::Sqlite
    }

    /// An acknowledged event must survive a power cut: refuse a database that does not promise it.
    async fn assert_durable(&self) -> Result<(), StoreError> {
        if !self.is_sqlite() {
            return Ok(());
        }
        let statement = Statement::from_string(DbBackend::Sqlite, "PRAGMA synchronous");
        let row = self.write.query_one_raw(statement).await?;
        let level: i64 = row
            .map(|row| row.try_get_by_index(0))
            .transpose()?
            .unwrap_or_default();
        if level < 2 {
            return Err(StoreError::Custom(format!(
                "SQLite reports synchronous={level}, FULL is needed"
            )));
        }
        Ok(())
    }
}

/// Rows of one account, inside a transaction.
pub type AccountTransaction<'t> = AccountStore<'t, DatabaseTransaction>;

/// A transaction that may write; rolled back unless committed.
pub struct Transaction(DatabaseTransaction);

impl Transaction {
    /// Rows of one account.
    pub const fn account(&self, account: AccountId) -> AccountStore<'_, DatabaseTransaction> {
        AccountStore::new(account, &self.0)
    }

    /// Rows of all accounts.
    pub const fn system(&self) -> SystemStore<'_, DatabaseTransaction> {
        SystemStore::new(&self.0)
    }

    /// Makes it durable.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.0.commit().await
    }

    /// Gives up what was done.
    pub async fn rollback(self) -> Result<(), StoreError> {
        self.0.rollback().await
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use sea_orm::{ConnectionTrait, Statement};

    use super::Database;
    use crate::store::{Trouble, trouble};

    const LIMIT: Duration = Duration::from_millis(200);

    /// A statement that takes for ever is ended, and the connection is good for the next one.
    async fn ends(database: Database, for_ever: &str) {
        let backend = database.read.get_database_backend();
        for _ in 0..3 {
            let quick = Statement::from_string(backend, "SELECT 1");
            assert!(database.read.query_one_raw(quick).await.unwrap().is_some());
            let slow = Statement::from_string(backend, for_ever);
            let error = database.read.query_one_raw(slow).await.unwrap_err();
            assert_eq!(trouble(&error), Trouble::TookTooLong, "{error}");
        }
    }

    /// On SQLite, by its own clock.
    #[tokio::test]
    async fn sqlite_statements_end() {
        let folder = std::env::temp_dir().join(format!("dregs-statements-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let url = format!("sqlite://{}", folder.join("dregs.db").display());
        let database = Database::connect_with(&url, LIMIT).await.unwrap();
        let endless =
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n";
        ends(database, endless).await;
        std::fs::remove_dir_all(&folder).unwrap();
    }

    /// On PostgreSQL, by the server's.
    #[tokio::test]
    #[expect(
        clippy::disallowed_methods,
        reason = "the one thing that tests are told from outside"
    )]
    async fn postgres_statements_end() {
        let cluster = std::env::var("DREGS_TEST_POSTGRES_URL").expect("names a PostgreSQL cluster");
        let database = Database::connect_with(&cluster, LIMIT).await.unwrap();
        ends(database, "SELECT pg_sleep(60)").await;
    }
}
