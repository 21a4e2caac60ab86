//! Accounts, the members who sign in, and the server's own settings.

use sea_orm_migration::prelude::*;

use crate::columns::{
    Uniqueness::Unique, counted_key, create_index, create_table, drop_tables, exact, flag, number,
    optional_number, text,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // `last_seq` numbers everything in the account; its row is the account's write lock.
        let account = vec![
            counted_key(),
            exact(manager, "slug"),
            text("name"),
            flag("demo"),
            flag("enabled"),
            optional_number("monthly_event_limit"),
            number("last_seq"),
            number("created_at"),
        ];
        create_table(manager, "accounts", account, &[]).await?;
        create_index(manager, "accounts", "accounts_slug", &["slug"], Unique).await?;

        let member = vec![
            counted_key(),
            exact(manager, "email"),
            text("password_hash"),
            number("token_version"),
            number("created_at"),
        ];
        create_table(manager, "members", member, &[]).await?;
        create_index(manager, "members", "members_email", &["email"], Unique).await?;

        let membership = vec![
            number("account_id"),
            number("member_id"),
            text("role"),
            number("created_at"),
        ];
        create_table(manager, "memberships", membership, &["member_id", "account_id"]).await?;

        let setting = vec![exact(manager, "name"), text("value")];
        create_table(manager, "settings", setting, &["name"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["settings", "memberships", "members", "accounts"]).await
    }
}
