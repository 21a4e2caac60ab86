//! Everything that happened, and in which groups.

use sea_orm_migration::prelude::*;

use crate::columns::{
    Uniqueness::{Repeating, Unique},
    create_index, create_table, drop_tables, exact, number, optional_exact, optional_number, optional_text,
    text,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let event = vec![
            number("account_id"),
            // Order of arrival within the account.
            number("seq"),
            // `browser` or `server`: the two kinds of ids are separate name spaces.
            exact(manager, "key_kind"),
            exact(manager, "event_id"),
            optional_number("credential_id"),
            optional_number("identity_id"),
            // The `seq` of the event that told whose event this is: its own, or a later one of its session.
            optional_number("attributed_seq"),
            optional_number("device_id"),
            optional_number("session_id"),
            // What the browser claimed, where it differs from what its signals give.
            optional_exact(manager, "claimed_fingerprint"),
            text("source"),
            exact(manager, "event_type"),
            optional_exact(manager, "canonical_type"),
            text("data"),
            optional_text("identity_data"),
            optional_text("device"),
            optional_text("interaction"),
            optional_exact(manager, "ip"),
            optional_text("user_agent"),
            optional_text("url"),
            number("timestamp"),
            optional_number("client_timestamp"),
            number("received_at"),
        ];
        create_table(manager, "events", event, &["account_id", "seq"]).await?;
        let indexes: [(&str, &[&str], _); 7] = [
            ("events_event_id", &["account_id", "key_kind", "event_id"], Unique),
            ("events_timestamp", &["account_id", "timestamp", "seq"], Repeating),
            (
                "events_event_type",
                &["account_id", "event_type", "timestamp", "seq"],
                Repeating,
            ),
            (
                "events_identity",
                &["account_id", "identity_id", "timestamp", "seq"],
                Repeating,
            ),
            (
                "events_fold",
                &["account_id", "identity_id", "attributed_seq", "seq"],
                Repeating,
            ),
            (
                "events_device",
                &["account_id", "device_id", "timestamp", "seq"],
                Repeating,
            ),
            (
                "events_session",
                &["account_id", "session_id", "timestamp", "seq"],
                Repeating,
            ),
        ];
        for (name, columns, uniqueness) in indexes {
            create_index(manager, "events", name, columns, uniqueness).await?;
        }

        let group = vec![number("account_id"), number("seq"), number("group_id")];
        create_table(manager, "event_groups", group, &["account_id", "seq", "group_id"]).await?;
        let columns = &["account_id", "group_id", "seq"];
        create_index(manager, "event_groups", "event_groups_group", columns, Repeating).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["event_groups", "events"]).await
    }
}
