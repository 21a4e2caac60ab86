//! `/api/mappings`.

use app::types::member::Role;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::on_both_databases;

fn draft(kind: &str, source: &str, target: Value) -> Value {
    json!({ "kind": kind, "source": source, "target": target })
}

/// Scores and observations of an identity, without the numbers and times of its cycle.
async fn findings(app: &TestApp, id: &str) -> Value {
    let path = format!("/api/identities/{id}/analysis");
    app.server(&app.acme).get(&path).await.expect(200).json()["scores"].clone()
}

async fn cycles(app: &TestApp, id: &str) -> usize {
    let path = format!("/api/identities/{id}/history");
    app.server(&app.acme)
        .get(&path)
        .await
        .expect(200)
        .json()
        .as_array()
        .unwrap()
        .len()
}

on_both_databases! {
    /// A name gets a meaning, another one, and none; defaults are overridden and come back.
    async fn a_life(app) {
        let owner = app.owner(&app.acme);
        let made = owner.post("/api/mappings", draft("EVENT_TYPE", "Vote.Cast", json!("CONTENT_CREATED"))).await.expect(201).json();
        assert_eq!(made["id"], "EVENT_TYPE:vote_cast");
        assert_eq!((&made["scope"], &made["source"], &made["globalTarget"]), (&json!("CUSTOMER"), &json!("Vote.Cast"), &json!(null)));
        owner.post("/api/mappings", draft("EVENT_TYPE", "vote-cast", json!("LOGIN"))).await.expect(409);
        let path = "/api/mappings/EVENT_TYPE%3Avote_cast";
        let changed = owner.patch(path, json!({ "target": "FEATURE_USED" })).await.expect(200).json();
        assert_eq!(changed["target"], "FEATURE_USED");
        owner.patch(path, json!({})).await.expect(400);
        assert_eq!(owner.get("/api/mappings/EVENT_TYPE:voteCast").await.expect(200).json(), changed);

        let off = owner.post("/api/mappings", draft("EVENT_TYPE", "order", json!(null))).await.expect(201).json();
        assert_eq!((&off["target"], &off["globalTarget"]), (&json!(null), &json!("PURCHASE")));
        let one = async |query: &str| owner.get(&format!("/api/mappings?{query}")).await.expect(200).json();
        let own = one("scope=CUSTOMER").await;
        assert_eq!(own["totalElements"], 2);
        assert_eq!(own["content"][0]["source"], "order");
        let of_order = one("kind=EVENT_TYPE&term=order&scope=GLOBAL").await;
        assert!(of_order["content"].as_array().unwrap().iter().all(|mapping| mapping["id"] != "EVENT_TYPE:order"));
        assert_eq!(one("kind=IDENTITY_FIELD&term=e_mail").await["content"][0]["target"], "EMAIL");
        assert_eq!(one("sort=target&order=DESC").await["content"][0]["target"], "USERNAME");

        owner.send(axum::http::Method::DELETE, "/api/mappings/EVENT_TYPE:order", None).await.expect(204);
        assert_eq!(owner.get("/api/mappings/EVENT_TYPE:order").await.expect(200).json()["scope"], "GLOBAL");
        owner.send(axum::http::Method::DELETE, path, None).await.expect(204);
        owner.get(path).await.expect(404);
    }
}

on_both_databases! {
    /// Defaults are read and never written; what no mapping can be is named.
    async fn refusals(app) {
        let owner = app.owner(&app.acme);
        owner.patch("/api/mappings/EVENT_TYPE:login", json!({ "target": null })).await.expect(409);
        owner.send(axum::http::Method::DELETE, "/api/mappings/EVENT_TYPE:login", None).await.expect(409);
        owner.patch("/api/mappings/EVENT_TYPE:nothing", json!({ "target": null })).await.expect(404);
        for missing in ["login", "OTHER:login", "EVENT_TYPE:", "EVENT_TYPE:nothing"] {
            owner.get(&format!("/api/mappings/{missing}")).await.expect(404);
        }
        for (bad, field) in [
            (draft("EVENT_TYPE", "two words", json!("LOGIN")), "source"),
            (draft("EVENT_TYPE", "dregs_init", json!("LOGIN")), "source"),
            (draft("EVENT_TYPE", "a", json!("EMAIL")), "target"),
            (draft("IDENTITY_FIELD", "a", json!("LOGIN")), "target"),
            (draft("OTHER", "a", json!("LOGIN")), "kind"),
            (json!({ "kind": "EVENT_TYPE", "source": "a" }), "body"),
        ] {
            let answer = owner.post("/api/mappings", bad).await.expect(400).json();
            assert!(answer["message"].as_str().unwrap().starts_with(field), "{answer}");
        }
        owner.get("/api/mappings?kind=OTHER").await.expect(400);
        owner.get("/api/mappings?scope=OTHER").await.expect(400);
    }
}

