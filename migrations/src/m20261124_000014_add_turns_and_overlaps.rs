//! In which order jobs are done, who wrote the data of groups, and secret keys that still work for a while.

use sea_orm_migration::prelude::*;

use crate::columns::{Uniqueness::Repeating, create_index, number, optional_exact, optional_number, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // What just happened goes before what it means for others.
        add(manager, "jobs", number("turn_at").default(0).take()).await?;
        let turns = Query::update()
            .table("jobs")
            .value("turn_at", Expr::col("run_at"))
            .to_owned();
        manager.execute(turns).await?;
        let due = Index::drop().name("jobs_due_by_kind").table("jobs").to_owned();
        manager.drop_index(due).await?;
        create_index(
            manager,
            "jobs",
            "jobs_turn",
            &["kind", "turn_at", "id"],
            Repeating,
        )
        .await?;
        // Keys that the customer's server wrote: a browser cannot change them.
        add(manager, "groups", text("server_keys").default("[]").take()).await?;
        add(
            manager,
            "credentials",
            optional_exact(manager, "previous_secret_hash"),
        )
        .await?;
        add(manager, "credentials", optional_number("previous_secret_until")).await?;
        create_index(
            manager,
            "credentials",
            "credentials_previous_secret",
            &["previous_secret_hash"],
            Repeating,
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, index) in [
            ("credentials", "credentials_previous_secret"),
            ("jobs", "jobs_turn"),
        ] {
            let index = Index::drop().name(index).table(table).to_owned();
            manager.drop_index(index).await?;
        }
        create_index(
            manager,
            "jobs",
            "jobs_due_by_kind",
            &["kind", "run_at", "id"],
            Repeating,
        )
        .await?;
        for (table, column) in [
            ("credentials", "previous_secret_until"),
            ("credentials", "previous_secret_hash"),
            ("groups", "server_keys"),
            ("jobs", "turn_at"),
        ] {
            let table = Table::alter().table(table).drop_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        Ok(())
    }
}

async fn add(manager: &SchemaManager<'_>, table: &'static str, column: ColumnDef) -> Result<(), DbErr> {
    let table = Table::alter().table(table).add_column(column).to_owned();
    manager.alter_table(table).await
}
