//! `/api/credentials`.

use app::types::member::Role;
use serde_json::json;

use crate::support::on_both_databases;

/// As the customer's server signs an identity.
fn sign(secret: &str, identity: &str) -> String {
    use hmac::{Hmac, KeyInit, Mac};
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(identity.as_bytes());
    server::auth::keys::hex(&mac.finalize().into_bytes())
}

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
    /// With signed identification a page's word counts only with a signature of the customer's server, whose secret is
    /// shown once and can be changed.
    async fn signed_identification(app) {
        let owner = app.owner(&app.acme);
        let path = format!("/api/credentials/{}", app.acme.credential);
        let on = owner.patch(&path, json!({ "requireSignature": true })).await.expect(200).json();
        let secret = on["signingSecret"].as_str().unwrap().to_owned();
        assert_eq!(on["requireSignature"], true);
        assert!(owner.patch(&path, json!({ "requireSignature": true })).await.json().get("signingSecret").is_none());
        assert!(!owner.get("/api/credentials").await.expect(200).body.contains(&secret));
        let known = async |id: &str, signature: Option<String>| {
            let event = json!({ "key": app.acme.public_key, "type": "login", "identity": { "id": id }, "signature": signature });
            app.anyone().post_text("/api/events", event).await.expect(200);
            app.server(&app.acme).get(&format!("/api/identities/{id}")).await.status == 200
        };
        assert!(!known("ada", None).await);
        assert!(!known("ada", Some(sign(&secret, "bob"))).await);
        assert!(known("ada", Some(sign(&secret, "ada"))).await);
        let rotate = format!("{path}/actions/rotate-signing-secret");
        let new = owner.post(&rotate, json!({})).await.expect(200).json()["signingSecret"].as_str().unwrap().to_owned();
        assert!(!known("bob", Some(sign(&secret, "bob"))).await);
        assert!(known("bob", Some(sign(&new, "bob"))).await);
        owner.patch(&path, json!({ "requireSignature": false })).await.expect(200);
        assert!(known("cyd", None).await);
    }
}

on_both_databases! {
    /// A rotated secret key goes on working for as long as was asked, and no longer; revoking ends both.
    async fn rotation_overlaps(app) {
        let owner = app.owner(&app.acme);
        let path = format!("/api/credentials/{}/actions/rotate", app.acme.credential);
        let rotate = async |seconds: i64| {
            let new = owner.post(&path, json!({ "overlapSeconds": seconds })).await.expect(200).json();
            let secret = new["secretKey"].as_str().unwrap().to_owned();
            assert!(secret.starts_with(new["credential"]["secretKeyPrefix"].as_str().unwrap()));
            secret
        };
        let works = async |key: &str| {
            app.state.credentials.forget();
            app.anyone().bearer(key).get("/api/identities").await.status == 200
        };
        let first = &app.acme.secret_key;
        let second = rotate(60).await;
        assert!(works(first).await && works(&second).await);
        app.pass(59_999);
        assert!(works(first).await);
        app.pass(1);
        assert!(!works(first).await && works(&second).await);
        let third = rotate(0).await;
        assert!(!works(&second).await && works(&third).await);
        for bad in [json!({}), json!({ "overlapSeconds": -1 }), json!({ "overlapSeconds": 2_592_001 })] {
            app.pass(60_000);
            owner.post(&path, bad).await.expect(400);
        }
        owner.post(&format!("/api/credentials/{}/actions/revoke", app.acme.credential), json!({})).await.expect(200);
        assert!(!works(&third).await);
        app.pass(60_000);
        owner.post(&path, json!({ "overlapSeconds": 60 })).await.expect(409);
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
        for (action, body) in [("rotate", json!({ "overlapSeconds": 0 })), ("rotate-signing-secret", json!({}))] {
            let path = format!("{path}/actions/{action}");
            app.owner(&app.other).post(&path, body.clone()).await.expect(404);
            app.server(&app.acme).post(&path, body.clone()).await.expect(403);
        }
    }
}
