//! What a cycle was worked out from: how far the events went, and which versions of what interprets them.

use sea_orm_migration::prelude::*;

use crate::columns::{optional_number, optional_text};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "cycles";
const MARKS: [&str; 2] = ["last_attributed_seq", "last_seq"];
const VERSIONS: [&str; 4] = ["scorer", "mappings", "datasets", "geo"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in MARKS
            .map(optional_number)
            .into_iter()
            .chain(VERSIONS.map(optional_text))
        {
            let table = Table::alter().table(TABLE).add_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in VERSIONS.into_iter().chain(MARKS) {
            let table = Table::alter().table(TABLE).drop_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        Ok(())
    }
}
