//! Every route is tried by everybody who might try it. The routes are the router's own: a new one cannot be missed.

use std::collections::BTreeMap;

use app::types::channel::ChannelEvent;
use app::types::escalation::Severity;
use app::types::member::Role;
use axum::http::Method;
use serde_json::{Value, json};
use server::http::access::{Access, TABLE};
use server::http::openapi;
use server::store::deliveries::NewDelivery;

use crate::support::app::{NOW, TestApp};
use crate::support::builders::{Delay, Rule};
use crate::support::client::{Answer, Client};
use crate::support::on_both_databases;

/// What every caller is answered, by route; `UPDATE_SNAPSHOT=1` writes it.
const SNAPSHOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/access.snap.txt");
const FINGERPRINT: &str = "0123456789abcdef0123456789abcdef";
const DELIVERY: &str = "zuleikas-delivery";
/// A member who makes an example account waits for a month of life: `tests/it/demo.rs` does that.
const SLOW: (Method, &str) = (Method::POST, "/demo");

on_both_databases! {
    /// Who may not call is told so, and who asks for what is somebody else's is told what it would be told of nothing.
    async fn every_route_by_every_caller(app) {
        seed(&app).await;
        let document = openapi::document();
        let mut table = String::from("route | nobody | pk_ | disabled sk_ | expired token | viewer | stranger sk_ | stranger\n");
        for (method, path, access) in TABLE {
            let item = &document["paths"][*path][method.as_str().to_lowercase()];
            let route = Route { method: method.clone(), path, body: example(item) };
            let answers = try_route(&app, &route, *access).await;
            let shown: Vec<String> = answers.iter().map(|status| status.map_or("-".to_owned(), |status| status.to_string())).collect();
            table.push_str(&format!("{method} {path} | {}\n", shown.join(" | ")));
        }
        compare(&table);
    }
}

struct Route {
    method: Method,
    path: &'static str,
    body: Option<Value>,
}

impl Route {
    async fn ask(&self, caller: &Client, real: bool) -> Answer {
        let path = filled(self.path, real);
        if self.path == "/stream" {
            return caller.head_of(&path).await;
        }
        let body = self.body.as_ref().map(Value::to_string);
        caller.send(self.method.clone(), &path, body).await
    }
}

/// Tries one route as everybody, asserts what must hold, and gives the statuses in the order of the table.
async fn try_route(app: &TestApp, route: &Route, access: Access) -> [Option<u16>; 7] {
    let name = format!("{} {}", route.method, route.path);
    let nobody = route.ask(&app.anyone(), true).await.status.as_u16();
    if access == Access::Anyone {
        return [Some(nobody), None, None, None, None, None, None];
    }
    let with = |key: &str| app.anyone().bearer(key);
    let pk = route.ask(&with(&app.acme.public_key), true).await.status.as_u16();
    let disabled = route
        .ask(&with(&disabled_key(app).await), true)
        .await
        .status
        .as_u16();
    let (expired, _) = app
        .state
        .tokens
        .issue(app.acme.member, app.acme.id.get(), 1, NOW - 13 * 3_600_000)
        .unwrap();
    let expired = route.ask(&with(&expired), true).await.status.as_u16();
    let viewer = route
        .ask(&app.member(&app.acme, Role::Viewer).await, true)
        .await
        .status
        .as_u16();
    assert_eq!((nobody, disabled, expired), (401, 401, 401), "{name}");
    match access {
        Access::Account(_) | Access::Member(_) => assert_eq!(pk, 403, "{name}"),
        Access::AnyKey | Access::OwnDevice | Access::Anyone => assert!(![401, 403].contains(&pk), "{name}"),
    }
    match access {
        Access::Account(least) | Access::Member(least) => {
            assert_eq!(
                viewer == 403,
                least > Role::Viewer,
                "{name} answers a viewer {viewer}"
            );
        }
        Access::AnyKey => assert_eq!(viewer, 401, "{name}"),
        Access::OwnDevice | Access::Anyone => {}
    }
    let stranger_key = foreign(route, &app.server(&app.other), &name).await;
    if matches!(access, Access::Member(_)) {
        assert_eq!(stranger_key, 403, "{name}");
    }
    let mut stranger = None;
    if (route.method.clone(), route.path) != SLOW {
        let member = app.member(&app.other, Role::Owner).await;
        stranger = Some(foreign(route, &member, &name).await);
    }
    [
        Some(nobody),
        Some(pk),
        Some(disabled),
        Some(expired),
        Some(viewer),
        Some(stranger_key),
        stranger,
    ]
}

