//! Events of a name by the day they happened on: a place among millions of one name is found by adding up days.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::{create_table, drop_tables, exact, number};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The whole day of an event, rounded down also before 1970.
const DAY: &str = "(timestamp - ((timestamp % 86400000) + 86400000) % 86400000) / 86400000";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let days = vec![
            number("account_id"),
            exact(manager, "event_type"),
            number("day"),
            number("events"),
        ];
        let key = &["account_id", "event_type", "day"];
        create_table(manager, "event_type_days", days, key).await?;
        let fill = format!(
            "INSERT INTO event_type_days (account_id, event_type, day, events) \
             SELECT account_id, event_type, {DAY}, count(*) FROM events GROUP BY 1, 2, 3"
        );
        execute(manager, &fill).await?;
        let triggers = match manager.get_database_backend() {
            DbBackend::Postgres => postgres_triggers(),
            _ => sqlite_triggers(),
        };
        for statement in triggers {
            execute(manager, &statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let postgres = manager.get_database_backend() == DbBackend::Postgres;
        let on = if postgres { " ON events" } else { "" };
        for change in ["insert", "delete"] {
            execute(
                manager,
                &format!("DROP TRIGGER events_counted_by_day_on_{change}{on}"),
            )
            .await?;
        }
        if postgres {
            execute(manager, "DROP FUNCTION count_types_by_day()").await?;
        }
        drop_tables(manager, &["event_type_days"]).await
    }
}

async fn execute(manager: &SchemaManager<'_>, statement: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(statement).await?;
    Ok(())
}

/// SQLite calls a trigger for every row.
fn sqlite_triggers() -> Vec<String> {
    let trigger = |(change, row, by): (&str, &str, i8)| {
        let day = DAY.replace("timestamp", &format!("{row}.timestamp"));
        format!(
            "CREATE TRIGGER events_counted_by_day_on_{change} AFTER {change} ON events BEGIN
                INSERT INTO event_type_days (account_id, event_type, day, events)
                    VALUES ({row}.account_id, {row}.event_type, {day}, {by})
                    ON CONFLICT (account_id, event_type, day) DO UPDATE SET events = events + excluded.events;
            END"
        )
    };
    [("insert", "new", 1), ("delete", "old", -1)].map(trigger).into()
}

/// PostgreSQL calls a trigger for every statement, with all its rows; in the order of their keys, so that two
/// transactions do not wait for each other in a circle.
fn postgres_triggers() -> Vec<String> {
    let function = format!(
        "CREATE FUNCTION count_types_by_day() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            INSERT INTO event_type_days (account_id, event_type, day, events)
                SELECT account_id, event_type, {DAY}, CASE TG_OP WHEN 'INSERT' THEN count(*) ELSE -count(*) END
                FROM changed GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
                ON CONFLICT (account_id, event_type, day)
                DO UPDATE SET events = event_type_days.events + excluded.events;
            RETURN NULL;
        END $$"
    );
    let trigger = |(change, rows)| {
        format!(
            "CREATE TRIGGER events_counted_by_day_on_{change} AFTER {change} ON events
                REFERENCING {rows} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_types_by_day()"
        )
    };
    let triggers = [("insert", "NEW"), ("delete", "OLD")].map(trigger);
    [function].into_iter().chain(triggers).collect()
}
