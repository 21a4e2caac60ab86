//! `/api/datasets`.

use app::types::member::Role;
use axum::http::Method;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};
use crate::support::on_both_databases;

async fn put(client: &Client, path: &str, body: Value) -> Answer {
    client
        .send(
            Method::PUT,
            &format!("/api/datasets/{path}"),
            Some(body.to_string()),
        )
        .await
}

async fn delete(client: &Client, path: &str) -> Answer {
    client
        .send(Method::DELETE, &format!("/api/datasets/{path}"), None)
        .await
}

/// The observation of one analyzer about an identity, after another cycle.
async fn observed(app: &TestApp, id: &str, code: &str) -> Option<Value> {
    let server = app.server(&app.acme);
    server
        .post(&format!("/api/identities/{id}/actions/analyze"), json!({}))
        .await
        .expect(201);
    app.drain().await;
    let analysis = server
        .get(&format!("/api/identities/{id}/analysis"))
        .await
        .expect(200)
        .json();
    let scores = analysis["scores"].as_array().unwrap().clone();
    let observations = scores
        .iter()
        .flat_map(|score| score["observations"].as_array().unwrap().clone());
    observations
        .into_iter()
        .find(|observation| observation["id"] == code)
}

on_both_databases! {
    /// Entries are added, noted, switched off and taken away, one by one and many at once.
    async fn a_life(app) {
        let owner = app.owner(&app.acme);
        let listed = owner.get("/api/datasets").await.expect(200).json();
        let names: Vec<&str> = listed.as_array().unwrap().iter().map(|set| set["name"].as_str().unwrap()).collect();
        assert_eq!(names.len(), 7);
        assert!(names.contains(&"disposable_email_domains") && names.contains(&"sensitive_keys"));

        let entry = put(&owner, "trusted_ips/entries/198.51.100.77%2F24", json!({ "value": "Office" })).await.expect(200).json();
        assert_eq!((&entry["key"], &entry["value"], &entry["active"]), (&json!("198.51.100.0/24"), &json!("Office"), &json!(true)));
        let off = put(&owner, "disposable_email_domains/entries/mailinator.com", json!({ "active": false })).await.expect(200).json();
        assert_eq!((&off["overridesGlobal"], &off["active"]), (&json!(true), &json!(false)));
        let many = json!({ "entries": [{ "key": "a.example" }, { "key": "B.example", "value": "x" }, { "key": "b.example", "value": "y" }] });
        let stored = owner.post("/api/datasets/disposable_email_domains/entries", many).await.expect(200).json();
        assert_eq!(stored, json!({ "stored": 2 }));

        let get = async |query: &str| owner.get(&format!("/api/datasets/disposable_email_domains/entries?{query}")).await.expect(200).json();
        let own = get("scope=CUSTOMER").await;
        let keys: Vec<&str> = own["content"].as_array().unwrap().iter().map(|entry| entry["key"].as_str().unwrap()).collect();
        assert_eq!(keys, ["a.example", "b.example", "mailinator.com"]);
        assert_eq!(own["content"][1]["value"], "y");
        assert_eq!(get("term=yopmail.com").await["content"][0]["scope"], "GLOBAL");
        let counted = owner.get("/api/datasets").await.json();
        let counted = counted.as_array().unwrap().iter().find(|set| set["name"] == "disposable_email_domains").unwrap().clone();
        assert_eq!((counted["customerCount"].as_u64(), counted["globalCount"].as_u64() > Some(800)), (Some(3), true));

        delete(&owner, "disposable_email_domains/entries/mailinator.com").await.expect(204);
        delete(&owner, "disposable_email_domains/entries/mailinator.com").await.expect(409);
        delete(&owner, "disposable_email_domains/entries/nothing.example").await.expect(404);
        assert_eq!(get("term=mailinator.com").await["content"][0]["scope"], "GLOBAL");
    }
}

