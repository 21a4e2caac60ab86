//! `/api/badge-rules`.

use app::types::member::Role;
use axum::http::Method;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::on_both_databases;

/// Holds for everybody who has been scored.
pub fn anybody() -> Value {
    json!([{ "condition": "SCORE_GTE", "category": "ANY", "threshold": 0 }])
}

async fn arrive(app: &TestApp, id: &str) {
    let event = json!({ "type": "login", "identity": { "id": id, "data": { "name": "Ada Lovelace" } } });
    app.server(&app.acme).post("/api/events", event).await.expect(200);
    app.drain().await;
}

async fn worn(app: &TestApp, id: &str) -> Vec<String> {
    let identity = app
        .server(&app.acme)
        .get(&format!("/api/identities/{id}"))
        .await
        .expect(200)
        .json();
    let badges = identity["badges"].as_array().unwrap().iter();
    badges
        .map(|badge| badge["slug"].as_str().unwrap().to_owned())
        .collect()
}

on_both_databases! {
    /// A rule puts its badge on those who are there and those who come; changed, restored or removed, it goes through
    /// everybody again.
    async fn a_life(app) {
        let owner = app.owner(&app.acme);
        arrive(&app, "ada").await;
        let draft = json!({ "name": "Seen", "type": "NEUTRAL", "conditions": anybody(), "mode": "ON" });
        let rule = owner.post("/api/badge-rules", draft).await.expect(201).json();
        assert_eq!((&rule["slug"], &rule["sentence"], &rule["enabled"]), (&json!("seen"), &json!("any score is at least 0"), &json!(true)));
        assert_eq!(owner.get("/api/rules/progress").await.json()["running"], true);
        app.drain().await;
        let progress = owner.get("/api/rules/progress").await.json();
        assert_eq!((&progress["running"], &progress["done"], &progress["total"]), (&json!(false), &json!(1), &json!(1)));
        arrive(&app, "bob").await;
        assert_eq!((worn(&app, "ada").await, worn(&app, "bob").await), (vec!["seen".to_owned()], vec!["seen".to_owned()]));

        let path = format!("/api/badge-rules/{}", rule["id"]);
        app.pass(1_000);
        let never = json!([{ "condition": "SCORE_LT", "category": "ANY", "threshold": 0 }]);
        let changed = owner.patch(&path, json!({ "conditions": never, "name": "Never" })).await.expect(200).json();
        assert_eq!((&changed["version"], &changed["slug"]), (&json!(2), &json!("seen")));
        app.drain().await;
        assert_eq!(worn(&app, "ada").await, Vec::<String>::new());

        let versions = owner.get(&format!("{path}/versions")).await.expect(200).json();
        assert_eq!((&versions[0]["rule"], &versions[1]["rule"]["name"], &versions[0]["changedBy"]), (&changed, &json!("Seen"), &json!("owner@acme.test")));
        app.pass(1_000);
        owner.post(&format!("{path}/versions/1/actions/restore"), json!({})).await.expect(200);
        owner.post(&format!("{path}/versions/9/actions/restore"), json!({})).await.expect(404);
        app.drain().await;
        assert_eq!(worn(&app, "ada").await, ["seen"]);

        app.pass(1_000);
        owner.send(Method::DELETE, &path, None).await.expect(204);
        owner.get(&path).await.expect(404);
        owner.send(Method::DELETE, &path, None).await.expect(404);
        app.drain().await;
        assert_eq!(worn(&app, "bob").await, Vec::<String>::new());
        let changes = owner.get("/api/identities/ada/badge-changes").await.expect(200).json();
        let told: Vec<(bool, &str, &str)> = changes.as_array().unwrap().iter()
            .map(|change| (change["gained"].as_bool().unwrap(), change["at"].as_str().unwrap(), change["slug"].as_str().unwrap()))
            .collect();
        assert_eq!(told, [
            (false, "2026-11-20T12:00:03.000Z", "seen"),
            (true, "2026-11-20T12:00:02.000Z", "seen"),
            (false, "2026-11-20T12:00:01.000Z", "seen"),
            (true, "2026-11-20T12:00:00.000Z", "seen"),
        ]);
    }
}

on_both_databases! {
    /// 9.9 s of a delay of 10 s are not enough; 10 s are, also for a server that slept through the end.
    async fn delays_hold(app) {
        let owner = app.owner(&app.acme);
        let young = json!([{ "condition": "IDENTITY_AGE_GT", "seconds": 60 }]);
        let draft = json!({ "name": "Old hand", "type": "GOOD", "conditions": young, "applyDelaySeconds": 10, "enabled": true });
        owner.post("/api/badge-rules", draft).await.expect(201);
        arrive(&app, "ada").await;
        app.pass(69_900);
        app.drain().await;
        assert_eq!(worn(&app, "ada").await, Vec::<String>::new());
        app.pass(101);
        app.drain().await;
        assert_eq!(worn(&app, "ada").await, ["old-hand"]);
        arrive(&app, "bob").await;
        app.pass(3_600_000);
        app.drain().await;
        let bob = owner.get("/api/identities/bob").await.json();
        assert_eq!(bob["badges"][0]["since"], "2026-11-20T12:02:20.002Z", "since the delay was over, not since somebody looked");
    }
}

