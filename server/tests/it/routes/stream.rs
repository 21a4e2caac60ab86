//! `/api/stream`.

use http_body_util::BodyExt;
use serde_json::{Value, json};

use crate::support::on_both_databases;

/// Reads messages until `count` have come.
async fn read(body: &mut axum::body::Body, count: usize) -> Vec<(String, Value)> {
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
