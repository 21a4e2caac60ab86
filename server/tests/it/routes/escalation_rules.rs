//! `/api/escalation-rules`, and what they do to escalations.

use axum::http::Method;
use serde_json::{Value, json};

use super::badge_rules::anybody;
use super::deliveries::channel;
use crate::support::app::{NOW, TestApp};
use crate::support::on_both_databases;
use crate::support::receiver::{Receiver, Reply};

fn draft(name: &str, conditions: Value, more: Value) -> Value {
    let mut draft = json!({ "name": name, "severity": "WARNING", "conditions": conditions, "mode": "ON" });
    draft
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    draft
}

async fn arrive(app: &TestApp, id: &str, name: &str) {
    let event = json!({ "type": "login", "identity": { "id": id, "data": { "name": name } } });
    app.server(&app.acme).post("/api/events", event).await.expect(200);
    app.drain().await;
}

async fn listed(app: &TestApp, query: &str) -> Vec<Value> {
    let page = app
        .server(&app.acme)
        .get(&format!("/api/escalations?{query}"))
        .await
        .expect(200)
        .json();
    page["content"].as_array().unwrap().clone()
}

on_both_databases! {
    /// Pending, open, acknowledged, closed with a reason; not again while the conditions hold on.
    async fn a_life(app) {
        let owner = app.owner(&app.acme);
        let rule = draft("Fakes", json!([{ "condition": "SCORE_LT", "category": "AUTHENTICITY", "threshold": 50 }]), json!({ "openAfterSeconds": 60 }));
        let rule = owner.post("/api/escalation-rules", rule).await.expect(201).json();
        arrive(&app, "eve", "Xkqzvtr Bwgfdq").await;
        arrive(&app, "ada", "Ada Lovelace").await;
        assert!(listed(&app, "").await.is_empty());
        assert_eq!(listed(&app, "status=PENDING").await.len(), 1);
        app.pass(60_000);
        app.drain().await;
        let open = listed(&app, "").await;
        assert_eq!((open.len(), &open[0]["identity"]["id"], &open[0]["openedAt"]), (1, &json!("eve"), &json!("2026-11-20T12:01:00.000Z")));
        assert!(open[0]["scoreSnapshot"]["authenticity"].as_i64().unwrap() < 50);

        let path = format!("/api/escalations/{}", open[0]["id"]);
        app.pass(1_000);
        owner.patch(&path, json!({ "status": "ACKNOWLEDGED", "assignee": "Owner@acme.test", "comment": "Mine." })).await.expect(200);
        owner.patch(&path, json!({ "comment": "Looks made up." })).await.expect(200);
        owner.patch(&path, json!({ "assignee": "nobody@acme.test" })).await.expect(400);
        owner.patch(&path, json!({ "closeReason": "FRAUD" })).await.expect(400);
        owner.patch(&path, json!({})).await.expect(400);
        let closed = owner.patch(&path, json!({ "status": "CLOSED", "closeReason": "FRAUD" })).await.expect(200).json();
        assert_eq!((&closed["closeReason"], &closed["assignee"]), (&json!("FRAUD"), &json!("owner@acme.test")));
        let entries = owner.get(&format!("{path}/entries")).await.expect(200).json();
        let told: Vec<(&str, &Value, &Value)> = entries.as_array().unwrap().iter()
            .map(|entry| (entry["action"].as_str().unwrap(), &entry["member"], &entry["comment"])).collect();
        let (owner_address, none) = (json!("owner@acme.test"), Value::Null);
        assert_eq!(told, [
            ("OPENED", &none, &none),
            ("ACKNOWLEDGED", &owner_address, &json!("Mine.")),
            ("ASSIGNED", &owner_address, &owner_address),
            ("COMMENTED", &owner_address, &json!("Looks made up.")),
            ("CLOSED", &owner_address, &none),
        ]);

        arrive(&app, "eve", "Xkqzvtr Bwgfdq").await;
        app.pass(600_000);
        app.drain().await;
        assert_eq!(listed(&app, "").await.len(), 1, "the same match raises nothing twice");
        arrive(&app, "eve", "Eve Adams").await;
        arrive(&app, "eve", "Xkqzvtr Bwgfdq").await;
        app.pass(60_000);
        app.drain().await;
        assert_eq!(listed(&app, "status=OPEN").await.len(), 1, "a new match raises a new one");

        owner.send(Method::DELETE, &format!("/api/escalation-rules/{}", rule["id"]), None).await.expect(204);
        app.drain().await;
        assert_eq!(listed(&app, "").await.len(), 2, "escalations outlive their rule");
        assert_eq!(owner.get("/api/escalations/summary").await.json(), json!({ "open": 1, "acknowledged": 0, "closed": 1 }));
    }
}

