//! Places and networks: looked up when events come, kept with them, shown and scored.

use axum::http::Method;
use serde_json::{Value, json};

use crate::support::app::{NOW, TestApp};
use crate::support::on_both_databases;

const FINGERPRINT: &str = "0123456789abcdef0123456789abcdef";
/// Deutsche Telekom, VNPT, Hetzner.
const GERMAN: &str = "87.128.0.1";
const VIETNAMESE: &str = "113.160.0.1";
const RENTED: &str = "2a01:4f8::1";
const HOUR: i64 = 3_600_000;

/// An event that the customer's server passes on, so long ago.
async fn event(app: &TestApp, id: &str, ip: &str, hours_ago: i64) {
    let at = app::types::time::Timestamp::from_millis(NOW - hours_ago * HOUR);
    let event = json!({ "type": "page_view", "identity": { "id": id }, "ip": ip, "fingerprint": FINGERPRINT,
        "timestamp": at.to_string() });
    app.server(&app.acme).post("/api/events", event).await.expect(200);
}

async fn scores(app: &TestApp, id: &str) -> Value {
    let path = format!("/api/identities/{id}/analysis");
    app.server(&app.acme).get(&path).await.expect(200).json()["scores"].clone()
}

/// What one analyzer found.
async fn found(app: &TestApp, id: &str, code: &str) -> Option<Value> {
    let scores = scores(app, id).await;
    let all = scores
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|score| score["observations"].as_array().unwrap());
    all.into_iter().find(|seen| seen["id"] == code).cloned()
}

on_both_databases! {
    /// Out of the box a device and its events have a country and a network; what is not known is null.
    async fn places_are_known(app) {
        event(&app, "ada", GERMAN, 1).await;
        let server = app.server(&app.acme);
        let device = server.get(&format!("/api/devices/{FINGERPRINT}")).await.expect(200).json();
        assert_eq!((&device["country"], &device["countryCode"]), (&json!("Germany"), &json!("DE")));
        assert_eq!((&device["asn"], &device["city"], &device["networkKind"]), (&json!("3320"), &Value::Null, &Value::Null));
        assert!(device["asnLabel"].as_str().unwrap().contains("Telekom"), "{device}");
        let events = server.get("/api/events").await.expect(200).json();
        let place = &events["content"][0]["place"];
        assert_eq!((&place["countryCode"], &place["asn"]), (&json!("DE"), &json!("3320")));
        let listed = server.get("/api/devices?term=germany&sort=country").await.expect(200).json();
        assert_eq!(listed["totalElements"], 1);

        // It moves on with the device, and is no guess where nobody can know.
        event(&app, "ada", RENTED, 0).await;
        let device = server.get(&format!("/api/devices/{FINGERPRINT}")).await.expect(200).json();
        assert_eq!((&device["asn"], &device["networkKind"]), (&json!("24940"), &json!("hosting")));
        for ip in ["10.1.2.3", "203.0.113.7", "::1", "2001:db8::1"] {
            event(&app, "ada", ip, 0).await;
            let device = server.get(&format!("/api/devices/{FINGERPRINT}")).await.expect(200).json();
            assert_eq!((&device["ip"], &device["country"], &device["asn"]), (&json!(ip), &Value::Null, &Value::Null));
        }
        let events = server.get("/api/events").await.expect(200).json();
        assert_eq!(events["content"][0]["place"], Value::Null);
    }
}

on_both_databases! {
    /// Rented machines are told, unless the customer says that they are none; and what the customer lists is one.
    async fn the_dataset_of_data_centres_is_read(app) {
        const CODE: &str = "humanity.hosting-network";
        event(&app, "bot", RENTED, 1).await;
        event(&app, "ada", GERMAN, 1).await;
        app.drain().await;
        assert!(found(&app, "bot", CODE).await.unwrap()["value"].as_f64().unwrap() < 0.1);
        assert_eq!(found(&app, "ada", CODE).await, None);
        let owner = app.owner(&app.acme);
        for (asn, active) in [("24940", false), ("3320", true)] {
            let path = format!("/api/datasets/datacenter_asns/entries/{asn}");
            let entry = json!({ "active": active }).to_string();
            let answer = owner.send(Method::PUT, &path, Some(entry)).await;
            assert!(answer.status.is_success(), "{}", answer.body);
        }
        for id in ["bot", "ada"] {
            let path = format!("/api/identities/{id}/actions/analyze");
            app.server(&app.acme).post(&path, json!({})).await.expect(201);
        }
        app.drain().await;
        assert_eq!(found(&app, "bot", CODE).await, None);
        assert!(found(&app, "ada", CODE).await.is_some());
    }
}

on_both_databases! {
    /// Nobody is in Germany and an hour later in Vietnam; rebuilt from the events it is the same.
    async fn impossible_travel_is_told(app) {
        const CODE: &str = "behavior.impossible-travel";
        event(&app, "ada", GERMAN, 9).await;
        event(&app, "ada", VIETNAMESE, 8).await;
        event(&app, "bob", GERMAN, 30).await;
        event(&app, "bob", VIETNAMESE, 8).await;
        app.drain().await;
        let told = found(&app, "ada", CODE).await.unwrap();
        assert!(told["explanation"].as_str().unwrap().contains("from Germany to Vietnam within 60 minutes"), "{told}");
        assert_eq!(found(&app, "bob", CODE).await, None);
        let lived = scores(&app, "ada").await;
        let transaction = app.database.begin().await.unwrap();
        let store = transaction.account(app.acme.id);
        store.forget_evidence().await.unwrap();
        let identities = app.database.account(app.acme.id).regarded_identities().await.unwrap();
        store.enqueue(server::jobs::analyze_identity::KIND, identities, 0).await.unwrap();
        transaction.commit().await.unwrap();
        app.drain().await;
        assert_eq!(scores(&app, "ada").await, lived);
    }
}

on_both_databases! {
    /// A claimed country is compared with where one comes from.
    async fn a_claimed_country_is_read(app) {
        let told = json!({ "type": "profile_update", "identity": { "id": "ada", "data": { "country": "Germany" } } });
        app.server(&app.acme).post("/api/events", told).await.expect(200);
        event(&app, "ada", GERMAN, 1).await;
        app.drain().await;
        let found = found(&app, "ada", "authenticity.claimed-country").await.unwrap();
        assert!(found["value"].as_f64().unwrap() > 0.5, "{found}");
    }
}
