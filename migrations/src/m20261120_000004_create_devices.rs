//! Devices and sessions, and who was seen on which device, address and session.

use sea_orm_migration::prelude::*;

use crate::columns::{
    Uniqueness::{Repeating, Unique},
    create_index, create_table, drop_tables, exact, flag, number, optional_exact, optional_fraction,
    optional_number, optional_text,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_devices(manager).await?;
        create_sessions(manager).await?;
        create_sightings(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = &[
            "address_identities",
            "session_identities",
            "device_identities",
            "sessions",
            "devices",
        ];
        drop_tables(manager, tables).await
    }
}

async fn create_devices(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let device = vec![
        number("account_id"),
        number("id"),
        exact(manager, "fingerprint"),
        optional_exact(manager, "ip"),
        optional_exact(manager, "asn"),
        optional_text("asn_label"),
        optional_text("user_agent"),
        optional_text("city"),
        optional_text("region"),
        optional_text("country"),
        optional_exact(manager, "country_code"),
        optional_text("timezone"),
        optional_fraction("latitude"),
        optional_fraction("longitude"),
        // The latest signals, as the browser sent them.
        optional_text("signals"),
        flag("disregarded"),
        number("first_seen_at"),
        number("last_seen_at"),
    ];
    create_table(manager, "devices", device, &["account_id", "id"]).await?;
    let indexes: [(&str, &[&str], _); 4] = [
        ("devices_fingerprint", &["account_id", "fingerprint"], Unique),
        (
            "devices_last_seen_at",
            &["account_id", "last_seen_at", "id"],
            Repeating,
        ),
        (
            "devices_first_seen_at",
            &["account_id", "first_seen_at", "id"],
            Repeating,
        ),
        ("devices_country", &["account_id", "country", "id"], Repeating),
    ];
    for (name, columns, uniqueness) in indexes {
        create_index(manager, "devices", name, columns, uniqueness).await?;
    }
    Ok(())
}

async fn create_sessions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let session = vec![
        number("account_id"),
        number("id"),
        exact(manager, "session_id"),
        optional_number("device_id"),
        optional_exact(manager, "ip"),
        number("started_at"),
        number("last_event_at"),
        number("event_count"),
    ];
    create_table(manager, "sessions", session, &["account_id", "id"]).await?;
    create_index(
        manager,
        "sessions",
        "sessions_session_id",
        &["account_id", "session_id"],
        Unique,
    )
    .await?;
    create_index(
        manager,
        "sessions",
        "sessions_device",
        &["account_id", "device_id"],
        Repeating,
    )
    .await?;
    Ok(())
}

async fn create_sightings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sightings = [
        (
            "device_identities",
            "device_identities_identity",
            "device_id",
            number("device_id"),
        ),
        (
            "session_identities",
            "session_identities_identity",
            "session_id",
            number("session_id"),
        ),
        (
            "address_identities",
            "address_identities_identity",
            "ip",
            exact(manager, "ip"),
        ),
    ];
    for (table, by_identity, key, thing) in sightings {
        let columns = vec![
            number("account_id"),
            thing,
            number("identity_id"),
            number("first_seen_at"),
            number("last_seen_at"),
        ];
        create_table(manager, table, columns, &["account_id", key, "identity_id"]).await?;
        create_index(
            manager,
            table,
            by_identity,
            &["account_id", "identity_id"],
            Repeating,
        )
        .await?;
    }
    Ok(())
}
