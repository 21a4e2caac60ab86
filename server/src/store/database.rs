//! Opening the database, and its pools: what writes, what answers readers, and what neither may hold up.

use std::path::Path;
use std::time::{Duration, Instant};

use migrations::Migrator;
use sea_orm::sqlx;
use sea_orm::sqlx::sqlite::{SqliteConnection, SqliteJournalMode, SqliteSynchronous};
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
/// How long a request waits for a connection: after that it is told to come back.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
/// How long one statement of a reader may run. A request that has timed out leaves nothing running behind it.
const STATEMENT_TIMEOUT: Duration = Duration::from_secs(10);
/// Steps of SQLite's machine between two looks at the clock: a fraction of a millisecond.
const STEPS_BETWEEN_LOOKS: i32 = 10_000;
const SQLITE_READERS: u32 = 8;
const POSTGRES_WRITERS: u32 = 20;
const POSTGRES_READERS: u32 = 12;
/// Connections for keys, members, the scorer and the live feed.
const INNER_READERS: u32 = 6;

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
        let database = if url.starts_with("sqlite:") {
            // Without a mode of its own, the file is made when it is missing.
            let url = if url.contains("mode=") {
                url.to_owned()
            } else {
                format!("{url}{}mode=rwc", if url.contains('?') { '&' } else { '?' })
            };
            // The writer comes first: it makes the file.
            Self {
                write: sea_orm::Database::connect(sqlite(&url, Access::Write)).await?,
                read: sea_orm::Database::connect(sqlite(&url, Access::Read)).await?,
                inner: sea_orm::Database::connect(sqlite(&url, Access::Inner)).await?,
            }
        } else {
            Self {
                write: sea_orm::Database::connect(postgres(url, Access::Write)).await?,
                read: sea_orm::Database::connect(postgres(url, Access::Read)).await?,
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
        Migrator::up(&self.write, None).await
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Inner,
    Write,
}

fn sqlite(url: &str, access: Access) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    let (connections, patience) = match access {
        Access::Write => (1, Duration::from_secs(30)),
        Access::Read => (SQLITE_READERS, ACQUIRE_TIMEOUT),
        Access::Inner => (INNER_READERS, ACQUIRE_TIMEOUT),
    };
    if access == Access::Read {
        limit_statements(&mut options);
    }
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(patience)
        // A file does not hang up.
        .test_before_acquire(false)
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
            if access == Access::Write {
                options
            } else {
                options.pragma("query_only", "on")
            }
        });
    options
}

/// SQLite has no time-out of its own, but looks up from its work now and then: a connection is taken for one
/// statement, and from then on has so much time.
fn limit_statements(options: &mut ConnectOptions) {
    options.map_sqlx_sqlite_pool_opts(|options| {
        options
            .after_connect(|connection, _| Box::pin(start_clock(connection)))
            .before_acquire(|connection, _| {
                Box::pin(async move {
                    start_clock(connection).await?;
                    Ok(true)
                })
            })
    });
}

async fn start_clock(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let until = Instant::now() + STATEMENT_TIMEOUT;
    let mut handle = connection.lock_handle().await?;
    handle.set_progress_handler(STEPS_BETWEEN_LOOKS, move || Instant::now() < until);
    Ok(())
}

fn postgres(url: &str, access: Access) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    let connections = match access {
        Access::Write => POSTGRES_WRITERS,
        Access::Read => POSTGRES_READERS,
        Access::Inner => INNER_READERS,
    };
    options
        .max_connections(connections)
        .acquire_timeout(if access == Access::Write {
            Duration::from_secs(30)
        } else {
            ACQUIRE_TIMEOUT
        })
        .sqlx_logging(false);
    if access == Access::Read {
        let limit = STATEMENT_TIMEOUT.as_millis().to_string();
        options
            .map_sqlx_postgres_opts(move |options| options.options([("statement_timeout", limit.clone())]));
    }
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
