//! `/api/groups`.

use app::types::member::Role;
use serde_json::{Value, json};

use crate::support::on_both_databases;

/// Ids of the groups on a page.
fn ids(page: &Value) -> Vec<&str> {
    let groups = page["content"].as_array().unwrap();
    groups.iter().map(|group| group["id"].as_str().unwrap()).collect()
}

on_both_databases! {
    /// What events name and what the customer writes meet in one group, whatever the spelling of its type.
    async fn one_group_whoever_writes_it(app) {
        let server = app.server(&app.acme);
        let event = json!({ "type": "login", "identity": { "id": "ada" },
            "groups": [{ "type": "ParentCompany", "id": "g/1", "data": { "name": "Acme", "plan": "free", "_o": "x" } }] });
        server.post("/api/events", event).await.expect(200);
        app.pass(1_000);
        let draft = json!({ "type": "parent-company", "id": "g/1", "attributes": { "plan": "pro", "seats": 3 } });
        let group = server.post("/api/groups", draft).await.expect(201).json();
        assert_eq!(group["type"], "parent_company");
        assert_eq!(group["displayName"], "Acme");
        assert_eq!(group["identityCount"], 1);
        assert_eq!(group["data"], json!({ "name": "Acme", "plan": "pro", "seats": 3 }));
        assert_ne!(group["updatedAt"], group["createdAt"]);
        assert_eq!(server.get("/api/groups/ParentCompany/g%2F1").await.expect(200).json(), group);
        let patch = json!({ "attributes": { "name": "Acme Inc.", "seats": null } });
        let patched = server.patch("/api/groups/parent_company/g%2F1", patch).await.expect(200).json();
        assert_eq!(patched["displayName"], "Acme Inc.");
        assert_eq!(patched["data"], json!({ "name": "Acme Inc.", "plan": "pro" }));
        for query in ["/api/identities?groupType=ParentCompany", "/api/events?group=g%2F1&groupType=Parent-Company"] {
            assert_eq!(server.get(query).await.expect(200).json()["totalElements"], 1, "{query}");
        }
        server.get("/api/events?groupType=%C3%BC").await.expect(400);
    }
}

on_both_databases! {
    /// A group can be made before anything happened in it; the next thing in the account gets a number of its own.
    async fn a_group_of_nobody(app) {
        let server = app.server(&app.acme);
        let group = server.post("/api/groups", json!({ "id": 42 })).await.expect(201).json();
        assert_eq!((&group["type"], &group["id"]), (&json!("organization"), &json!("42")));
        for missing in ["displayName", "lastTrackedAt"] {
            assert_eq!(group[missing], Value::Null);
        }
        assert_eq!(group["identityCount"], 0);
        assert_eq!(group["data"], json!({}));
        server.post("/api/events", json!({ "type": "login", "identity": { "id": "ada" } })).await.expect(200);
        server.put("/api/groups/organization/42/identities/ada").await.expect(204);
        assert_eq!(server.get("/api/groups/organization/42").await.expect(200).json()["identityCount"], 1);
        server.post("/api/groups", json!({ "type": "ü", "id": "g" })).await.expect(400);
        server.post("/api/groups", json!({ "attributes": {} })).await.expect(400);
        server.post("/api/groups", json!({ "id": "g", "name": "Acme" })).await.expect(400);
        server.patch("/api/groups/organization/42", json!({})).await.expect(400);
        server.patch("/api/groups/organization/43", json!({ "attributes": {} })).await.expect(404);
        server.get("/api/groups/%C3%BC/42").await.expect(404);
        for n in 0..2 {
            let large = json!({ "id": "large", "attributes": { format!("k{n}"): "x".repeat(20_000) } });
            server.post("/api/groups", large).await.expect(if n == 0 { 201 } else { 400 });
        }
    }
}

