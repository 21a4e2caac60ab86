//! Groups and escalations as lists of millions: how long they are, and the indexes that their pages walk along.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::{Uniqueness::Repeating, create_index};

#[derive(DeriveMigrationName)]
pub struct Migration;

const COUNTED: [&str; 2] = ["groups", "escalations"];

/// What a page of escalations is filtered by stands behind what it is sorted by: the order is walked without
/// looking at the rows.
const WALKED: [(&str, &[&str], &[&str]); 2] = [
    (
        "escalations_opened_at",
        &["account_id", "opened_at", "id"],
        &[
            "account_id",
            "opened_at",
            "id",
            "status",
            "severity",
            "rule_id",
            "rule_slug",
        ],
    ),
    (
        "escalations_severity",
        &["account_id", "severity", "id"],
        &["account_id", "severity", "id", "status", "rule_id", "rule_slug"],
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in COUNTED {
            let totals = format!(
                "INSERT INTO list_totals (account_id, list, elements) \
                 SELECT account_id, '{table}', count(*) FROM {table} GROUP BY 1"
            );
            execute(manager, &totals).await?;
            for statement in triggers(manager.get_database_backend(), table) {
                execute(manager, &statement).await?;
            }
        }
        for (name, _, columns) in WALKED {
            drop_index(manager, "escalations", name).await?;
            create_index(manager, "escalations", name, columns, Repeating).await?;
        }
        for (name, column) in [
            ("escalations_rule", "rule_id"),
            ("escalations_rule_slug", "rule_slug"),
        ] {
            create_index(
                manager,
                "escalations",
                name,
                &["account_id", column, "id"],
                Repeating,
            )
            .await?;
        }
        let by_name = "CREATE INDEX groups_display_name ON groups (account_id, lower(display_name), id)";
        execute(manager, by_name).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_index(manager, "groups", "groups_display_name").await?;
        for name in ["escalations_rule", "escalations_rule_slug"] {
            drop_index(manager, "escalations", name).await?;
        }
        for (name, columns, _) in WALKED {
            drop_index(manager, "escalations", name).await?;
            create_index(manager, "escalations", name, columns, Repeating).await?;
        }
        for table in COUNTED {
            let on = match manager.get_database_backend() {
                DbBackend::Postgres => format!(" ON {table}"),
                _ => String::new(),
            };
            for change in ["insert", "delete"] {
                execute(manager, &format!("DROP TRIGGER {table}_counted_on_{change}{on}")).await?;
            }
            execute(
                manager,
                &format!("DELETE FROM list_totals WHERE list = '{table}'"),
            )
            .await?;
        }
        Ok(())
    }
}

async fn execute(manager: &SchemaManager<'_>, statement: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(statement).await?;
    Ok(())
}

async fn drop_index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    name: &'static str,
) -> Result<(), DbErr> {
    manager
        .drop_index(Index::drop().name(name).table(table).to_owned())
        .await
}

/// With the function of migration 8 on PostgreSQL.
fn triggers(backend: DbBackend, table: &str) -> Vec<String> {
    let changes = [("insert", "new", 1), ("delete", "old", -1)];
    let trigger = changes.map(|(change, row, by)| match backend {
        DbBackend::Postgres => format!(
            "CREATE TRIGGER {table}_counted_on_{change} AFTER {change} ON {table}
                REFERENCING {row} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_rows()"
        ),
        _ => format!(
            "CREATE TRIGGER {table}_counted_on_{change} AFTER {change} ON {table} BEGIN
                INSERT INTO list_totals (account_id, list, elements) VALUES ({row}.account_id, '{table}', {by})
                    ON CONFLICT (account_id, list) DO UPDATE SET elements = elements + excluded.elements;
            END"
        ),
    });
    trigger.into()
}
