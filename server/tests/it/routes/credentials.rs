//! `/api/credentials`.

use app::types::member::Role;
use serde_json::json;

use crate::support::on_both_databases;

on_both_databases! {
    /// A secret is shown once; a disabled or revoked key stops working at once, and revoking is for good.
    async fn a_life(app) {
        let owner = app.owner(&app.acme);
        let draft = json!({ "name": "Shop", "allowedOrigins": ["https://Shop.test"] });
        let new = owner.post("/api/credentials", draft).await.expect(201).json();
        let secret = new["secretKey"].as_str().unwrap().to_owned();
        assert_eq!(new["credential"]["allowedOrigins"], json!(["https://shop.test"]));
        let listed = owner.get("/api/credentials").await.expect(200);
        assert!(!listed.body.contains(&secret));
        let id = new["credential"]["id"].as_i64().unwrap();
        let works = async || {
            let event = json!({ "type": "login", "identity": { "id": "ada" } });
            app.anyone().bearer(&secret).post("/api/events", event).await.status.as_u16()
        };
        assert_eq!(works().await, 200);
        let path = format!("/api/credentials/{id}");
        owner.patch(&path, json!({ "enabled": false })).await.expect(200);
        assert_eq!(works().await, 401);
        owner.patch(&path, json!({ "enabled": true })).await.expect(200);
        assert_eq!(works().await, 200);
        owner.post(&format!("{path}/actions/revoke"), json!({})).await.expect(200);
        assert_eq!(works().await, 401);
        owner.patch(&path, json!({ "enabled": true })).await.expect(409);
        for bad in [json!({ "name": "" }), json!({ "name": "x", "allowedOrigins": ["shop.test"] }), json!({})] {
            owner.post("/api/credentials", bad).await.expect(400);
        }
    }
}

on_both_databases! {
    /// Only admins and owners hand out keys; a secret key cannot make another.
    async fn who_may(app) {
        let draft = json!({ "name": "Shop" });
        app.server(&app.acme).post("/api/credentials", draft.clone()).await.expect(403);
        for (role, status) in [(Role::Viewer, 403), (Role::Analyst, 403), (Role::Admin, 201)] {
            app.member(&app.acme, role).await.post("/api/credentials", draft.clone()).await.expect(status);
        }
        let path = format!("/api/credentials/{}", app.acme.credential);
        app.owner(&app.other).patch(&path, json!({ "enabled": false })).await.expect(404);
    }
}
