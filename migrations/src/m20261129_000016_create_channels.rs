//! Where news goes, and how it got there.

use sea_orm_migration::prelude::*;

use crate::columns::{
    Uniqueness::{Repeating, Unique},
    counted_key, create_index, create_table, drop_tables, exact, flag, number, optional_exact,
    optional_number, optional_text, text,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_channels(manager).await?;
        create_deliveries(manager).await?;
        let attempt = vec![
            number("account_id"),
            number("delivery_id"),
            number("number"),
            number("at"),
            number("duration_ms"),
            optional_number("code"),
            optional_text("error"),
            optional_text("answer"),
        ];
        let key = &["account_id", "delivery_id", "number"];
        create_table(manager, "delivery_attempts", attempt, key).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["delivery_attempts", "deliveries", "channels"]).await
    }
}

async fn create_channels(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let channel = vec![
        counted_key(),
        number("account_id"),
        exact(manager, "slug"),
        text("name"),
        // `EMAIL`, `SLACK` or `WEBHOOK`.
        exact(manager, "type"),
        // Without secrets.
        text("config"),
        // Encrypted: the key of a webhook's signatures, or the address of one of Slack's.
        optional_exact(manager, "secret"),
        optional_exact(manager, "previous_secret"),
        optional_number("previous_secret_until"),
        text("events"),
        flag("enabled"),
        optional_text("disabled_reason"),
        // Since the last attempt that did not fail.
        number("consecutive_failures"),
        optional_number("failing_since"),
        optional_number("paused_until"),
        number("created_at"),
        number("updated_at"),
    ];
    create_table(manager, "channels", channel, &[]).await?;
    let columns = &["account_id", "slug"];
    create_index(manager, "channels", "channels_slug", columns, Unique).await
}

async fn create_deliveries(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let delivery = vec![
        counted_key(),
        number("account_id"),
        // What receivers know it by.
        exact(manager, "delivery_id"),
        number("channel_id"),
        // None for a test.
        optional_number("identity_id"),
        exact(manager, "event"),
        text("data"),
        // `PENDING`, `DELIVERED` or `FAILED`.
        exact(manager, "status"),
        number("attempts"),
        // Attempts since somebody asked for it: the place in the schedule.
        number("round_attempts"),
        // None when it is finished, or waits for its channel to be switched on.
        optional_number("next_at"),
        optional_exact(manager, "lease"),
        optional_number("last_code"),
        optional_text("last_error"),
        number("created_at"),
        optional_number("finished_at"),
    ];
    create_table(manager, "deliveries", delivery, &[]).await?;
    let (table, name) = ("deliveries", "deliveries_delivery_id");
    create_index(manager, table, name, &["account_id", "delivery_id"], Unique).await?;
    let indexes: [(&str, &[&str]); 4] = [
        ("deliveries_account", &["account_id", "id"]),
        (
            "deliveries_channel",
            &["account_id", "channel_id", "status", "id"],
        ),
        ("deliveries_identity", &["account_id", "identity_id", "id"]),
        ("deliveries_status", &["account_id", "status", "id"]),
    ];
    for (name, columns) in indexes {
        create_index(manager, "deliveries", name, columns, Repeating).await?;
    }
    // Those under way, by when they are due; and those that are finished, by age.
    for index in [
        "CREATE INDEX deliveries_due ON deliveries (next_at, id, channel_id) WHERE next_at IS NOT NULL",
        "CREATE INDEX deliveries_finished ON deliveries (finished_at, id) WHERE finished_at IS NOT NULL",
    ] {
        manager.get_connection().execute_unprepared(index).await?;
    }
    Ok(())
}