on_both_databases! {
    /// What heals closes by itself after its delay; what does not hold for the whole delay never opens.
    async fn closes_by_itself(app) {
        let owner = app.owner(&app.acme);
        let fake = json!([{ "condition": "SCORE_LT", "category": "AUTHENTICITY", "threshold": 50 }]);
        owner.post("/api/escalation-rules", draft("At once", fake.clone(), json!({ "closeAfterSeconds": 30 }))).await.expect(201);
        owner.post("/api/escalation-rules", draft("Patient", fake, json!({ "openAfterSeconds": 10 }))).await.expect(201);
        arrive(&app, "eve", "Xkqzvtr Bwgfdq").await;
        app.pass(9_900);
        arrive(&app, "eve", "Eve Adams").await;
        app.pass(29_999);
        app.drain().await;
        let open = listed(&app, "").await;
        assert_eq!((open.len(), &open[0]["status"], &open[0]["escalationRule"]["label"]), (1, &json!("OPEN"), &json!("At once")));
        app.pass(1);
        app.drain().await;
        let closed = listed(&app, "").await;
        assert_eq!((&closed[0]["status"], &closed[0]["closedAt"], &closed[0]["closeReason"]), (&json!("CLOSED"), &json!("2026-11-20T12:00:39.900Z"), &Value::Null));
        assert!(listed(&app, "status=PENDING").await.is_empty());
    }
}

on_both_databases! {
    /// A rule that only logs shows nothing; switched on, it raises. Who is left out has no open escalation.
    async fn modes_and_disregard(app) {
        let owner = app.owner(&app.acme);
        let rule = draft("Everybody", anybody(), json!({ "mode": "LOG_ONLY" }));
        let rule = owner.post("/api/escalation-rules", rule).await.expect(201).json();
        arrive(&app, "ada", "Ada Lovelace").await;
        assert!(listed(&app, "").await.is_empty());
        app.pass(1_000);
        let path = format!("/api/escalation-rules/{}", rule["id"]);
        owner.patch(&path, json!({ "mode": "ON" })).await.expect(200);
        app.drain().await;
        assert_eq!(listed(&app, "status=OPEN").await.len(), 1);
        app.pass(1_000);
        owner.patch("/api/identities/ada", json!({ "disregarded": true })).await.expect(200);
        let closed = listed(&app, "").await;
        assert_eq!((closed.len(), &closed[0]["status"]), (1, &json!("CLOSED")));
        let entries = owner.get(&format!("/api/escalations/{}/entries", closed[0]["id"])).await.json();
        assert_eq!(entries[1]["action"], "CLOSED_BY_DISREGARD");
    }
}

