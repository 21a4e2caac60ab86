//! Rules, where identities stand with them, what they changed, and what people made of it.

use sea_orm_migration::prelude::*;

use crate::columns::{
    Uniqueness::Repeating, counted_key, create_index, create_table, drop_tables, exact, flag, number,
    optional_exact, optional_number, optional_text, text,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_rules(manager).await?;
        create_standings(manager).await?;
        create_changes(manager).await?;
        extend_what_is_there(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // An escalation that was only noted never was one.
        let noted = Query::delete()
            .from_table("escalations")
            .and_where(Expr::col("logged").eq(true))
            .to_owned();
        manager.execute(noted).await?;
        for column in [
            "logged",
            "flapping",
            "close_reason",
            "assignee_id",
            "badge_snapshot",
        ] {
            let table = Table::alter().table("escalations").drop_column(column).to_owned();
            manager.alter_table(table).await?;
        }
        let priority = Table::alter().table("badges").drop_column("priority").to_owned();
        manager.alter_table(priority).await?;
        let tables = [
            "escalation_entries",
            "badge_changes",
            "rule_passes",
            "standings",
            "rule_versions",
            "escalation_rules",
            "badge_rules",
        ];
        drop_tables(manager, &tables).await
    }
}

async fn create_rules(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let badge_rule = vec![
        counted_key(),
        number("account_id"),
        exact(manager, "slug"),
        text("name"),
        // `GOOD`, `BAD` or `NEUTRAL`.
        exact(manager, "type"),
        number("priority"),
        // A JSON array.
        text("conditions"),
        number("apply_delay_seconds"),
        number("remove_delay_seconds"),
        // `OFF`, `LOG_ONLY` or `ON`.
        exact(manager, "mode"),
        number("version"),
        number("created_at"),
        number("updated_at"),
        // Kept until nobody shows a trace of it any more.
        optional_number("deleted_at"),
    ];
    create_table(manager, "badge_rules", badge_rule, &[]).await?;
    let escalation_rule = vec![
        counted_key(),
        number("account_id"),
        exact(manager, "slug"),
        text("name"),
        number("severity"),
        text("conditions"),
        // A JSON array of slugs.
        text("channels"),
        optional_number("effective_at"),
        number("open_after_seconds"),
        optional_number("close_after_seconds"),
        exact(manager, "mode"),
        number("version"),
        number("created_at"),
        number("updated_at"),
        // Kept until nobody shows a trace of it any more.
        optional_number("deleted_at"),
    ];
    create_table(manager, "escalation_rules", escalation_rule, &[]).await?;
    for (table, index) in [
        ("badge_rules", "badge_rules_slug"),
        ("escalation_rules", "escalation_rules_slug"),
    ] {
        let unique =
            format!("CREATE UNIQUE INDEX {index} ON {table} (account_id, slug) WHERE deleted_at IS NULL");
        manager.get_connection().execute_unprepared(&unique).await?;
    }
    let version = vec![
        number("account_id"),
        // `BADGE` or `ESCALATION`.
        exact(manager, "kind"),
        number("rule_id"),
        number("version"),
        // The rule as the API gave it then.
        text("rule"),
        optional_number("changed_by"),
        number("changed_at"),
    ];
    let key = &["account_id", "kind", "rule_id", "version"];
    create_table(manager, "rule_versions", version, key).await
}

async fn create_standings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let standing = vec![number("account_id"), number("identity_id"), text("standing")];
    create_table(manager, "standings", standing, &["account_id", "identity_id"]).await?;
    // How far changed rules have gone through everybody.
    let pass = vec![
        number("account_id"),
        number("after"),
        number("done"),
        number("total"),
        number("started_at"),
        optional_number("finished_at"),
    ];
    create_table(manager, "rule_passes", pass, &["account_id"]).await
}

async fn create_changes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let change = vec![
        counted_key(),
        number("account_id"),
        number("identity_id"),
        // None: an analyzer's.
        optional_number("rule_id"),
        exact(manager, "slug"),
        text("name"),
        exact(manager, "type"),
        text("explanation"),
        flag("gained"),
        flag("logged"),
        number("at"),
    ];
    create_table(manager, "badge_changes", change, &[]).await?;
    let entry = vec![
        counted_key(),
        number("account_id"),
        number("escalation_id"),
        exact(manager, "action"),
        optional_number("member_id"),
        optional_text("comment"),
        number("at"),
    ];
    create_table(manager, "escalation_entries", entry, &[]).await?;
    let indexes: [(&str, &str, &[&str]); 3] = [
        (
            "badge_changes",
            "badge_changes_identity",
            &["account_id", "identity_id", "id"],
        ),
        (
            "badge_changes",
            "badge_changes_rule",
            &["account_id", "rule_id", "id"],
        ),
        (
            "escalation_entries",
            "escalation_entries_escalation",
            &["account_id", "escalation_id", "id"],
        ),
    ];
    for (table, name, columns) in indexes {
        create_index(manager, table, name, columns, Repeating).await?;
    }
    Ok(())
}

async fn extend_what_is_there(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let columns = [
        text("badge_snapshot").default("[]").take(),
        optional_number("assignee_id"),
        optional_exact(manager, "close_reason"),
        flag("flapping").default(false).take(),
        flag("logged").default(false).take(),
    ];
    for column in columns {
        let table = Table::alter().table("escalations").add_column(column).to_owned();
        manager.alter_table(table).await?;
    }
    // Of several badges, those with more stand first.
    let priority = Table::alter()
        .table("badges")
        .add_column(number("priority").default(0).take())
        .to_owned();
    manager.alter_table(priority).await
}
