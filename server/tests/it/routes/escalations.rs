//! `/api/escalations`.

use app::types::member::Role;
use http_body_util::BodyExt;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::builders::{BOT, NEW, SLOW};
use crate::support::on_both_databases;

/// Two people, one of them with a name.
async fn people(app: &TestApp) {
    let server = app.server(&app.acme);
    let ada = json!({ "type": "login", "identity": { "id": "ada@example.com", "data": { "name": "Ada" } } });
    server.post("/api/events", ada).await.expect(200);
    server
        .post(
            "/api/events",
            json!({ "type": "login", "identity": { "id": "bob" } }),
        )
        .await
        .expect(200);
}

/// Ids of the escalations on a page.
fn ids(page: &Value) -> Vec<i64> {
    let rows = page["content"].as_array().unwrap();
    rows.iter().map(|row| row["id"].as_i64().unwrap()).collect()
}

on_both_databases! {
    /// Those that wait are hidden unless asked for; filters and orders find the others.
    async fn lists_hide_what_waits(app) {
        people(&app).await;
        let bot = app.escalate(&app.acme, "ada@example.com", BOT).await.unwrap();
        app.pass(1_000);
        let new = app.escalate(&app.acme, "bob", NEW).await.unwrap();
        let slow = app.escalate(&app.acme, "bob", SLOW).await.unwrap();
        assert_eq!(app.escalate(&app.acme, "bob", NEW).await, None, "a rule raises one live one about a person");
        let server = app.server(&app.acme);
        let listed = async |query: &str| ids(&server.get(&format!("/api/escalations?{query}")).await.expect(200).json());
        assert_eq!(listed("").await, [new, bot]);
        assert_eq!(listed("order=ASC").await, [bot, new]);
        assert_eq!(listed("sort=severity").await, [bot, new]);
        assert_eq!(listed("status=PENDING").await, [slow]);
        assert_eq!(listed("status=open").await, [new, bot]);
        assert_eq!(listed("status=CLOSED").await, Vec::<i64>::new());
        assert_eq!(listed("severity=CRITICAL").await, [bot]);
        assert_eq!(listed("identity=ada%40example.com").await, [bot]);
        assert_eq!(listed("rule=7").await, [bot]);
        assert_eq!(listed("rule=new").await, [new]);
        for wrong in ["status=DONE", "severity=BAD", "sort=id"] {
            server.get(&format!("/api/escalations?{wrong}")).await.expect(400);
        }
        let summary = server.get("/api/escalations/summary").await.expect(200).json();
        assert_eq!(summary, json!({ "open": 2, "acknowledged": 0, "closed": 0 }));
        let one = server.get(&format!("/api/escalations/{bot}")).await.expect(200).json();
        assert_eq!(one, json!({
            "id": bot, "status": "OPEN", "severity": "CRITICAL",
            "identity": { "id": "ada@example.com", "label": "Ada", "path": "/api/identities/ada%40example.com" },
            "escalationRule": { "id": "7", "label": "Looks like a bot", "path": "/api/escalation-rules/7" },
            "scoreSnapshot": { "humanity": 12 }, "badgeSnapshot": [], "assignee": null, "closeReason": null, "flapping": false,
            "openedAt": "2026-11-20T12:00:00.000Z", "acknowledgedAt": null, "closedAt": null,
            "createdAt": "2026-11-20T12:00:00.000Z",
        }));
        for missing in ["x", "0", "99999999999999999999"] {
            server.get(&format!("/api/escalations/{missing}")).await.expect(404);
        }
    }
}

on_both_databases! {
    /// Taking, closing and opening again set and clear the times; saying a thing twice changes nothing.
    async fn decisions_move_it_along(app) {
        people(&app).await;
        let id = app.escalate(&app.acme, "bob", BOT).await.unwrap();
        let path = format!("/api/escalations/{id}");
        let server = app.server(&app.acme);
        let decide = async |status: &str, expected: u16| {
            app.pass(1_000);
            server.patch(&path, json!({ "status": status })).await.expect(expected).json()
        };
        let taken = decide("ACKNOWLEDGED", 200).await;
        assert_eq!((&taken["status"], &taken["acknowledgedAt"]), (&json!("ACKNOWLEDGED"), &json!("2026-11-20T12:00:01.000Z")));
        assert_eq!(decide("ACKNOWLEDGED", 200).await, taken);
        let closed = decide("CLOSED", 200).await;
        assert_eq!(closed["acknowledgedAt"], taken["acknowledgedAt"]);
        assert_eq!(closed["closedAt"], "2026-11-20T12:00:03.000Z");
        assert_eq!(decide("ACKNOWLEDGED", 409).await["code"], "conflict");
        let open = decide("OPEN", 200).await;
        assert_eq!((&open["acknowledgedAt"], &open["closedAt"]), (&Value::Null, &Value::Null));
        assert_eq!(open["openedAt"], taken["openedAt"]);
        decide("CLOSED", 200).await;
        let second = app.escalate(&app.acme, "bob", BOT).await.unwrap();
        assert_ne!(second, id);
        decide("OPEN", 409).await;
        for wrong in ["PENDING", "DONE"] {
            decide(wrong, 400).await;
        }
        let summary = server.get("/api/escalations/summary").await.expect(200).json();
        assert_eq!(summary, json!({ "open": 1, "acknowledged": 0, "closed": 1 }));
    }
}

on_both_databases! {
    /// What waits cannot be decided on, a viewer decides nothing, and a decision is announced to who looks.
    async fn who_decides_what(app) {
        people(&app).await;
        let slow = app.escalate(&app.acme, "bob", SLOW).await.unwrap();
        let bot = app.escalate(&app.acme, "bob", BOT).await.unwrap();
        let close = json!({ "status": "CLOSED" });
        app.server(&app.acme).patch(&format!("/api/escalations/{slow}"), close.clone()).await.expect(409);
        let path = format!("/api/escalations/{bot}");
        app.member(&app.acme, Role::Viewer).await.patch(&path, close.clone()).await.expect(403);
        app.server(&app.other).patch(&path, close.clone()).await.expect(404);
        let mut stream = app.server(&app.acme).open("/api/stream").await.into_body();
        app.member(&app.acme, Role::Analyst).await.patch(&path, close).await.expect(200);
        let told = stream.frame().await.unwrap().unwrap().into_data().unwrap();
        let told = std::str::from_utf8(&told).unwrap();
        assert!(told.contains("event: escalation") && told.contains("CLOSED"), "{told}");
    }
}
