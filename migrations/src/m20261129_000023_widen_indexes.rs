//! Indexes that answer more of a list on their own: identities of some scores in any order, what an identity did by name,
//! and a group by its id alone.

use sea_orm_migration::prelude::*;

use crate::columns::{Uniqueness::Repeating, create_index};

#[derive(DeriveMigrationName)]
pub struct Migration;

const STREAM: [&str; 4] = ["account_id", "identity_id", "timestamp", "seq"];
const NAMED_STREAM: [&str; 5] = ["account_id", "identity_id", "timestamp", "seq", "event_type"];

/// What identities are sorted by, each with an index of its own.
const ORDERS: [(&str, &str); 7] = [
    ("identities_last_tracked_at", "last_tracked_at"),
    ("identities_created_at", "created_at"),
    ("identities_last_scored_at", "last_scored_at"),
    ("identities_humanity_score", "humanity_score"),
    ("identities_authenticity_score", "authenticity_score"),
    ("identities_uniqueness_score", "uniqueness_score"),
    ("identities_behavior_score", "behavior_score"),
];
/// What they are filtered by on the way.
const FILTERS: [&str; 5] = [
    "humanity_score",
    "authenticity_score",
    "uniqueness_score",
    "behavior_score",
    "disregarded",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, column) in ORDERS {
            let filters = FILTERS.into_iter().filter(|filter| *filter != column);
            let columns: Vec<_> = ["account_id", column, "id"].into_iter().chain(filters).collect();
            drop_index(manager, "identities", name).await?;
            create_index(manager, "identities", name, &columns, Repeating).await?;
        }
        drop_index(manager, "events", "events_identity").await?;
        create_index(manager, "events", "events_identity", &NAMED_STREAM, Repeating).await?;
        let by_id = ["account_id", "group_id"];
        create_index(manager, "groups", "groups_group_id", &by_id, Repeating).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_index(manager, "groups", "groups_group_id").await?;
        drop_index(manager, "events", "events_identity").await?;
        create_index(manager, "events", "events_identity", &STREAM, Repeating).await?;
        for (name, column) in ORDERS {
            drop_index(manager, "identities", name).await?;
            let columns = ["account_id", column, "id"];
            create_index(manager, "identities", name, &columns, Repeating).await?;
        }
        Ok(())
    }
}

async fn drop_index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    name: &'static str,
) -> Result<(), DbErr> {
    manager
        .drop_index(Index::drop().name(name).table(table).to_owned())
        .await
}