/// Asks for another account's thing, and for a thing that nobody has: the answers are the same bytes.
async fn foreign(route: &Route, caller: &Client, name: &str) -> u16 {
    let foreign = route.ask(caller, true).await;
    assert!(!foreign.body.contains("Zuleika"), "{name}: {}", foreign.body);
    let others = route.path.contains('{') && !OWN_THINGS.contains(&route.path);
    if others && foreign.status.as_u16() != 403 {
        let missing = route.ask(caller, false).await;
        assert_eq!(foreign.status.as_u16(), 404, "{name}: {}", foreign.body);
        assert_eq!(foreign.status, missing.status, "{name}: {}", foreign.body);
        assert_eq!(without_time(&foreign), without_time(&missing), "{name}");
    }
    foreign.status.as_u16()
}

/// Paths whose parameters name things that every account has.
const OWN_THINGS: [&str; 2] = ["/datasets/{name}/entries", "/datasets/{name}/entries/{key}"];

fn without_time(answer: &Answer) -> Value {
    let mut body = answer.json();
    if let Some(body) = body.as_object_mut() {
        body.remove("timestamp");
    }
    body
}

/// The path with the ids of what `seed` made, or of what nobody has.
fn filled(path: &str, real: bool) -> String {
    let resource = path.split('/').nth(1).unwrap_or_default();
    let ids: BTreeMap<&str, (&str, &str)> = BTreeMap::from([
        ("events/{id}", ("e1", "e0")),
        ("identities/{id}", ("ada", "nobody")),
        ("identities/{cycle}", ("1", "999999")),
        (
            "devices/{fingerprint}",
            (FINGERPRINT, "ffffffffffffffffffffffffffffffff"),
        ),
        ("groups/{type}", ("organization", "organization")),
        ("groups/{id}", ("g1", "g0")),
        ("groups/{identity}", ("ada", "nobody")),
        ("escalations/{id}", ("1", "999999")),
        ("badge-rules/{id}", ("1", "999999")),
        ("badge-rules/{version}", ("1", "1")),
        ("escalation-rules/{id}", ("1", "999999")),
        ("escalation-rules/{version}", ("1", "1")),
        (
            "mappings/{id}",
            ("EVENT_TYPE:zuleika_left", "EVENT_TYPE:nobody_left"),
        ),
        ("datasets/{name}", ("trusted_ips", "trusted_ips")),
        ("datasets/{key}", ("198.51.100.9", "198.51.100.10")),
        ("credentials/{id}", ("1", "999999")),
        ("channels/{id}", ("1", "999999")),
        ("deliveries/{id}", (DELIVERY, "nothing")),
    ]);
    let parts = path.split('/').map(|part| {
        if !part.starts_with('{') {
            return part;
        }
        let (there, missing) = ids
            .get(format!("{resource}/{part}").as_str())
            .unwrap_or_else(|| panic!("{path}: what is {part}?"));
        if real { there } else { missing }
    });
    format!("/api{}", parts.collect::<Vec<_>>().join("/"))
}

/// The body that the description gives as an example.
fn example(operation: &Value) -> Option<Value> {
    operation.get("requestBody")?;
    let example = &operation["requestBody"]["content"]["application/json"]["example"];
    assert!(
        example.is_object(),
        "{}: its body has no example",
        operation["operationId"]
    );
    Some(example.clone())
}

