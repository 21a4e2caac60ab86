//! What rules that only log would have raised leaves the escalations: it is none of them, and no list has to step over it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use crate::columns::{
    Uniqueness::Repeating, create_index, create_table, drop_tables, flag, number, optional_number,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let noted = vec![
            number("account_id"),
            number("rule_id"),
            number("identity_id"),
            number("opened_at"),
            optional_number("closed_at"),
        ];
        let key = &["account_id", "rule_id", "identity_id", "opened_at"];
        create_table(manager, "noted_escalations", noted, key).await?;
        create_index(
            manager,
            "noted_escalations",
            "noted_escalations_identity",
            &["account_id", "identity_id"],
            Repeating,
        )
        .await?;
        for statement in [
            // What only waits for its time has not opened; the rule begins anew.
            "INSERT INTO noted_escalations (account_id, rule_id, identity_id, opened_at, closed_at) \
             SELECT account_id, rule_id, identity_id, opened_at, max(closed_at) FROM escalations \
             WHERE logged AND rule_id IS NOT NULL AND opened_at IS NOT NULL GROUP BY 1, 2, 3, 4",
            "DELETE FROM escalation_entries WHERE escalation_id IN (SELECT id FROM escalations WHERE logged)",
            "DELETE FROM escalations WHERE logged",
        ] {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        let logged = Table::alter()
            .table("escalations")
            .drop_column("logged")
            .to_owned();
        manager.alter_table(logged).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let logged = flag("logged").default(false).take();
        let table = Table::alter().table("escalations").add_column(logged).to_owned();
        manager.alter_table(table).await?;
        // An escalation that was only noted never was one.
        drop_tables(manager, &["noted_escalations"]).await
    }
}
