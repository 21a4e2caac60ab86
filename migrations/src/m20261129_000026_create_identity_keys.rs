//! Keys under which others who may be the same person are found.

use sea_orm_migration::prelude::*;

use crate::columns::{Uniqueness::Unique, create_index, create_table, drop_tables, exact, number};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = vec![
            number("account_id"),
            number("identity_id"),
            exact(manager, "kind"),
            // A digest of the value: nobody's name or number stands here.
            number("key"),
            // The identity's first event.
            number("seen_at"),
        ];
        let table = "identity_keys";
        create_table(manager, table, columns, &["account_id", "identity_id", "kind"]).await?;
        // Who has a key, in the order in which they came, without looking at the rows.
        let shared = &["account_id", "kind", "key", "seen_at", "identity_id"];
        create_index(manager, table, "identity_keys_shared", shared, Unique).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["identity_keys"]).await
    }
}
