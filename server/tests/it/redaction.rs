//! Secrets never reach the database, whoever sends them and wherever they stand.

use axum::http::Method;
use serde_json::json;

use crate::support::on_both_databases;

const CARD: &str = "4111 1111 1111 1111";

on_both_databases! {
    /// Of a server's event: data, attributes, groups and the page.
    async fn servers_events_are_masked(app) {
        let server = app.server(&app.acme);
        let event = json!({ "id": "e1", "type": "signup", "url": "https://shop.test/?token=hunter2&q=1",
            "data": { "password": "hunter2", "note": format!("card {CARD}"), "order_id": "4111111111111111", "total": 12 },
            "identity": { "id": "ada", "data": { "email": "ada@shop.test", "ssn": "219-09-9999" } },
            "groups": [{ "id": "g1", "data": { "name": "Engines", "api_key": "hunter2" } }] });
        server.post("/api/events", event.clone()).await.expect(200);
        let stored = server.get("/api/events/e1").await.expect(200).json();
        assert_eq!(stored["eventData"], json!({ "password": "[masked]", "note": "card [masked]", "order_id": "4111111111111111", "total": 12 }));
        assert_eq!(stored["url"], "https://shop.test/?token=[masked]&q=1");
        assert_eq!(
            stored["maskedKeys"],
            json!(["url", "data.note", "data.password", "identity.data.ssn", "groups[0].data.api_key"])
        );
        let ada = server.get("/api/identities/ada").await.expect(200).json();
        assert_eq!(ada["data"], json!({ "email": "ada@shop.test", "ssn": "[masked]" }));
        // A repeat answers as before and changes nothing.
        server.post("/api/events", event).await.expect(200);
        assert_eq!(server.get("/api/events/e1").await.json(), stored);
        server.patch("/api/identities/ada", json!({ "attributes": { "iban": "DE89370400440532013000" } })).await.expect(200);
        assert_eq!(server.get("/api/identities/ada").await.json()["data"]["iban"], "[masked]");
    }
}

on_both_databases! {
    /// Of a page's event, and an event without secrets says so.
    async fn browsers_events_are_masked(app) {
        let event = |data: serde_json::Value| json!({ "key": app.acme.public_key, "type": "form_submit", "data": data });
        app.anyone().post_text("/api/events", event(json!({ "_u": "https://shop.test/reset?token=hunter2", "card": CARD }))).await.expect(200);
        app.pass(1_000);
        app.anyone().post_text("/api/events", event(json!({ "_u": "https://shop.test/", "plan": "pro" }))).await.expect(200);
        let events = app.server(&app.acme).get("/api/events?order=ASC").await.expect(200);
        assert!(!events.body.contains("hunter2") && !events.body.contains("4111"));
        let events = events.json();
        assert_eq!(events["content"][0]["maskedKeys"], json!(["url", "data.card"]));
        assert_eq!(events["content"][0]["url"], "https://shop.test/reset?token=[masked]");
        assert_eq!(events["content"][1]["maskedKeys"], json!([]));
    }
}

on_both_databases! {
    /// The customer adds keys and switches ours off, at once, for its own events only.
    async fn customers_choose_keys(app) {
        let owner = app.owner(&app.acme);
        let put = async |key: &str, body: serde_json::Value| {
            let path = format!("/api/datasets/sensitive_keys/entries/{key}");
            owner.send(Method::PUT, &path, Some(body.to_string())).await.expect(200);
        };
        let stored = async |account: &crate::support::app::TestAccount, id: &str| {
            let event = json!({ "id": id, "type": "visit", "identity": { "id": "ada" }, "data": { "locker_code": "77", "token": "abc" } });
            app.server(account).post("/api/events", event).await.expect(200);
            app.server(account).get(&format!("/api/events/{id}")).await.expect(200).json()["eventData"].clone()
        };
        assert_eq!(stored(&app.acme, "e1").await, json!({ "locker_code": "77", "token": "[masked]" }));
        put("locker_code", json!({})).await;
        put("token", json!({ "active": false })).await;
        assert_eq!(stored(&app.acme, "e2").await, json!({ "locker_code": "[masked]", "token": "abc" }));
        assert_eq!(stored(&app.other, "e1").await, json!({ "locker_code": "77", "token": "[masked]" }));
    }
}
