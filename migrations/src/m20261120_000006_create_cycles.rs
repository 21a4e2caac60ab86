//! What scoring knows and what it found: folded evidence, cycles and their observations.

use sea_orm_migration::prelude::*;

use crate::columns::{
    Uniqueness::Repeating, counted_key, create_index, create_table, drop_tables, exact, number,
    optional_fraction, optional_number, text,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let evidence = vec![
            number("account_id"),
            number("identity_id"),
            // How far the events are folded in: (attributed_seq, seq) of the last one.
            number("last_attributed_seq"),
            number("last_seq"),
            text("history"),
        ];
        create_table(manager, "evidence", evidence, &["account_id", "identity_id"]).await?;

        let cycle = vec![
            counted_key(),
            number("account_id"),
            number("identity_id"),
            optional_number("humanity_score"),
            optional_number("authenticity_score"),
            optional_number("uniqueness_score"),
            optional_number("behavior_score"),
            optional_fraction("humanity_confidence"),
            optional_fraction("authenticity_confidence"),
            optional_fraction("uniqueness_confidence"),
            optional_fraction("behavior_confidence"),
            number("event_count"),
            number("device_count"),
            number("duration_millis"),
            number("started_at"),
            number("finished_at"),
        ];
        create_table(manager, "cycles", cycle, &[]).await?;
        create_index(
            manager,
            "cycles",
            "cycles_identity",
            &["account_id", "identity_id", "id"],
            Repeating,
        )
        .await?;

        let observation = vec![
            number("account_id"),
            number("cycle_id"),
            number("position"),
            exact(manager, "category"),
            exact(manager, "code"),
            text("label"),
            text("explanation"),
            ColumnDef::new("value").double().not_null().take(),
            ColumnDef::new("confidence").double().not_null().take(),
            ColumnDef::new("weight").double().not_null().take(),
            text("metadata"),
        ];
        create_table(
            manager,
            "observations",
            observation,
            &["account_id", "cycle_id", "position"],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["observations", "cycles", "evidence"]).await
    }
}
