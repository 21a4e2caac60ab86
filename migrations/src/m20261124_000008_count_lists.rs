//! Lists of millions: how long they are, kept by the database itself, and the indexes that pages walk along.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::{Uniqueness::Repeating, create_index, create_table, drop_tables, exact, number};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The whole hour of an event, rounded down also before 1970.
const HOUR: &str = "(timestamp - ((timestamp % 3600000) + 3600000) % 3600000) / 3600000";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_counts(manager).await?;
        count_what_is_there(manager).await?;
        let triggers = match manager.get_database_backend() {
            DbBackend::Postgres => postgres_triggers(),
            _ => sqlite_triggers(),
        };
        for statement in triggers {
            execute(manager, &statement).await?;
        }
        widen_event_groups(manager).await?;
        let address = &["account_id", "ip", "timestamp", "seq"];
        create_index(manager, "events", "events_ip", address, Repeating).await?;
        let disregarded = "CREATE INDEX identities_disregarded ON identities (account_id, last_tracked_at, id) \
            WHERE disregarded";
        execute(manager, disregarded).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        execute(manager, "DROP INDEX identities_disregarded").await?;
        execute(manager, "DROP INDEX events_ip").await?;
        narrow_event_groups(manager).await?;
        let postgres = manager.get_database_backend() == DbBackend::Postgres;
        for table in ["events", "identities", "devices"] {
            for change in ["insert", "delete"] {
                let on = if postgres {
                    format!(" ON {table}")
                } else {
                    String::new()
                };
                execute(manager, &format!("DROP TRIGGER {table}_counted_on_{change}{on}")).await?;
            }
        }
        if postgres {
            execute(manager, "DROP FUNCTION count_events(), count_rows()").await?;
        }
        drop_tables(manager, &["list_totals", "event_types", "event_hours"]).await
    }
}

async fn execute(manager: &SchemaManager<'_>, statement: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(statement).await?;
    Ok(())
}

async fn create_counts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // Events by the hour in which they happened: a place in the order of time is found by adding up hours.
    let hours = vec![number("account_id"), number("hour"), number("events")];
    create_table(manager, "event_hours", hours, &["account_id", "hour"]).await?;
    // The names of events, of which there are few, and how often each happened.
    let types = vec![
        number("account_id"),
        exact(manager, "event_type"),
        number("events"),
    ];
    create_table(manager, "event_types", types, &["account_id", "event_type"]).await?;
    // Rows of the other lists, by the name of their table.
    let totals = vec![number("account_id"), exact(manager, "list"), number("elements")];
    create_table(manager, "list_totals", totals, &["account_id", "list"]).await
}

async fn count_what_is_there(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let hours = format!(
        "INSERT INTO event_hours (account_id, hour, events) \
         SELECT account_id, {HOUR}, count(*) FROM events GROUP BY 1, 2"
    );
    execute(manager, &hours).await?;
    let types = "INSERT INTO event_types (account_id, event_type, events) \
        SELECT account_id, event_type, count(*) FROM events GROUP BY 1, 2";
    execute(manager, types).await?;
    for table in ["identities", "devices"] {
        let totals = format!(
            "INSERT INTO list_totals (account_id, list, elements) \
             SELECT account_id, '{table}', count(*) FROM {table} GROUP BY 1"
        );
        execute(manager, &totals).await?;
    }
    Ok(())
}

/// SQLite calls a trigger for every row.
fn sqlite_triggers() -> Vec<String> {
    let mut triggers = Vec::new();
    for (change, row, by) in [("insert", "new", 1), ("delete", "old", -1)] {
        let hour = HOUR.replace("timestamp", &format!("{row}.timestamp"));
        triggers.push(format!(
            "CREATE TRIGGER events_counted_on_{change} AFTER {change} ON events BEGIN
                INSERT INTO event_hours (account_id, hour, events) VALUES ({row}.account_id, {hour}, {by})
                    ON CONFLICT (account_id, hour) DO UPDATE SET events = events + excluded.events;
                INSERT INTO event_types (account_id, event_type, events)
                    VALUES ({row}.account_id, {row}.event_type, {by})
                    ON CONFLICT (account_id, event_type) DO UPDATE SET events = events + excluded.events;
            END"
        ));
        for table in ["identities", "devices"] {
            triggers.push(format!(
                "CREATE TRIGGER {table}_counted_on_{change} AFTER {change} ON {table} BEGIN
                    INSERT INTO list_totals (account_id, list, elements) VALUES ({row}.account_id, '{table}', {by})
                        ON CONFLICT (account_id, list) DO UPDATE SET elements = elements + excluded.elements;
                END"
            ));
        }
    }
    triggers
}

