//! `/api/identities`.

mod badges;
mod erase;
mod links;

use app::types::member::Role;
use serde_json::json;

use crate::support::on_both_databases;

on_both_databases! {
    /// Every id that ingestion takes can be read back at its own path.
    async fn any_id_has_a_path(app) {
        let server = app.server(&app.acme);
        let long = "x".repeat(255);
        let ids = [
            ("ada@example.com", "ada%40example.com"),
            ("a/b", "a%2Fb"),
            ("ünï", "%C3%BCn%C3%AF"),
            ("scores", "scores"),
            ("..", "%2E%2E"),
            ("100%", "100%25"),
            (&long, &long),
        ];
        for (id, path) in ids {
            server.post("/api/events", json!({ "type": "login", "identity": { "id": id } })).await.expect(200);
            let identity = server.get(&format!("/api/identities/{path}")).await.expect(200).json();
            assert_eq!(identity["id"], id);
            let scores = server.get(&format!("/api/identities/{path}/scores")).await.expect(200).json();
            assert_eq!(scores, json!([]));
        }
        server.post("/api/events", json!({ "type": "login", "identity": { "id": 42 } })).await.expect(200);
        assert_eq!(server.get("/api/identities/42").await.expect(200).json()["id"], "42");
    }
}

on_both_databases! {
    /// Before a cycle there is no analysis; after it, scores, analysis and history tell the same story.
    async fn a_cycle_is_told_alike_everywhere(app) {
        let server = app.server(&app.acme);
        let event = json!({ "type": "signup", "identity": { "id": "ada",
            "data": { "name": "asdf asdf", "email": "asdf@mailinator.com" } } });
        server.post("/api/events", event).await.expect(200);
        server.get("/api/identities/ada/analysis").await.expect(404);
        assert_eq!(server.get("/api/identities/ada/history").await.expect(200).json(), json!([]));
        app.drain().await;
        let analysis = server.get("/api/identities/ada/analysis").await.expect(200).json();
        let scores = server.get("/api/identities/ada/scores").await.expect(200).json();
        let told: Vec<_> = analysis["scores"].as_array().unwrap().iter()
            .map(|score| json!({ "category": score["category"], "value": score["value"], "confidence": score["confidence"] }))
            .collect();
        assert_eq!(json!(told), scores);
        let authenticity = told.iter().find(|score| score["category"] == "AUTHENTICITY").unwrap();
        assert!(authenticity["value"].as_i64().unwrap() < 40, "{authenticity}");
        let history = server.get("/api/identities/ada/history?limit=1").await.expect(200).json();
        assert_eq!(history[0]["id"], analysis["id"]);
        assert_eq!(history[0]["authenticityScore"], authenticity["value"]);
        let by_id = format!("/api/identities/ada/analysis/{}", analysis["id"]);
        assert_eq!(server.get(&by_id).await.expect(200).json(), analysis);
        server.get("/api/identities/ada/analysis/999999").await.expect(404);
        server.get("/api/identities/ada/history?limit=0").await.expect(400);
    }
}

on_both_databases! {
    /// Attributes merge key by key, null removes one, and a viewer may not write.
    async fn patches_merge(app) {
        let server = app.server(&app.acme);
        let event = json!({ "type": "login", "identity": { "id": "ada", "data": { "name": "Ada", "plan": "free" } } });
        server.post("/api/events", event).await.expect(200);
        let patch = json!({ "attributes": { "plan": null, "email": "ada@shop.test" } });
        let identity = server.patch("/api/identities/ada", patch).await.expect(200).json();
        assert_eq!(identity["data"], json!({ "name": "Ada", "email": "ada@shop.test" }));
        assert_eq!(identity["displayEmail"], "ada@shop.test");
        server.patch("/api/identities/ada", json!({ "humanityScore": 100 })).await.expect(400);
        server.patch("/api/identities/none", json!({ "disregarded": true })).await.expect(404);
        let viewer = app.member(&app.acme, Role::Viewer).await;
        viewer.get("/api/identities/ada").await.expect(200);
        viewer.patch("/api/identities/ada", json!({ "disregarded": true })).await.expect(403);
        app.member(&app.acme, Role::Analyst).await.patch("/api/identities/ada", json!({ "disregarded": true })).await.expect(200);
    }
}

on_both_databases! {
    /// A disregarded identity is not scored, and stops counting for those who share its device.
    async fn the_disregarded_count_for_nobody(app) {
        let server = app.server(&app.acme);
        for id in ["ada", "bob"] {
            let event = json!({ "type": "signup", "identity": { "id": id }, "ip": "198.51.100.9",
                "fingerprint": "0123456789abcdef0123456789abcdef" });
            server.post("/api/events", event).await.expect(200);
        }
        app.drain().await;
        let uniqueness = async || server.get("/api/identities/ada").await.json()["uniquenessScore"].as_i64().unwrap();
        let shared = uniqueness().await;
        server.patch("/api/identities/bob", json!({ "disregarded": true })).await.expect(200);
        app.drain().await;
        assert!(uniqueness().await > shared, "{} > {shared}", uniqueness().await);
        let cycles = server.get("/api/identities/bob/history").await.json().as_array().unwrap().len();
        server.post("/api/identities/bob/actions/analyze", json!({})).await.expect(201);
        app.drain().await;
        assert_eq!(server.get("/api/identities/bob/history").await.json().as_array().unwrap().len(), cycles);
    }
}

on_both_databases! {
    /// Searching and filtering: by part of a name, by scores, by device; wildcards match themselves.
    async fn filters_find(app) {
        let server = app.server(&app.acme);
        let people = [("u1", "Ada Lovelace", "ada@shop.test"), ("u2", "asdf qwer", "x1@mailinator.com"), ("u3", "50%_off", "c@shop.test")];
        for (id, name, email) in people {
            let event = json!({ "type": "signup", "identity": { "id": id, "data": { "name": name, "email": email } } });
            server.post("/api/events", event).await.expect(200);
        }
        app.drain().await;
        let ids = async |query: &str| -> Vec<String> {
            let page = server.get(&format!("/api/identities?sort=createdAt&order=ASC&{query}")).await.expect(200).json();
            page["content"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(ids("term=LOVE").await, ["u1"]);
        assert_eq!(ids("term=shop.test").await, ["u1", "u3"]);
        assert_eq!(ids("term=%25_o").await, ["u3"]);
        assert_eq!(ids("term=%25%25o").await, Vec::<String>::new());
        assert_eq!(ids("authenticityMax=39").await, ["u2"]);
        assert_eq!(ids("disregarded=true").await, Vec::<String>::new());
        assert_eq!(ids("device=unknown").await, Vec::<String>::new());
        server.get("/api/identities?humanityMin=101").await.expect(400);
        server.get("/api/identities?disregarded=perhaps").await.expect(400);
        let answer = server.get("/api/identities?sort=password").await.expect(400);
        assert!(answer.body.contains("lastTrackedAt"));
    }
}
