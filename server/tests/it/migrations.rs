//! Migrations go both ways.

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
