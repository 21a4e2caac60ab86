//! Migrations go both ways.

use server::store::database::Database;

use crate::support::app::{Folder, postgres_database};
use crate::support::older::Older;

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
    let database = Older::before(url, "note_escalations").await;
    for (status, opened_at, logged) in [
        ("CLOSED", "5", true),
        ("PENDING", "NULL", true),
        ("CLOSED", "6", false),
    ] {
        let escalation = format!(
            "INSERT INTO escalations (account_id, identity_id, rule_id, rule_slug, rule_name, status, severity, score_snapshot, \
             opened_at, created_at, updated_at, logged) VALUES (1, 2, 3, 'bots', 'Bots', '{status}', 1, '{{}}', {opened_at}, 5, 5, {logged})"
        );
        database.run(&escalation).await;
    }
    database.migrate().await;
    assert_eq!(database.numbers("opened_at", "noted_escalations").await, [5]);
    assert_eq!(database.numbers("opened_at", "escalations").await, [6]);
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
