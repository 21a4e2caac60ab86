//! Written reviews, and a queue in which each kind of job is found without passing the others.

use sea_orm_migration::prelude::*;

use crate::columns::{
    Uniqueness::Repeating, counted_key, create_index, create_table, drop_tables, exact, number,
    optional_number, optional_text,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let review = vec![
            counted_key(),
            number("account_id"),
            number("identity_id"),
            exact(manager, "status"),
            optional_text("user_feedback"),
            optional_text("summary"),
            optional_text("error_message"),
            number("created_at"),
            optional_number("completed_at"),
        ];
        create_table(manager, "reviews", review, &[]).await?;
        let by_identity = ["account_id", "identity_id", "id"];
        create_index(manager, "reviews", "reviews_identity", &by_identity, Repeating).await?;
        // How many of an account are pending is asked before each new one.
        let by_status = ["account_id", "status"];
        create_index(manager, "reviews", "reviews_status", &by_status, Repeating).await?;
        let by_kind = ["kind", "run_at", "id"];
        create_index(manager, "jobs", "jobs_due_by_kind", &by_kind, Repeating).await?;
        drop_index(manager, "jobs", "jobs_due").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_index(manager, "jobs", "jobs_due", &["run_at", "id"], Repeating).await?;
        drop_index(manager, "jobs", "jobs_due_by_kind").await?;
        drop_tables(manager, &["reviews"]).await
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
