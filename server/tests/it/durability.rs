//! An answer of 200 outlives the process.

use serde_json::json;
use server::clock::Clock;
use server::store::database::Database;

use crate::support::app::TestApp;

/// What was answered is there when the same file is opened by another server, and is not scored twice.
#[tokio::test]
async fn answered_events_outlive_the_server() {
    let app = TestApp::sqlite().await;
    let server = app.server(&app.acme);
    for n in 0..20 {
        let event = json!({ "id": format!("e{n}"), "type": "login", "identity": { "id": format!("u{n}") } });
        server.post("/api/events", event).await.expect(200);
    }
    let path = app.folder().join("dregs.db");
    let reopened = Database::connect_file(&path).await.unwrap();
    let found = reopened.account(app.acme.id).events_after(0, 100).await.unwrap();
    assert_eq!(found.len(), 20);
    assert_eq!(reopened.system().queue_length().await.unwrap(), 20);
    let second = server::build(&app.config(), reopened.clone(), Clock::system()).unwrap();
    second.runner.drain().await.unwrap();
    assert_eq!(reopened.system().queue_length().await.unwrap(), 0);
}

/// Nobody else on the machine may read the database, nor what SQLite keeps beside it.
#[cfg(unix)]
#[tokio::test]
async fn files_are_private() {
    use std::os::unix::fs::PermissionsExt;
    let app = TestApp::sqlite().await;
    for file in ["dregs.db", "dregs.db-wal", "dregs.db-shm"] {
        let there = std::fs::metadata(app.folder().join(file)).unwrap();
        assert_eq!(there.permissions().mode() & 0o777, 0o600, "{file}");
    }
}