on_both_databases! {
    /// A back-test of the days that were lived through with a rule on finds exactly what the rule raised.
    async fn back_tests_tell_the_truth(app) {
        let (owner, server) = (app.owner(&app.acme), app.server(&app.acme));
        let badge = json!({ "name": "Fake", "type": "BAD", "applyDelaySeconds": 3_600, "removeDelaySeconds": 600,
            "conditions": [{ "condition": "SCORE_LT", "category": "AUTHENTICITY", "threshold": 50 }], "mode": "ON" });
        owner.post("/api/badge-rules", badge).await.expect(201);
        let wears = json!([{ "condition": "BADGE_EXISTS", "badge": "fake" }, { "condition": "IDENTITY_AGE_LT", "seconds": 200_000 }]);
        let rule = draft("Fakes", wears, json!({ "openAfterSeconds": 120, "closeAfterSeconds": 7_200 }));
        owner.post("/api/escalation-rules", rule.clone()).await.expect(201);
        app.drain().await;
        app.pass(1);
        let mut seed = 11_u64;
        for _ in 0..160 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            app.pass(i64::try_from(seed >> 33).unwrap() % 7_200_000);
            let name = if seed >> 60 < 8 { "Xkqzvtr Bwgfdq" } else { "Ada Lovelace" };
            let id = format!("p{}", (seed >> 40) % 9);
            let event = json!({ "type": "login", "identity": { "id": id, "data": { "name": name } } });
            server.post("/api/events", event).await.expect(200);
            app.drain().await;
        }
        app.pass(1_000);
        app.drain().await;
        let mut raised: Vec<Value> = listed(&app, "pageSize=100&order=ASC").await.into_iter()
            .map(|row| json!({ "identity": row["identity"]["id"], "openedAt": row["openedAt"], "closedAt": row["closedAt"] }))
            .collect();
        assert!(raised.len() > 5, "{}", raised.len());
        let test = server.post("/api/escalation-rules/actions/back-test", json!({ "rule": rule, "days": 30 })).await.expect(200).json();
        let key = |row: &Value| (row["openedAt"].to_string(), row["identity"].to_string());
        raised.sort_by_key(key);
        assert_eq!(test["escalations"], json!(raised));
        assert_eq!(test["opened"], raised.len());
        let by_day: i64 = test["byDay"].as_array().unwrap().iter().map(|day| day["opened"].as_i64().unwrap()).sum();
        assert_eq!(by_day, raised.len() as i64);
    }
}

on_both_databases! {
    /// A person arrives, and the rule's channel hears of badge and escalation, signed; and of the end when it is closed.
    async fn channels_hear_of_it(app) {
        let receiver = Receiver::start(vec![Reply::Status(204)]).await;
        let (hook, other) = (channel(&app, "WEBHOOK", "Hook", &receiver.url).await, Receiver::start(vec![Reply::Status(204)]).await);
        channel(&app, "WEBHOOK", "Other", &other.url).await;
        let owner = app.owner(&app.acme);
        let fake = json!([{ "condition": "SCORE_LT", "category": "AUTHENTICITY", "threshold": 50 }]);
        let badge = json!({ "name": "Fake", "type": "BAD", "conditions": fake, "mode": "ON" });
        owner.post("/api/badge-rules", badge).await.expect(201);
        let wears = json!([{ "condition": "BADGE_EXISTS", "badge": "fake" }]);
        owner.post("/api/escalation-rules", draft("Nowhere", wears.clone(), json!({ "channels": ["nowhere"] }))).await.expect(400);
        owner.post("/api/escalation-rules", draft("Fakes", wears, json!({ "channels": ["hook"] }))).await.expect(201);
        arrive(&app, "eve", "Xkqzvtr Bwgfdq").await;
        let open = listed(&app, "").await;
        owner.patch(&format!("/api/escalations/{}", open[0]["id"]), json!({ "status": "CLOSED", "closeReason": "FRAUD" })).await.expect(200);
        app.drain().await;
        let requests = receiver.heard();
        let mut told: Vec<(String, Value)> = requests.iter().map(|request| {
            request.assert_signed(&hook.secret, NOW);
            let body = request.json();
            (body["event"].as_str().unwrap().to_owned(), body["data"]["identityId"].clone())
        }).collect();
        told.sort_by_key(|(event, _)| event.clone());
        let eve = json!("eve");
        assert_eq!(told, [
            ("ESCALATION_CLOSED".to_owned(), eve.clone()),
            ("ESCALATION_OPENED".to_owned(), eve.clone()),
            ("IDENTITY_BADGES_CHANGED".to_owned(), eve),
        ]);
        let others: Vec<Value> = other.heard().iter().map(|request| request.json()["event"].clone()).collect();
        assert_eq!(others, ["IDENTITY_BADGES_CHANGED"], "escalations go where their rule says");
    }
}
