//! How far a file has been imported, so that the same command goes on where it was interrupted.

use sea_orm_migration::prelude::*;

use crate::columns::{create_table, drop_tables, exact, number};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let import = vec![
            number("account_id"),
            exact(manager, "id"),
            // Bytes of the file that are in, and their SHA-256: whatever the file is called, it begins with them.
            number("bytes"),
            exact(manager, "digest"),
            number("lines"),
            number("stored"),
            number("repeated"),
            number("refused"),
            // Bytes of the file of refused lines.
            number("refused_bytes"),
            number("started_at"),
            number("updated_at"),
        ];
        create_table(manager, "imports", import, &["account_id", "id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["imports"]).await
    }
}