on_both_databases! {
    /// Everybody in the account reads, admins write; a key writes nothing.
    async fn who_may(app) {
        let login = draft("EVENT_TYPE", "hello", json!("LOGIN"));
        app.server(&app.acme).post("/api/mappings", login.clone()).await.expect(403);
        app.server(&app.acme).get("/api/mappings").await.expect(200);
        for (role, status) in [(Role::Viewer, 403), (Role::Analyst, 403), (Role::Admin, 201)] {
            let member = app.member(&app.acme, role).await;
            member.get("/api/mappings").await.expect(200);
            member.post("/api/mappings", login.clone()).await.expect(status);
        }
        let other = app.owner(&app.other);
        other.get("/api/mappings/EVENT_TYPE:hello").await.expect(404);
        other.patch("/api/mappings/EVENT_TYPE:hello", json!({ "target": null })).await.expect(404);
        other.send(axum::http::Method::DELETE, "/api/mappings/EVENT_TYPE:hello", None).await.expect(404);
        assert_eq!(other.get("/api/mappings?scope=CUSTOMER").await.json()["totalElements"], 0);
    }
}

on_both_databases! {
    /// A new meaning holds for what happened before: those concerned are scored again as if it had always been so,
    /// nobody else is, and taking it back takes it back.
    async fn past_events_are_read_anew(app) {
        let (server, owner) = (app.server(&app.acme), app.owner(&app.acme));
        let event = |name: &str, id: &str| json!({ "type": name, "identity": { "id": id, "data": { "name": id } } });
        for n in 0..8 {
            app.pass(30_000);
            server.post("/api/events", event("pw_wrong", "ada")).await.expect(200);
            server.post("/api/events", event("login_failed", "eve")).await.expect(200);
            server.post("/api/events", event("page_view", "bob")).await.expect(200);
            if n % 3 == 0 {
                app.drain().await;
            }
        }
        app.drain().await;
        let before = findings(&app, "ada").await;
        let (of_eve, bobs) = (findings(&app, "eve").await, cycles(&app, "bob").await);
        assert!(before != of_eve && of_eve.to_string().contains("behavior.login-failures"));

        owner.post("/api/mappings", draft("EVENT_TYPE", "PwWrong", json!("LOGIN_FAILED"))).await.expect(201);
        app.drain().await;
        assert_eq!(findings(&app, "ada").await, of_eve);
        assert_eq!(cycles(&app, "bob").await, bobs);
        let events = server.get("/api/events?identity=ada").await.json();
        assert_eq!(events["content"][0]["canonicalType"], "LOGIN_FAILED");
        server.post("/api/events", event("pw_wrong", "ada")).await.expect(200);
        server.post("/api/events", event("login_failed", "eve")).await.expect(200);
        app.drain().await;
        assert_eq!(findings(&app, "ada").await, findings(&app, "eve").await);

        owner.patch("/api/mappings/EVENT_TYPE:pw_wrong", json!({ "target": null })).await.expect(200);
        owner.send(axum::http::Method::DELETE, "/api/mappings/EVENT_TYPE:pw_wrong", None).await.expect(204);
        app.drain().await;
        assert!(!findings(&app, "ada").await.to_string().contains("behavior.login-failures"));
        let events = server.get("/api/events?identity=ada").await.json();
        assert_eq!(events["content"][0]["canonicalType"], json!(null));
    }
}

on_both_databases! {
    /// A customer's attribute keys tell names and addresses, of identities that were there before as of those that come.
    async fn fields_are_read_anew(app) {
        let (server, owner) = (app.server(&app.acme), app.owner(&app.acme));
        let event = |id: &str, mail: &str| json!({ "type": "login", "identity": { "id": id, "data": { "kontakt": mail, "name": "Plan B" } } });
        server.post("/api/events", event("ada", "ada@mailinator.com")).await.expect(200);
        server.post("/api/events", event("bob", "a.d.a@engines.example")).await.expect(200);
        app.drain().await;
        assert_eq!(server.get("/api/identities/ada").await.json()["displayEmail"], json!(null));
        owner.post("/api/mappings", draft("IDENTITY_FIELD", "Kontakt", json!("EMAIL"))).await.expect(201);
        owner.post("/api/mappings", draft("IDENTITY_FIELD", "name", json!(null))).await.expect(201);
        app.drain().await;
        let ada = server.get("/api/identities/ada").await.json();
        assert_eq!((&ada["displayEmail"], &ada["displayName"]), (&json!("ada@mailinator.com"), &json!(null)));
        assert!(findings(&app, "ada").await.to_string().contains("authenticity.disposable-email"));
        assert_eq!(server.get("/api/identities?term=a.d.a@engines").await.json()["totalElements"], 1);
        server.post("/api/events", event("eve", "eve@engines.example")).await.expect(200);
        assert_eq!(server.get("/api/identities/eve").await.json()["displayEmail"], "eve@engines.example");
        owner.send(axum::http::Method::DELETE, "/api/mappings/IDENTITY_FIELD:kontakt", None).await.expect(204);
        owner.send(axum::http::Method::DELETE, "/api/mappings/IDENTITY_FIELD:name", None).await.expect(204);
        app.drain().await;
        let ada = server.get("/api/identities/ada").await.json();
        assert_eq!((&ada["displayEmail"], &ada["displayName"]), (&json!(null), &json!("Plan B")));
    }
}
