//! Runs the statements of a file, with the indexes of the large tables put aside: how `end2end/bench/lists` makes
//! millions of rows in minutes. `load <database url> <file>`; a line `--;` separates statements.

use std::error::Error;

use sea_orm_migration::sea_orm::{ConnectOptions, ConnectionTrait, Database, DbBackend, DbConn, Statement};

const LARGE: &str = "('events', 'event_groups', 'identities', 'devices', 'device_identities', 'sessions', \
    'identity_search', 'device_search', 'badges', 'escalations')";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(url), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err("load <database url> <file>".into());
    };
    let statements = std::fs::read_to_string(file)?;
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    let database = Database::connect(options).await?;
    let indexes = indexes(&database).await?;
    for (name, _) in &indexes {
        database.execute_unprepared(&format!("DROP INDEX {name}")).await?;
    }
    for statement in statements.split("\n--;\n") {
        database.execute_unprepared(statement).await?;
    }
    for (_, definition) in &indexes {
        database.execute_unprepared(definition).await?;
    }
    if database.get_database_backend() == DbBackend::Postgres {
        // What autovacuum does in the minutes after a load.
        database.execute_unprepared("VACUUM ANALYZE").await?;
    }
    database.close().await?;
    Ok(())
}

/// Names and definitions of the indexes that are not part of a table.
async fn indexes(database: &DbConn) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let backend = database.get_database_backend();
    let question = match backend {
        DbBackend::Postgres => format!(
            "SELECT indexname::text, indexdef FROM pg_indexes WHERE tablename IN {LARGE} \
             AND indexname NOT IN (SELECT conname FROM pg_constraint)"
        ),
        _ => format!(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN {LARGE}"
        ),
    };
    let rows = database
        .query_all_raw(Statement::from_string(backend, question))
        .await?;
    let pairs = rows
        .iter()
        .map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)));
    pairs.collect()
}
