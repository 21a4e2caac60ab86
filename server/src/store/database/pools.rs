//! The pools: how many connections each has, how long it waits, and for how long a statement may run.

use std::time::{Duration, Instant};

use sea_orm::ConnectOptions;
use sea_orm::sqlx;
use sea_orm::sqlx::sqlite::{SqliteConnection, SqliteJournalMode, SqliteSynchronous};

use crate::store::StoreError;

/// Pages kept in the write-ahead log before it is truncated, in bytes.
const WAL_LIMIT_BYTES: u32 = 64 << 20;
/// So much of the file is read in place, instead of being copied page by page: SQLite's own limit, so as much as it
/// maps at all.
const MAPPED_BYTES: u32 = 0x7fff_0000;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a request waits for a connection: after that it is told to come back.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(5);
/// Steps of SQLite's machine between two looks at the clock: a fraction of a millisecond.
const STEPS_BETWEEN_LOOKS: i32 = 10_000;
const SQLITE_READERS: u32 = 8;
const POSTGRES_WRITERS: u32 = 20;
const POSTGRES_READERS: u32 = 12;
/// Connections for keys, members, the scorer and the live feed.
const INNER_READERS: u32 = 6;

/// Makes a missing SQLite file, and lets nobody else read it; the files beside it get the same mode from SQLite.
#[cfg(unix)]
pub(super) fn keep_private(url: &str) -> Result<(), StoreError> {
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
    use std::path::Path;

    let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
    let path = path.split('?').next().unwrap_or_default();
    // Anything but a plain path is for SQLite alone to understand.
    if path.is_empty() || path.starts_with(":memory:") || path.contains('%') {
        return Ok(());
    }
    let fail = |cause| StoreError::Custom(format!("cannot use {path}: {cause}"));
    if !Path::new(path).exists() {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(false).mode(0o600);
        options.open(path).map_err(fail)?;
    }
    for suffix in ["", "-wal", "-shm"] {
        let file = format!("{path}{suffix}");
        let Ok(there) = std::fs::metadata(&file) else {
            continue;
        };
        if there.permissions().mode() & 0o077 != 0 {
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).map_err(fail)?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn keep_private(_url: &str) -> Result<(), StoreError> {
    Ok(())
}

/// What a pool is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Answering readers.
    Read { statement_timeout: Duration },
    /// What readers may not hold up.
    Inner,
    /// Writing.
    Write,
}

/// How a pool on a SQLite file is opened.
pub(super) fn sqlite(url: &str, access: Access) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    let (connections, patience) = match access {
        Access::Write => (1, Duration::from_secs(30)),
        Access::Read { .. } => (SQLITE_READERS, ACQUIRE_TIMEOUT),
        Access::Inner => (INNER_READERS, ACQUIRE_TIMEOUT),
    };
    if let Access::Read { statement_timeout } = access {
        limit_statements(&mut options, statement_timeout);
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
                options
                    .pragma("query_only", "on")
                    .pragma("mmap_size", MAPPED_BYTES.to_string())
            }
        });
    options
}

/// SQLite has no time-out of its own, but looks up from its work now and then: a connection is taken for one
/// statement, and from then on has so much time.
fn limit_statements(options: &mut ConnectOptions, timeout: Duration) {
    options.map_sqlx_sqlite_pool_opts(move |options| {
        options
            .after_connect(move |connection, _| Box::pin(start_clock(connection, timeout)))
            .before_acquire(move |connection, _| {
                Box::pin(async move {
                    start_clock(connection, timeout).await?;
                    Ok(true)
                })
            })
    });
}

async fn start_clock(connection: &mut SqliteConnection, timeout: Duration) -> Result<(), sqlx::Error> {
    let until = Instant::now() + timeout;
    let mut handle = connection.lock_handle().await?;
    handle.set_progress_handler(STEPS_BETWEEN_LOOKS, move || Instant::now() < until);
    Ok(())
}

/// How a pool on PostgreSQL is opened.
pub(super) fn postgres(url: &str, access: Access) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    let connections = match access {
        Access::Write => POSTGRES_WRITERS,
        Access::Read { .. } => POSTGRES_READERS,
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
    if let Access::Read { statement_timeout } = access {
        let limit = statement_timeout.as_millis().to_string();
        options
            .map_sqlx_postgres_opts(move |options| options.options([("statement_timeout", limit.clone())]));
    }
    options
}
