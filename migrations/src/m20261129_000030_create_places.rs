//! Where addresses lie: each place once an account, and with every event the number of its place.

use sea_orm_migration::prelude::*;

use crate::columns::{
    Uniqueness::Unique, create_index, create_table, drop_tables, exact, number, optional_exact,
    optional_fraction, optional_number, optional_text,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let place = vec![
            number("account_id"),
            number("id"),
            // All that follows, in short.
            exact(manager, "key"),
            optional_text("city"),
            optional_text("region"),
            optional_text("country"),
            optional_exact(manager, "country_code"),
            optional_text("timezone"),
            optional_fraction("latitude"),
            optional_fraction("longitude"),
            optional_number("asn"),
            optional_text("asn_label"),
            optional_exact(manager, "network_kind"),
        ];
        create_table(manager, "places", place, &["account_id", "id"]).await?;
        create_index(manager, "places", "places_key", &["account_id", "key"], Unique).await?;
        add(manager, "events", optional_number("place_id")).await?;
        add(manager, "devices", optional_exact(manager, "network_kind")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in [("devices", "network_kind"), ("events", "place_id")] {
            let table = Table::alter().table(table).drop_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        drop_tables(manager, &["places"]).await
    }
}

async fn add(manager: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    let table = Table::alter().table(table).add_column(column).to_owned();
    manager.alter_table(table).await
}
