//! Migrations go both ways.

use migrations::Migrator;
use sea_orm::{ConnectionTrait, Statement};
use sea_orm_migration::MigratorTrait;
use server::store::database::Database;

use crate::support::app::{Folder, postgres_database};

async fn round_trip(database: Database) {
    database.migrate().await.unwrap();
    database.migrate_down().await.unwrap();
    database.migrate().await.unwrap();
    assert!(!database.system().has_members().await.unwrap());
}

/// Up, down and up again on SQLite.
#[tokio::test]
async fn sqlite() {
    let folder = Folder::new();
    round_trip(Database::connect_file(&folder.0.join("dregs.db")).await.unwrap()).await;
}

/// Up, down and up again on PostgreSQL.
#[tokio::test]
async fn postgres() {
    round_trip(Database::connect(&postgres_database().await).await.unwrap()).await;
}

/// A database of the version before it, in which a rule that only logs has noted something among real escalations.
async fn from_before_notes(url: &str) {
    let database = sea_orm::Database::connect(url).await.unwrap();
    let before = Migrator::migrations()
        .iter()
        .position(|migration| migration.name().ends_with("note_escalations"))
        .unwrap();
    Migrator::up(&database, Some(u32::try_from(before).unwrap()))
        .await
        .unwrap();
    let escalation = |status: &str, opened_at: &str, logged: bool| {
        format!(
            "INSERT INTO escalations (account_id, identity_id, rule_id, rule_slug, rule_name, status, severity, score_snapshot, \
             opened_at, created_at, updated_at, logged) VALUES (1, 2, 3, 'bots', 'Bots', '{status}', 1, '{{}}', {opened_at}, 5, 5, {logged})"
        )
    };
    for statement in [
        escalation("CLOSED", "5", true),
        escalation("PENDING", "NULL", true),
        escalation("CLOSED", "6", false),
    ] {
        database.execute_unprepared(&statement).await.unwrap();
    }
    Migrator::up(&database, None).await.unwrap();
    for (table, opened_at) in [("noted_escalations", 5), ("escalations", 6)] {
        let rows = format!("SELECT opened_at FROM {table}");
        let rows = Statement::from_string(database.get_database_backend(), rows);
        let rows = database.query_all_raw(rows).await.unwrap();
        let found: Vec<i64> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
        assert_eq!(found, [opened_at], "{table}");
    }
}

/// What only logged leaves the escalations of an older database, and what was raised stays, on SQLite.
#[tokio::test]
async fn notes_leave_escalations_on_sqlite() {
    let folder = Folder::new();
    let file = folder.0.join("dregs.db");
    from_before_notes(&format!("sqlite://{}?mode=rwc", file.display())).await;
}

/// The same on PostgreSQL.
#[tokio::test]
async fn notes_leave_escalations_on_postgres() {
    from_before_notes(&postgres_database().await).await;
}