/// One of everything, in Acme.
async fn seed(app: &TestApp) {
    let event = json!({ "id": "e1", "type": "login", "groups": [{ "id": "g1", "data": { "name": "Zuleika & Co." } }],
        "identity": { "id": "ada", "data": { "name": "Zuleika Dobson", "email": "zuleika@dobson.example" } },
        "fingerprint": FINGERPRINT, "session": "3f0e1f6e-6f0d-4d4b-9a55-0e5d7c1f2a3b", "ip": "198.51.100.7" });
    app.server(&app.acme).post("/api/events", event).await.expect(200);
    app.drain().await;
    let owner = app.owner(&app.acme);
    let mapping = json!({ "kind": "EVENT_TYPE", "source": "zuleika_left", "target": "LOGOUT" });
    owner.post("/api/mappings", mapping).await.expect(201);
    let conditions = json!([{ "condition": "SCORE_LT", "category": "HUMANITY", "threshold": 0 }]);
    let badge_rule = json!({ "name": "Zuleika's badge", "type": "GOOD", "conditions": conditions });
    owner.post("/api/badge-rules", badge_rule).await.expect(201);
    let escalation_rule = json!({ "name": "Zuleika's rule", "severity": "INFO", "conditions": conditions });
    owner
        .post("/api/escalation-rules", escalation_rule)
        .await
        .expect(201);
    let entry = json!({ "entries": [{ "key": "198.51.100.9", "value": "Zuleika's office" }] });
    owner
        .post("/api/datasets/trusted_ips/entries", entry)
        .await
        .expect(200);
    app.drain().await;
    let rule = Rule {
        id: 1,
        slug: "bots",
        name: "Bots",
        severity: Severity::Critical,
        delay: Delay::None,
    };
    app.escalate(&app.acme, "ada", rule).await;
    let hook = json!({ "name": "Zuleika's hook", "type": "WEBHOOK", "config": { "url": "http://127.0.0.1:1024/" },
        "events": ["IDENTITY_SCORED"] });
    owner.post("/api/channels", hook).await.expect(201);
    let transaction = app.database.begin().await.unwrap();
    let delivery = NewDelivery {
        delivery_id: DELIVERY.to_owned(),
        channel: 1,
        identity: Some(1),
        event: ChannelEvent::IdentityScored,
        data: json!({ "displayName": "Zuleika Dobson" }).to_string(),
    };
    let store = transaction.account(app.acme.id);
    store.add_deliveries(vec![delivery], NOW).await.unwrap();
    transaction.commit().await.unwrap();
    let analysis = app
        .server(&app.acme)
        .get("/api/identities/ada/analysis")
        .await
        .expect(200)
        .json();
    assert_eq!(
        (analysis["id"].as_i64(), app.acme.credential),
        (Some(1), 1),
        "the ids of `filled` are there"
    );
}

/// The secret key of a credential of Acme's that is switched off.
async fn disabled_key(app: &TestApp) -> String {
    let transaction = app.database.begin().await.unwrap();
    let draft = app::types::credential::CredentialDraft {
        name: "Off".to_owned(),
        allowed_origins: Vec::new(),
    };
    let mut new = server::domain::accounts::create_credential(&transaction, app.acme.id, draft, NOW)
        .await
        .unwrap();
    new.credential.enabled = false;
    transaction
        .account(app.acme.id)
        .save_credential(&new.credential)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    new.secret_key
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests are told from outside to write their snapshot"
)]
fn compare(table: &str) {
    if std::env::var("UPDATE_SNAPSHOT").is_ok() {
        std::fs::write(SNAPSHOT, table).unwrap();
    }
    let committed = std::fs::read_to_string(SNAPSHOT).unwrap_or_default();
    assert_eq!(
        committed, table,
        "UPDATE_SNAPSHOT=1 cargo test -p server access, then read the difference"
    );
}
