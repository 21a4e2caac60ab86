//! `/api/setup`.

use serde_json::json;
use server::clock::Clock;
use server::domain::accounts::{SETUP_TOKEN, new_setup_token};
use server::store::database::Database;

use crate::support::app::{TestApp, postgres_database};
use crate::support::client::Client;
use crate::support::on_both_databases;

/// With members in place there is no setup link, and no token opens one.
#[tokio::test]
async fn closed_once_somebody_is_in() {
    let app = TestApp::sqlite().await;
    assert!(new_setup_token(&app.database).await.unwrap().is_none());
    let transaction = app.database.begin().await.unwrap();
    let hash = server::auth::keys::hash("leaked");
    transaction
        .system()
        .set_setting(SETUP_TOKEN, Some(&hash))
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    app.anyone().get("/api/setup?token=leaked").await.expect(404);
    let setup =
        json!({ "token": "leaked", "email": "eve@x.test", "password": "long enough", "accountName": "Eve" });
    app.anyone().post("/api/setup", setup).await.expect(404);
}

on_both_databases! {
    /// Of several who use the setup link at once, one becomes the owner.
    async fn one_owner(app) {
        let database = if app.database.is_sqlite() {
            Database::connect_file(&app.folder().join("empty.db")).await.unwrap()
        } else {
            Database::connect(&postgres_database().await).await.unwrap()
        };
        database.migrate().await.unwrap();
        let server = server::build(&app.config(), database.clone(), Clock::system()).unwrap();
        let token = new_setup_token(&database).await.unwrap().unwrap();
        let anyone = Client::new(server.router);
        let setups = (0..4).map(|at| {
            let setup = json!({ "token": token, "email": format!("owner{at}@x.test"), "password": "long enough a one",
                "accountName": "Shop" });
            let anyone = anyone.clone();
            async move { anyone.post("/api/setup", setup).await.status.as_u16() }
        });
        let mut statuses = futures::future::join_all(setups).await;
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 404, 404, 404]);
    }
}