on_both_databases! {
    /// Joining and leaving can be repeated; an event brings back who left; both ends must exist.
    async fn members_come_and_go(app) {
        let server = app.server(&app.acme);
        let event = json!({ "type": "login", "identity": { "id": "ada@example.com" }, "groups": [{ "type": "team", "id": "t1" }] });
        server.post("/api/events", event.clone()).await.expect(200);
        server.post("/api/events", json!({ "type": "login", "identity": { "id": "bob" } })).await.expect(200);
        let ada = "/api/groups/Team/t1/identities/ada%40example.com";
        let bob = "/api/groups/Team/t1/identities/bob";
        let members = async || server.get("/api/groups/team/t1").await.expect(200).json()["identityCount"].clone();
        for _ in 0..2 {
            server.put(bob).await.expect(204);
            assert_eq!(members().await, 2);
        }
        for _ in 0..2 {
            server.delete(ada).await.expect(204);
            assert_eq!(members().await, 1);
        }
        assert_eq!(server.get("/api/identities?group=t1").await.expect(200).json()["content"][0]["id"], "bob");
        server.post("/api/events", event).await.expect(200);
        assert_eq!(members().await, 2);
        for path in ["/api/groups/team/t1/identities/eve", "/api/groups/team/t2/identities/bob"] {
            server.put(path).await.expect(404);
            server.delete(path).await.expect(404);
        }
    }
}

on_both_databases! {
    /// Lists say who is largest and latest, and leave the attributes out.
    async fn lists_are_filtered_and_sorted(app) {
        let server = app.server(&app.acme);
        let named = [("g1", "organization", Some("beta"), "ada"), ("g2", "team", Some("Alpha 100%"), "ada"), ("g3", "team", None, "bob")];
        for (id, kind, name, identity) in named {
            app.pass(1_000);
            let data = name.map_or_else(|| json!({}), |name| json!({ "name": name }));
            let event = json!({ "type": "login", "identity": { "id": identity }, "groups": [{ "type": kind, "id": id, "data": data }] });
            server.post("/api/events", event).await.expect(200);
        }
        let listed = async |query: &str| server.get(&format!("/api/groups?{query}")).await.expect(200).json();
        let all = listed("").await;
        assert_eq!(ids(&all), ["g3", "g2", "g1"]);
        assert!(all["content"].as_array().unwrap().iter().all(|group| group.get("data").is_none()));
        assert_eq!(ids(&listed("sort=displayName&order=ASC").await), ["g2", "g1", "g3"]);
        assert_eq!(ids(&listed("sort=lastTrackedAt&order=ASC").await), ["g1", "g2", "g3"]);
        assert_eq!(ids(&listed("type=Team").await), ["g3", "g2"]);
        assert_eq!(ids(&listed("identity=ada").await), ["g2", "g1"]);
        assert_eq!(ids(&listed("term=ALPHA").await), ["g2"]);
        assert_eq!(ids(&listed("term=0%25").await), Vec::<&str>::new(), "short terms are looked for at the beginning");
        assert_eq!(ids(&listed("term=00%25").await), ["g2"]);
        assert_eq!(ids(&listed("term=G3&pageSize=1").await), ["g3"]);
        server.get("/api/groups?sort=size").await.expect(400);
        server.get("/api/groups?type=%C3%BC").await.expect(400);
    }
}

on_both_databases! {
    /// A viewer reads and does not write.
    async fn viewers_only_read(app) {
        app.server(&app.acme).post("/api/groups", json!({ "id": "g1" })).await.expect(201);
        app.server(&app.acme).post("/api/events", json!({ "type": "x", "identity": { "id": "ada" } })).await.expect(200);
        let viewer = app.member(&app.acme, Role::Viewer).await;
        viewer.get("/api/groups").await.expect(200);
        viewer.get("/api/groups/organization/g1").await.expect(200);
        viewer.post("/api/groups", json!({ "id": "g2" })).await.expect(403);
        viewer.patch("/api/groups/organization/g1", json!({ "attributes": {} })).await.expect(403);
        viewer.put("/api/groups/organization/g1/identities/ada").await.expect(403);
        viewer.delete("/api/groups/organization/g1/identities/ada").await.expect(403);
        app.member(&app.acme, Role::Analyst).await.put("/api/groups/organization/g1/identities/ada").await.expect(204);
    }
}
