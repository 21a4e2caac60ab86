//! Work to do: one row per thing, however often it was asked for.

use sea_orm_migration::prelude::*;

use crate::columns::{
    Uniqueness::{Repeating, Unique},
    counted_key, create_index, create_table, drop_tables, exact, number, optional_exact, optional_number,
    optional_text,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let job = vec![
            counted_key(),
            number("account_id"),
            exact(manager, "kind"),
            // What the job is about, within its account and kind; asking twice is one row.
            number("subject_id"),
            // Counts the askings: a job asked for again while it ran, runs again.
            number("revision"),
            number("run_at"),
            optional_number("lease_until"),
            optional_exact(manager, "lease_owner"),
            number("attempts"),
            optional_text("last_error"),
            number("created_at"),
        ];
        create_table(manager, "jobs", job, &[]).await?;
        create_index(
            manager,
            "jobs",
            "jobs_subject",
            &["account_id", "kind", "subject_id"],
            Unique,
        )
        .await?;
        create_index(manager, "jobs", "jobs_due", &["run_at", "id"], Repeating).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["jobs"]).await
    }
}
