//! Every route is tried by the wrong caller.

use serde_json::json;

use crate::support::builders::BOT;
use crate::support::on_both_databases;

/// Everything that can be read about what one account owns.
const READS: [&str; 36] = [
    "/api/events",
    "/api/events/e1",
    "/api/events?identity=ada",
    "/api/events?term=ada",
    "/api/identities",
    "/api/identities?term=ada",
    "/api/identities?device=0123456789abcdef0123456789abcdef",
    "/api/identities?group=g1",
    "/api/identities/ada",
    "/api/identities/ada/scores",
    "/api/identities/ada/analysis",
    "/api/identities/ada/history",
    "/api/identities/ada/links",
    "/api/identities/ada/reviews",
    "/api/identities/ada/sessions",
    "/api/devices",
    "/api/devices?identity=ada",
    "/api/devices/0123456789abcdef0123456789abcdef",
    "/api/rejections",
    "/api/identities?badge=bot",
    "/api/groups",
    "/api/groups?identity=ada",
    "/api/groups?term=g1",
    "/api/groups/organization/g1",
    "/api/escalations",
    "/api/escalations?identity=ada",
    "/api/escalations?rule=bot",
    "/api/escalations/1",
    "/api/escalations?status=OPEN",
    "/api/mappings?scope=CUSTOMER",
    "/api/mappings/EVENT_TYPE:ada",
    "/api/datasets/suspicious_names/entries?scope=CUSTOMER",
    "/api/channels",
    "/api/channels/1",
    "/api/deliveries",
    "/api/deliveries?channel=1",
];

on_both_databases! {
    /// Another account's key or member finds nothing, in the same bytes as for what does not exist.
    async fn not_yours_is_not_there(app) {
        let event = json!({ "id": "e1", "type": "login", "identity": { "id": "ada" }, "groups": [{ "id": "g1" }],
            "fingerprint": "0123456789abcdef0123456789abcdef" });
        app.server(&app.acme).post("/api/events", event).await.expect(200);
        let owner = app.owner(&app.acme);
        owner.post("/api/mappings", json!({ "kind": "EVENT_TYPE", "source": "ada", "target": "LOGIN" })).await.expect(201);
        owner.post("/api/datasets/suspicious_names/entries", json!({ "entries": [{ "key": "ada" }] })).await.expect(200);
        let hook = json!({ "name": "ada", "type": "WEBHOOK", "config": { "url": "http://127.0.0.1:1024/" }, "events": ["IDENTITY_SCORED"] });
        owner.post("/api/channels", hook).await.expect(201);
        app.drain().await;
        app.badge(&app.acme, "ada", &["bot"]).await;
        assert_eq!(app.escalate(&app.acme, "ada", BOT).await, Some(1));
        for caller in [app.server(&app.other), app.owner(&app.other)] {
            for path in READS {
                let answer = caller.get(path).await;
                assert!(!answer.body.contains("ada") && !answer.body.contains("\"e1\""), "{path}: {}", answer.body);
                let empty = answer.status == 404
                    || answer.json()["totalElements"] == 0
                    || answer.json().as_array().is_some_and(Vec::is_empty);
                assert!(empty, "{path}: {}", answer.body);
            }
            let missing = caller.get("/api/identities/nobody").await.expect(404).json();
            let foreign = caller.get("/api/identities/ada").await.expect(404).json();
            assert_eq!((&missing["message"], &missing["code"]), (&foreign["message"], &foreign["code"]));
            caller.patch("/api/identities/ada", json!({ "disregarded": true })).await.expect(404);
            caller.post("/api/identities/ada/actions/analyze", json!({})).await.expect(404);
            caller.post("/api/identities/ada/actions/review", json!({})).await.expect(404);
            caller.patch("/api/devices/0123456789abcdef0123456789abcdef", json!({ "disregarded": true })).await.expect(404);
            caller.patch("/api/groups/organization/g1", json!({ "attributes": { "name": "x" } })).await.expect(404);
            caller.put("/api/groups/organization/g1/identities/ada").await.expect(404);
            caller.delete("/api/groups/organization/g1/identities/ada").await.expect(404);
            caller.patch("/api/escalations/1", json!({ "status": "CLOSED" })).await.expect(404);
            caller.post("/api/channels/1/actions/redeliver-failed", json!({})).await.expect(404);
            let summary = caller.get("/api/escalations/summary").await.expect(200).json();
            assert_eq!(summary, json!({ "open": 0, "acknowledged": 0, "closed": 0 }));
        }
        let own = app.server(&app.acme).get("/api/identities/ada").await.expect(200).json();
        assert_eq!(own["disregarded"], false);
        app.owner(&app.other).delete("/api/identities/ada").await.expect(404);
        assert_eq!(app.server(&app.acme).get("/api/groups/organization/g1").await.expect(200).json()["identityCount"], 1);
    }
}

on_both_databases! {
    /// The same ids in two accounts are two of everything.
    async fn the_same_ids_twice(app) {
        let event = |name: &str| json!({ "id": "e1", "type": "login", "identity": { "id": "ada", "data": { "name": name } } });
        app.server(&app.acme).post("/api/events", event("Ada of Acme")).await.expect(200);
        app.server(&app.other).post("/api/events", event("Ada of Other")).await.expect(200);
        let name = async |account| app.server(account).get("/api/identities/ada").await.expect(200).json()["displayName"].clone();
        assert_eq!(name(&app.acme).await, "Ada of Acme");
        assert_eq!(name(&app.other).await, "Ada of Other");
    }
}

on_both_databases! {
    /// A public key reads nothing and changes nothing; nobody at all is asked to say who they are.
    async fn public_keys_and_strangers(app) {
        for path in READS.into_iter().filter(|path| !path.starts_with("/api/devices/")).chain(["/api/overview", "/api/stream", "/api/escalations/summary"]) {
            app.anyone().bearer(&app.acme.public_key).get(path).await.expect(403);
            app.anyone().get(path).await.expect(401);
        }
        let page = app.anyone().bearer(&app.acme.public_key);
        page.patch("/api/identities/ada", json!({})).await.expect(403);
        page.post("/api/identities/ada/actions/analyze", json!({})).await.expect(403);
        page.delete("/api/identities/ada").await.expect(403);
        page.post("/api/groups", json!({ "id": "g1" })).await.expect(403);
        page.patch("/api/escalations/1", json!({ "status": "CLOSED" })).await.expect(403);
        page.post("/api/credentials", json!({ "name": "x" })).await.expect(403);
        for path in ["/api/auth/me", "/api/credentials"] {
            app.server(&app.acme).get(path).await.expect(403);
        }
    }
}
