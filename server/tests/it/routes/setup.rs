//! `/api/setup`.

use serde_json::json;
use server::domain::accounts::{SETUP_TOKEN, new_setup_token};

use crate::support::app::TestApp;

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
