//! What customers' names and values mean: mappings, datasets, and which values of an event were masked.

use sea_orm_migration::prelude::*;

use crate::columns::{create_table, drop_tables, exact, flag, number, optional_exact, optional_text, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mapping = vec![
            number("account_id"),
            exact(manager, "kind"),
            // Folded: one name, however it is spelled.
            exact(manager, "folded"),
            text("source"),
            // None: means nothing to this customer, whatever the default says.
            optional_exact(manager, "target"),
            number("created_at"),
            number("updated_at"),
        ];
        create_table(manager, "mappings", mapping, &["account_id", "kind", "folded"]).await?;

        let entry = vec![
            number("account_id"),
            exact(manager, "dataset"),
            exact(manager, "key"),
            optional_text("value"),
            // Off: not on the list, whatever the default says.
            flag("active"),
            number("updated_at"),
        ];
        create_table(
            manager,
            "dataset_entries",
            entry,
            &["account_id", "dataset", "key"],
        )
        .await?;

        // What an event means is told when it is read: `canonical_type` stays for older versions, unused.
        for (table, column) in ADDED {
            let column = optional_text(column);
            let alter = Table::alter().table(table).add_column(column).to_owned();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in ADDED {
            let alter = Table::alter().table(table).drop_column(column).to_owned();
            manager.alter_table(alter).await?;
        }
        drop_tables(manager, &["dataset_entries", "mappings"]).await
    }
}

/// Paths of masked values, as JSON; the event types that evidence was folded from and what each meant, as JSON.
const ADDED: [(&str, &str); 2] = [("events", "masked_keys"), ("evidence", "meanings")];