/// PostgreSQL calls a trigger for every statement, with all its rows; in the order of their keys, so that two
/// transactions do not wait for each other in a circle.
fn postgres_triggers() -> Vec<String> {
    let sign = "CASE TG_OP WHEN 'INSERT' THEN count(*) ELSE -count(*) END";
    let mut triggers = vec![
        format!(
            "CREATE FUNCTION count_events() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                INSERT INTO event_hours (account_id, hour, events)
                    SELECT account_id, {HOUR}, {sign} FROM changed GROUP BY 1, 2 ORDER BY 1, 2
                    ON CONFLICT (account_id, hour) DO UPDATE SET events = event_hours.events + excluded.events;
                INSERT INTO event_types (account_id, event_type, events)
                    SELECT account_id, event_type, {sign} FROM changed GROUP BY 1, 2 ORDER BY 1, 2
                    ON CONFLICT (account_id, event_type)
                    DO UPDATE SET events = event_types.events + excluded.events;
                RETURN NULL;
            END $$"
        ),
        format!(
            "CREATE FUNCTION count_rows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                INSERT INTO list_totals (account_id, list, elements)
                    SELECT account_id, TG_TABLE_NAME, {sign} FROM changed GROUP BY 1 ORDER BY 1
                    ON CONFLICT (account_id, list)
                    DO UPDATE SET elements = list_totals.elements + excluded.elements;
                RETURN NULL;
            END $$"
        ),
    ];
    for (table, function) in [
        ("events", "count_events"),
        ("identities", "count_rows"),
        ("devices", "count_rows"),
    ] {
        for (change, rows) in [("insert", "NEW"), ("delete", "OLD")] {
            triggers.push(format!(
                "CREATE TRIGGER {table}_counted_on_{change} AFTER {change} ON {table}
                    REFERENCING {rows} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
            ));
        }
    }
    triggers
}

/// The events of a group, or of a kind of group, in the order of time without looking at the events.
async fn widen_event_groups(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let empty = ColumnDef::new_with_type("timestamp", ColumnType::BigInteger)
        .not_null()
        .default(0)
        .take();
    let kind = match manager.get_database_backend() {
        DbBackend::Postgres => "text COLLATE \"C\"",
        _ => "text",
    };
    let mut table = Table::alter();
    table.table("event_groups").add_column(empty);
    manager.alter_table(table).await?;
    execute(
        manager,
        &format!("ALTER TABLE event_groups ADD COLUMN group_type {kind} NOT NULL DEFAULT ''"),
    )
    .await?;
    let fill = "UPDATE event_groups SET
        timestamp = (SELECT e.timestamp FROM events e
            WHERE e.account_id = event_groups.account_id AND e.seq = event_groups.seq),
        group_type = (SELECT g.type FROM groups g
            WHERE g.account_id = event_groups.account_id AND g.id = event_groups.group_id)";
    execute(manager, fill).await?;
    execute(manager, "DROP INDEX event_groups_group").await?;
    let indexes: [(&str, &[&str]); 2] = [
        (
            "event_groups_group",
            &["account_id", "group_id", "timestamp", "seq"],
        ),
        (
            "event_groups_type",
            &["account_id", "group_type", "timestamp", "seq"],
        ),
    ];
    for (name, columns) in indexes {
        create_index(manager, "event_groups", name, columns, Repeating).await?;
    }
    Ok(())
}

async fn narrow_event_groups(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    execute(manager, "DROP INDEX event_groups_type").await?;
    execute(manager, "DROP INDEX event_groups_group").await?;
    execute(manager, "ALTER TABLE event_groups DROP COLUMN group_type").await?;
    execute(manager, "ALTER TABLE event_groups DROP COLUMN timestamp").await?;
    let columns = &["account_id", "group_id", "seq"];
    create_index(manager, "event_groups", "event_groups_group", columns, Repeating).await
}
