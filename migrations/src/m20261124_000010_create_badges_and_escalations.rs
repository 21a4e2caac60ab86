//! What an identity wears, what was raised about it, and groups by their last event and by their members.

use sea_orm_migration::prelude::*;

use crate::columns::{
    Uniqueness::Repeating, counted_key, create_index, create_table, drop_tables, exact, number,
    optional_number, text,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_badges(manager).await?;
        create_escalations(manager).await?;
        index_groups(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = [
            ("groups", "groups_last_tracked_at"),
            ("group_identities", "group_identities_member"),
        ];
        for (table, name) in indexes {
            let index = Index::drop().name(name).table(table).to_owned();
            manager.drop_index(index).await?;
        }
        drop_tables(manager, &["escalations", "badges"]).await
    }
}

async fn index_groups(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let columns = &["account_id", "last_tracked_at", "id"];
    create_index(manager, "groups", "groups_last_tracked_at", columns, Repeating).await?;
    // Holds the group as well: with the identity alone, SQLite rather walks all members of the account.
    let (table, name) = ("group_identities", "group_identities_member");
    let columns = &["account_id", "identity_id", "group_id"];
    create_index(manager, table, name, columns, Repeating).await
}

async fn create_badges(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let badge = vec![
        number("account_id"),
        number("identity_id"),
        exact(manager, "slug"),
        text("name"),
        // `GOOD`, `BAD` or `NEUTRAL`.
        exact(manager, "type"),
        text("explanation"),
        text("metadata"),
        number("since"),
    ];
    create_table(manager, "badges", badge, &["account_id", "identity_id", "slug"]).await?;
    let columns = &["account_id", "slug", "identity_id"];
    create_index(manager, "badges", "badges_slug", columns, Repeating).await
}

async fn create_escalations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let escalation = vec![
        counted_key(),
        number("account_id"),
        number("identity_id"),
        // The rule as it was: it may be renamed or gone by the time somebody looks.
        number("rule_id"),
        exact(manager, "rule_slug"),
        text("rule_name"),
        // `PENDING`, `OPEN`, `ACKNOWLEDGED` or `CLOSED`.
        exact(manager, "status"),
        // 1 INFO, 2 WARNING, 3 CRITICAL: sorted by how bad it is.
        number("severity"),
        text("score_snapshot"),
        optional_number("opened_at"),
        optional_number("acknowledged_at"),
        optional_number("closed_at"),
        number("created_at"),
        number("updated_at"),
    ];
    create_table(manager, "escalations", escalation, &[]).await?;
    let indexes: [(&str, &[&str]); 4] = [
        ("escalations_opened_at", &["account_id", "opened_at", "id"]),
        ("escalations_severity", &["account_id", "severity", "id"]),
        ("escalations_status", &["account_id", "status", "opened_at", "id"]),
        ("escalations_identity", &["account_id", "identity_id", "id"]),
    ];
    for (name, columns) in indexes {
        create_index(manager, "escalations", name, columns, Repeating).await?;
    }
    // A rule has one live escalation about an identity, whoever evaluates it at the same time.
    let live = "CREATE UNIQUE INDEX escalations_live ON escalations (account_id, rule_id, identity_id) \
                WHERE status <> 'CLOSED'";
    manager.get_connection().execute_unprepared(live).await?;
    Ok(())
}