on_both_databases! {
    /// Who is left out wears nothing, and gets it back when taken back in.
    async fn the_disregarded_wear_nothing(app) {
        let owner = app.owner(&app.acme);
        let draft = json!({ "name": "Seen", "type": "NEUTRAL", "conditions": anybody(), "mode": "ON" });
        owner.post("/api/badge-rules", draft).await.expect(201);
        arrive(&app, "ada").await;
        owner.patch("/api/identities/ada", json!({ "disregarded": true })).await.expect(200);
        assert_eq!(worn(&app, "ada").await, Vec::<String>::new());
        app.drain().await;
        app.pass(1_000);
        owner.patch("/api/identities/ada", json!({ "disregarded": false })).await.expect(200);
        app.drain().await;
        let ada = owner.get("/api/identities/ada").await.json();
        assert_eq!((&ada["badges"][0]["slug"], &ada["badges"][0]["since"]), (&json!("seen"), &json!("2026-11-20T12:00:01.000Z")));
    }
}

on_both_databases! {
    /// What no rule can be is named; slugs are taken once; admins write.
    async fn refusals(app) {
        let owner = app.owner(&app.acme);
        let wears = json!([{ "condition": "BADGE_EXISTS", "badge": "bot" }]);
        for (bad, field) in [
            (json!({ "name": "", "type": "BAD", "conditions": anybody() }), "name"),
            (json!({ "name": "A", "type": "BAD", "conditions": [] }), "conditions"),
            (json!({ "name": "A", "type": "BAD", "conditions": wears }), "conditions"),
            (json!({ "name": "A", "type": "BAD", "conditions": [{ "condition": "SCORE_LT" }] }), "conditions[0]"),
            (json!({ "name": "A", "type": "WORSE", "conditions": anybody() }), "type"),
            (json!({ "name": "A", "type": "BAD", "conditions": anybody(), "applyDelaySeconds": -1 }), "applyDelaySeconds"),
            (json!({ "name": "A", "type": "BAD", "conditions": anybody(), "mode": "ON", "enabled": false }), "enabled"),
            (json!({ "name": "A", "type": "BAD", "conditions": anybody(), "slug": "A b" }), "slug"),
        ] {
            let answer = owner.post("/api/badge-rules", bad).await.expect(400).json();
            assert!(answer["message"].as_str().unwrap().starts_with(field), "{answer}");
        }
        let draft = |slug: Option<&str>| json!({ "name": "Bot", "type": "BAD", "conditions": anybody(), "slug": slug });
        let first = owner.post("/api/badge-rules", draft(None)).await.expect(201).json();
        let second = owner.post("/api/badge-rules", draft(None)).await.expect(201).json();
        assert_eq!((&first["slug"], &second["slug"], &first["mode"]), (&json!("bot"), &json!("bot-2"), &json!("OFF")));
        owner.post("/api/badge-rules", draft(Some("bot"))).await.expect(409);
        owner.post("/api/badge-rules", draft(Some("account-takeover-suspected"))).await.expect(409);
        assert_eq!(app.owner(&app.other).get("/api/badge-rules").await.expect(200).json(), json!([]));
        let analyst = app.member(&app.acme, Role::Analyst).await;
        analyst.post("/api/badge-rules", draft(None)).await.expect(403);
        analyst.post("/api/badge-rules/actions/preview", draft(None)).await.expect(200);
    }
}

on_both_databases! {
    /// A preview counts whom the rule would match, shows some of them, and names the rules that match them too; the
    /// rule then does what it said.
    async fn previews_come_true(app) {
        let (owner, server) = (app.owner(&app.acme), app.server(&app.acme));
        for id in 0..20 {
            let name = if id % 3 == 0 { "Xkqzvtr Bwgfdq" } else { "Ada Lovelace" };
            let event = json!({ "type": "login", "identity": { "id": format!("p{id}"), "data": { "name": name } } });
            server.post("/api/events", event).await.expect(200);
        }
        app.drain().await;
        let conditions = [
            json!([{ "condition": "SCORE_LT", "category": "AUTHENTICITY", "threshold": 50 }]),
            json!([{ "condition": "SCORE_GTE", "category": "ANY", "threshold": 50 }]),
            json!([{ "condition": "SCORE_LTE", "category": "ANY", "threshold": 50 }, { "condition": "IDENTITY_AGE_GT", "seconds": 10 }]),
            json!([{ "condition": "SCORE_GT", "category": "UNIQUENESS", "threshold": 20 }]),
            anybody(),
        ];
        app.pass(10_001);
        let mut previews = Vec::new();
        for (number, conditions) in conditions.iter().enumerate() {
            let draft = json!({ "name": format!("R{number}"), "type": "NEUTRAL", "conditions": conditions, "mode": "ON" });
            let preview = owner.post("/api/badge-rules/actions/preview", draft.clone()).await.expect(200).json();
            owner.post("/api/badge-rules", draft).await.expect(201);
            previews.push(preview);
        }
        app.drain().await;
        for (number, preview) in previews.iter().enumerate() {
            let found = owner.get(&format!("/api/identities?badge=r{number}")).await.expect(200).json();
            assert_eq!(preview["matches"], found["totalElements"], "{number}: {preview}");
            assert_eq!(preview["identities"], 20);
            let shown = preview["sample"].as_array().unwrap().len() as i64;
            assert_eq!(shown, preview["matches"].as_i64().unwrap().min(10));
        }
        assert_eq!((&previews[0]["matches"], &previews[4]["overlaps"][0]["matches"]), (&json!(7), &previews[1]["matches"].clone().max_with(&previews[3]["matches"])));
    }
}

trait MaxWith {
    fn max_with(&self, other: &Value) -> Value;
}

impl MaxWith for Value {
    fn max_with(&self, other: &Value) -> Value {
        json!(self.as_i64().unwrap().max(other.as_i64().unwrap()))
    }
}
