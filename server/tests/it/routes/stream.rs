//! `/api/stream`.

use http_body_util::BodyExt;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::on_both_databases;

/// Reads messages until `count` have come.
pub async fn read(body: &mut axum::body::Body, count: usize) -> Vec<(String, Value)> {
    let mut text = String::new();
    let messages = |text: &str| -> Vec<(String, Value)> {
        let parse = |block: &str| {
            let field = |name: &str| {
                block
                    .lines()
                    .find_map(|line| line.strip_prefix(name).map(|rest| rest.trim().to_owned()))
            };
            Some((field("event:")?, serde_json::from_str(&field("data:")?).ok()?))
        };
        text.split("\n\n").filter_map(parse).collect()
    };
    while messages(&text).len() < count {
        let frame = body.frame().await.expect("the stream goes on").unwrap();
        text.push_str(std::str::from_utf8(frame.data_ref().unwrap()).unwrap());
    }
    messages(&text)
}

on_both_databases! {
    /// An event is announced as it is stored, to its own account only, and a reader can resume.
    async fn announces_events(app) {
        let mut mine = app.server(&app.acme).open("/api/stream").await.into_body();
        let mut filtered = app.server(&app.acme).open("/api/stream?identity=bob").await.into_body();
        let event = |id: &str| json!({ "id": format!("of-{id}"), "type": "login", "identity": { "id": id } });
        app.server(&app.other).post("/api/events", event("eve")).await.expect(200);
        app.server(&app.acme).post("/api/events", event("ada")).await.expect(200);
        app.server(&app.acme).post("/api/events", event("bob")).await.expect(200);
        let seen = read(&mut mine, 2).await;
        assert_eq!(seen[0].0, "event");
        assert_eq!(seen[0].1["data"]["id"], "of-ada");
        assert_eq!(seen[1].1["data"]["id"], "of-bob");
        assert_eq!(read(&mut filtered, 1).await[0].1["data"]["id"], "of-bob");
        let resumed = app.server(&app.acme).header("last-event-id", "0").open("/api/stream").await;
        assert_eq!(resumed.headers()["x-accel-buffering"], "no");
        assert_eq!(read(&mut resumed.into_body(), 2).await.len(), 2);
        app.drain().await;
        assert_eq!(read(&mut mine, 1).await[0].0, "scored");
        app.anyone().get("/api/stream").await.expect(401);
    }
}

on_both_databases! {
    /// What happens in one account does not make a reader of another lag; one that lags is told how much it missed.
    async fn a_noisy_neighbour_is_not_heard(app) {
        let mut quiet = app.server(&app.other).open("/api/stream").await.into_body();
        let mut noisy = app.server(&app.acme).open("/api/stream").await.into_body();
        let events: Vec<Value> = (0..500).map(|_| json!({ "type": "x", "identity": { "id": "ada" } })).collect();
        for _ in 0..4 {
            app.server(&app.acme).post("/api/events", json!({ "events": events })).await.expect(200);
        }
        let event = json!({ "id": "the-one", "type": "x", "identity": { "id": "bob" } });
        app.server(&app.other).post("/api/events", event).await.expect(200);
        let seen = read(&mut quiet, 1).await;
        assert_eq!((seen[0].0.as_str(), &seen[0].1["data"]["id"]), ("event", &json!("the-one")));
        // All of its messages were published before the last: the noisy reader has read none yet.
        let mut missed = 0;
        let mut read_events = 0;
        while missed + read_events < 2_000 {
            match &read(&mut noisy, 1).await[0] {
                (kind, message) if kind == "missed" => missed += message["data"].as_i64().unwrap(),
                _ => read_events += 1,
            }
        }
        assert_eq!(missed + read_events, 2_000);
    }
}

on_both_databases! {
    /// A database that fails while a reader catches up ends the stream, so that the reader comes back.
    async fn a_gap_is_not_silence(app) {
        let event = json!({ "type": "x", "identity": { "id": "ada" } });
        app.server(&app.acme).post("/api/events", event).await.expect(200);
        let resumed = app.server(&app.acme).header("last-event-id", "0").open("/api/stream").await;
        app.database.migrate_down().await.unwrap();
        assert!(resumed.into_body().frame().await.is_none());
    }
}

/// Streams are counted by caller and by account, and a closed one is given back.
#[tokio::test]
async fn streams_are_capped() {
    let app = TestApp::sqlite_with(&["--streams-per-caller", "1", "--streams-per-account", "2"]).await;
    let open = async |client: crate::support::client::Client| client.open("/api/stream").await;
    let first = open(app.server(&app.acme)).await;
    assert_eq!(first.status(), 200);
    let refused = open(app.server(&app.acme)).await;
    assert_eq!(refused.status(), 429);
    assert!(refused.headers().contains_key("retry-after"));
    let owner = open(app.owner(&app.acme)).await;
    assert_eq!(owner.status(), 200);
    let analyst = app.member(&app.acme, app::types::member::Role::Analyst).await;
    assert_eq!(open(analyst.clone()).await.status(), 429, "the account's cap");
    assert_eq!(open(app.server(&app.other)).await.status(), 200);
    drop(first);
    assert_eq!(open(analyst).await.status(), 200);
}