on_both_databases! {
    /// A key that cannot be one is refused, and of many nothing is stored then.
    async fn refusals(app) {
        let owner = app.owner(&app.acme);
        put(&owner, "trusted_ips/entries/office", json!({})).await.expect(400);
        put(&owner, "trusted_ips/entries/198.51.100.7", json!({ "value": "x".repeat(201) })).await.expect(400);
        put(&owner, "trusted_ips/entries/198.51.100.7", json!({ "note": "x" })).await.expect(400);
        put(&owner, "nothing/entries/x", json!({})).await.expect(404);
        owner.get("/api/datasets/nothing/entries").await.expect(404);
        let many = json!({ "entries": [{ "key": "198.51.100.7" }, { "key": "0.0.0.0/0" }] });
        let answer = owner.post("/api/datasets/trusted_ips/entries", many).await.expect(400).json();
        assert!(answer["message"].as_str().unwrap().starts_with("entries[1].key:"), "{answer}");
        owner.post("/api/datasets/trusted_ips/entries", json!({ "entries": [] })).await.expect(400);
        let keys: Vec<Value> = (0..1_001).map(|n| json!({ "key": format!("10.0.{}.{}", n / 256, n % 256) })).collect();
        owner.post("/api/datasets/trusted_ips/entries", json!({ "entries": keys })).await.expect(400);
        owner.post("/api/datasets/trusted_ips/entries", json!({ "entries": keys[..1_000] })).await.expect(200);
        assert_eq!(owner.get("/api/datasets/trusted_ips/entries?pageSize=100&pageNumber=9").await.json()["numberOfElements"], 100);
    }
}

on_both_databases! {
    /// Everybody in the account reads, admins write; a key writes nothing, and accounts know nothing of each other.
    async fn who_may(app) {
        put(&app.server(&app.acme), "trusted_ips/entries/198.51.100.7", json!({})).await.expect(403);
        for (role, status) in [(Role::Viewer, 403), (Role::Analyst, 403), (Role::Admin, 200)] {
            let member = app.member(&app.acme, role).await;
            member.get("/api/datasets/trusted_ips/entries").await.expect(200);
            put(&member, "trusted_ips/entries/198.51.100.7", json!({})).await.expect(status);
            let many = json!({ "entries": [{ "key": "198.51.100.8" }] });
            member.post("/api/datasets/trusted_ips/entries", many).await.expect(status);
        }
        let other = app.owner(&app.other);
        assert_eq!(other.get("/api/datasets/trusted_ips/entries").await.json()["totalElements"], 0);
        delete(&other, "trusted_ips/entries/198.51.100.7").await.expect(404);
    }
}

on_both_databases! {
    /// What the customer lists and switches off holds from the next cycle on.
    async fn analyzers_read_them(app) {
        let (server, owner) = (app.server(&app.acme), app.owner(&app.acme));
        let event = |id: &str, email: &str| json!({ "type": "signup", "ip": "198.51.100.9",
            "identity": { "id": id, "data": { "email": email, "name": "Muggle Friend" } } });
        server.post("/api/events", event("ada", "ada@throwaway.example")).await.expect(200);
        server.post("/api/events", event("bob", "bob@mailinator.com")).await.expect(200);
        for n in 0..8 {
            server.post("/api/events", event(&format!("dup{n}"), &format!("dup{n}@engines.example"))).await.expect(200);
        }
        let (disposable, shared) = ("authenticity.disposable-email", "uniqueness.shared-address");
        assert!(observed(&app, "ada", disposable).await.is_none() && observed(&app, "bob", disposable).await.is_some());
        assert!(observed(&app, "ada", shared).await.unwrap()["value"].as_f64() < Some(0.5));
        assert!(observed(&app, "ada", "authenticity.profanity").await.is_none());

        put(&owner, "disposable_email_domains/entries/throwaway.example", json!({})).await.expect(200);
        put(&owner, "disposable_email_domains/entries/mailinator.com", json!({ "active": false })).await.expect(200);
        put(&owner, "suspicious_names/entries/Muggle%20Friend", json!({})).await.expect(200);
        put(&owner, "profanity/entries/muggle", json!({})).await.expect(200);
        put(&owner, "suspicious_ips/entries/198.51.100.0%2F24", json!({})).await.expect(200);
        assert!(observed(&app, "ada", disposable).await.is_some() && observed(&app, "bob", disposable).await.is_none());
        assert!(observed(&app, "ada", "authenticity.placeholder-values").await.is_some());
        assert!(observed(&app, "ada", "authenticity.profanity").await.is_some());
        assert_eq!(observed(&app, "ada", "behavior.suspicious-address").await.unwrap()["metadata"]["entry"], "198.51.100.0/24");
        put(&owner, "trusted_ips/entries/198.51.100.9", json!({ "value": "Office" })).await.expect(200);
        assert!(observed(&app, "ada", "behavior.suspicious-address").await.is_none());
        assert!(observed(&app, "ada", shared).await.is_none());
    }
}
