//! Key pairs, what they were refused, and how much was used.

use sea_orm_migration::prelude::*;

use crate::columns::{
    Uniqueness::{Repeating, Unique},
    counted_key, create_index, create_table, drop_tables, exact, flag, number, optional_exact,
    optional_number, text,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let credential = vec![
            counted_key(),
            number("account_id"),
            text("name"),
            exact(manager, "public_key"),
            exact(manager, "secret_hash"),
            exact(manager, "secret_key_prefix"),
            optional_exact(manager, "signing_secret"),
            flag("require_signature"),
            text("allowed_origins"),
            flag("enabled"),
            optional_number("revoked_at"),
            optional_number("last_used_at"),
            number("created_at"),
        ];
        create_table(manager, "credentials", credential, &[]).await?;
        create_index(
            manager,
            "credentials",
            "credentials_public_key",
            &["public_key"],
            Unique,
        )
        .await?;
        create_index(
            manager,
            "credentials",
            "credentials_secret_hash",
            &["secret_hash"],
            Unique,
        )
        .await?;
        create_index(
            manager,
            "credentials",
            "credentials_account",
            &["account_id"],
            Repeating,
        )
        .await?;

        let usage = vec![number("account_id"), number("month"), number("events")];
        create_table(manager, "usage", usage, &["account_id", "month"]).await?;

        let rejection = vec![
            counted_key(),
            number("account_id"),
            exact(manager, "code"),
            exact(manager, "origin"),
            text("message"),
            number("count"),
            number("first_at"),
            number("last_at"),
        ];
        create_table(manager, "rejections", rejection, &[]).await?;
        let key = &["account_id", "code", "origin"];
        create_index(manager, "rejections", "rejections_key", key, Unique).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["rejections", "usage", "credentials"]).await
    }
}
