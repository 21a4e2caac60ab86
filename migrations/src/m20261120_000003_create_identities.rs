//! The people being scored, and the groups they belong to.

use sea_orm_migration::prelude::*;

use crate::columns::{
    Uniqueness::{Repeating, Unique},
    create_index, create_table, drop_tables, exact, flag, number, optional_exact, optional_fraction,
    optional_number, optional_text, text,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_identities(manager).await?;
        create_groups(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["group_identities", "groups", "identities"]).await
    }
}

async fn create_identities(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let identity = vec![
        number("account_id"),
        number("id"),
        exact(manager, "identity_id"),
        optional_text("display_name"),
        optional_text("display_email"),
        optional_text("display_username"),
        // Email address in canonical form: identities that share it are candidates for one person.
        optional_exact(manager, "email_key"),
        // Everything the search looks at, folded to lower case.
        text("search_text"),
        text("data"),
        // Attributes that the customer's server wrote: a browser cannot change them.
        text("server_keys"),
        flag("disregarded"),
        optional_number("humanity_score"),
        optional_number("authenticity_score"),
        optional_number("uniqueness_score"),
        optional_number("behavior_score"),
        optional_fraction("humanity_confidence"),
        optional_fraction("authenticity_confidence"),
        optional_fraction("uniqueness_confidence"),
        optional_fraction("behavior_confidence"),
        number("created_at"),
        number("updated_at"),
        optional_number("last_tracked_at"),
        optional_number("last_scored_at"),
    ];
    create_table(manager, "identities", identity, &["account_id", "id"]).await?;
    index_identities(manager).await
}

async fn index_identities(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let indexes: [(&str, &[&str], _); 9] = [
        ("identities_identity_id", &["account_id", "identity_id"], Unique),
        ("identities_email_key", &["account_id", "email_key"], Repeating),
        (
            "identities_last_tracked_at",
            &["account_id", "last_tracked_at", "id"],
            Repeating,
        ),
        (
            "identities_created_at",
            &["account_id", "created_at", "id"],
            Repeating,
        ),
        (
            "identities_last_scored_at",
            &["account_id", "last_scored_at", "id"],
            Repeating,
        ),
        (
            "identities_humanity_score",
            &["account_id", "humanity_score", "id"],
            Repeating,
        ),
        (
            "identities_authenticity_score",
            &["account_id", "authenticity_score", "id"],
            Repeating,
        ),
        (
            "identities_uniqueness_score",
            &["account_id", "uniqueness_score", "id"],
            Repeating,
        ),
        (
            "identities_behavior_score",
            &["account_id", "behavior_score", "id"],
            Repeating,
        ),
    ];
    for (name, columns, uniqueness) in indexes {
        create_index(manager, "identities", name, columns, uniqueness).await?;
    }
    Ok(())
}

async fn create_groups(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let group = vec![
        number("account_id"),
        number("id"),
        exact(manager, "type"),
        exact(manager, "group_id"),
        optional_text("display_name"),
        text("data"),
        number("created_at"),
        number("updated_at"),
        optional_number("last_tracked_at"),
    ];
    create_table(manager, "groups", group, &["account_id", "id"]).await?;
    create_index(
        manager,
        "groups",
        "groups_key",
        &["account_id", "type", "group_id"],
        Unique,
    )
    .await?;

    let membership = vec![
        number("account_id"),
        number("group_id"),
        number("identity_id"),
        number("created_at"),
    ];
    create_table(
        manager,
        "group_identities",
        membership,
        &["account_id", "group_id", "identity_id"],
    )
    .await?;
    let columns = &["account_id", "identity_id"];
    create_index(
        manager,
        "group_identities",
        "group_identities_identity",
        columns,
        Repeating,
    )
    .await
}
