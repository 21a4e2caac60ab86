//! `DELETE /api/identities/{id}`.

use app::types::member::Role;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use server::domain::analyze::analyze;
use server::domain::interpretation::Interpretation;

use crate::support::app::TestApp;
use crate::support::builders::BOT;
use crate::support::on_both_databases;

const OWN: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const SHARED: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
const VISIT: &str = "3f0e1f6e-6f0d-4d4b-9a55-0e5d7c1f2a3b";

/// What happened at a device from an address, as the customer's server passes it on.
async fn happened(app: &TestApp, id: &str, identity: &str, fingerprint: &str, ip: &str) {
    let event = json!({ "id": id, "type": "login", "identity": { "id": identity,
            "data": { "name": format!("The {identity}"), "email": "one@mailbox.test" } },
        "fingerprint": fingerprint, "ip": ip, "groups": [{ "id": "g1" }] });
    app.server(&app.acme).post("/api/events", event).await.expect(200);
}

/// An account in which zoe shares a device, a mailbox and a group with bob, and has another device and a visit,
/// in which she was nobody at first, to herself.
async fn neighbours(app: &TestApp) {
    happened(app, "of-bob", "bob", SHARED, "198.51.100.2").await;
    for kind in ["dregs_init", "dregs_identify", "page_view"] {
        let mut event =
            json!({ "key": app.acme.public_key, "type": kind, "session": VISIT, "fingerprint": OWN });
        if kind == "dregs_identify" {
            event["identity"] = json!({ "id": "zoe" });
        }
        app.anyone().post_text("/api/events", event).await.expect(200);
    }
    app.pass(1_000);
    happened(app, "of-zoe", "zoe", SHARED, "203.0.113.99").await;
    app.drain().await;
    app.badge(&app.acme, "zoe", &["bot"]).await;
    app.escalate(&app.acme, "zoe", BOT).await.unwrap();
}

on_both_databases! {
    /// Nothing anywhere shows the person afterwards; those who shared something with her are scored without her,
    /// and keep what is theirs.
    async fn leaves_nothing(app) {
        neighbours(&app).await;
        let owner = app.owner(&app.acme);
        let uniqueness = async || owner.get("/api/identities/bob").await.expect(200).json()["uniquenessScore"].as_i64().unwrap();
        let shared = uniqueness().await;
        let used = owner.get("/api/auth/me").await.json()["account"]["eventsThisMonth"].clone();
        owner.delete("/api/identities/zoe").await.expect(204);
        app.drain().await;
        for gone in ["identities/zoe", "identities/zoe/scores", "identities/zoe/sessions", "events/of-zoe", &format!("devices/{OWN}")] {
            owner.get(&format!("/api/{gone}")).await.expect(404);
        }
        for list in ["identities", "identities?term=zoe", "events", "events?term=zoe", "devices", "devices?term=203.0.113",
            "escalations", "groups", "overview", "identities/bob/links", "identities/bob/analysis", "identities?badge=bot"] {
            let answer = owner.get(&format!("/api/{list}")).await.expect(200).body;
            assert!(!answer.contains("zoe") && !answer.contains(OWN) && !answer.contains("203.0.113.99"), "{list}: {answer}");
        }
        assert_eq!(owner.get("/api/events").await.json()["totalElements"], 1, "what she did while nobody knew her is gone too");
        assert_eq!(owner.get("/api/groups/organization/g1").await.json()["identityCount"], 1);
        assert_eq!(owner.get(&format!("/api/devices/{SHARED}")).await.json()["ip"], "198.51.100.2");
        assert_eq!(owner.get("/api/escalations/summary").await.json()["open"], 0);
        assert!(uniqueness().await > shared, "{} > {shared}", uniqueness().await);
        assert_eq!(owner.get("/api/auth/me").await.json()["account"]["eventsThisMonth"], used);
        let mut replay = owner.clone().header("last-event-id", "0").open("/api/stream").await.into_body();
        let first = replay.frame().await.unwrap().unwrap().into_data().unwrap();
        let first = std::str::from_utf8(&first).unwrap();
        assert!(first.contains("of-bob") && !first.contains("zoe"), "{first}");
    }
}

on_both_databases! {
    /// Who comes back under the same id starts afresh, and may even send the same events again.
    async fn starts_afresh(app) {
        neighbours(&app).await;
        let owner = app.owner(&app.acme);
        owner.delete("/api/identities/zoe").await.expect(204);
        owner.delete("/api/identities/zoe").await.expect(404);
        app.pass(60_000);
        let event = json!({ "id": "of-zoe", "type": "login", "identity": { "id": "zoe" } });
        app.server(&app.acme).post("/api/events", event).await.expect(200);
        app.drain().await;
        let zoe = owner.get("/api/identities/zoe").await.expect(200).json();
        assert_eq!((&zoe["displayName"], &zoe["data"], &zoe["badges"]), (&Value::Null, &json!({}), &json!([])));
        assert_eq!(zoe["createdAt"], zoe["lastTrackedAt"]);
        assert_eq!(owner.get("/api/identities/zoe/history").await.json().as_array().unwrap().len(), 1);
        assert_eq!(owner.get("/api/identities/zoe/analysis").await.json()["eventCount"], 1);
        assert_eq!(owner.get("/api/events?identity=zoe").await.json()["totalElements"], 1);
    }
}

on_both_databases! {
    /// A cycle that was under way when its identity was erased is not stored.
    async fn a_running_cycle_brings_nobody_back(app) {
        neighbours(&app).await;
        let number = app.database.account(app.acme.id).identity_number("zoe").await.unwrap().unwrap();
        let interpretation = Interpretation::load(&app.database, app.acme.id).await.unwrap();
        let cycle = analyze(&app.database, app.acme.id, number, &interpretation, &app.state.clock).await.unwrap().unwrap();
        app.owner(&app.acme).delete("/api/identities/zoe").await.expect(204);
        let transaction = app.database.begin().await.unwrap();
        let stored = transaction.account(app.acme.id).store_cycle(&cycle.finished()).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(stored, None);
        assert!(app.database.account(app.acme.id).evidence(number).await.unwrap().is_none());
        app.drain().await;
        app.owner(&app.acme).get("/api/identities/zoe").await.expect(404);
    }
}

on_both_databases! {
    /// Only an admin erases: no secret key, and nobody of another account.
    async fn is_for_admins(app) {
        neighbours(&app).await;
        app.server(&app.acme).delete("/api/identities/zoe").await.expect(403);
        app.member(&app.acme, Role::Analyst).await.delete("/api/identities/zoe").await.expect(403);
        app.owner(&app.other).delete("/api/identities/zoe").await.expect(404);
        app.anyone().delete("/api/identities/zoe").await.expect(401);
        app.member(&app.acme, Role::Admin).await.delete("/api/identities/zoe").await.expect(204);
    }
}
