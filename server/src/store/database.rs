//! Opening the database: one connection that writes on SQLite, a pool on PostgreSQL.

use std::path::Path;
use std::time::Duration;

use migrations::Migrator;
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

use super::StoreError;
use super::scope::{AccountId, AccountStore};
use super::system::SystemStore;

/// Pages kept in the write-ahead log before it is truncated, in bytes.
const WAL_LIMIT_BYTES: u32 = 64 << 20;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const SQLITE_READERS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 20;

/// The database of a running server.
#[derive(Clone)]
pub struct Database {
    write: DatabaseConnection,
    read: DatabaseConnection,
}

impl Database {
    /// Opens `url`, which starts with `sqlite:` or `postgres:`; a missing SQLite file is created.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        let database = if url.starts_with("sqlite:") {
            // Without a mode of its own, the file is made when it is missing.
            let url = if url.contains("mode=") {
                url.to_owned()
            } else {
                format!("{url}{}mode=rwc", if url.contains('?') { '&' } else { '?' })
            };
            let write = sea_orm::Database::connect(sqlite(&url, Access::Write)).await?;
            let read = sea_orm::Database::connect(sqlite(&url, Access::Read)).await?;
            Self { write, read }
        } else {
            let mut options = ConnectOptions::new(url);
            options.max_connections(POSTGRES_CONNECTIONS).sqlx_logging(false);
            let pool = sea_orm::Database::connect(options).await?;
            Self {
                write: pool.clone(),
                read: pool,
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
        Migrator::up(&self.write, None).await
    }

    /// Takes the schema away, step by step. For the round-trip test.
    pub async fn migrate_down(&self) -> Result<(), StoreError> {
        Migrator::down(&self.write, None).await
    }

    /// Reads of one account.
    pub fn account(&self, account: AccountId) -> AccountStore<'_, DatabaseConnection> {
        AccountStore::new(account, &self.read)
    }

    /// Reads that cross accounts.
    pub fn system(&self) -> SystemStore<'_, DatabaseConnection> {
        SystemStore::new(&self.read)
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}

fn sqlite(url: &str, access: Access) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    let connections = if access == Access::Write {
        1
    } else {
        SQLITE_READERS
    };
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(30))
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |options| {
            let options = options
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(BUSY_TIMEOUT)
                .foreign_keys(true)
                .statement_cache_capacity(256)
                .pragma("trusted_schema", "off")
                .pragma("cell_size_check", "on")
                .pragma("cache_size", "-32768")
                .pragma("journal_size_limit", WAL_LIMIT_BYTES.to_string());
            if access == Access::Read {
                options.pragma("query_only", "on")
            } else {
                options
            }
        });
    options
}

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
