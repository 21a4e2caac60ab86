//! What the tests stand on: the environment they were started in, and events that the crate itself cannot send.

use std::time::{Duration, Instant};

use dregs::{Client, ItemStream, Scores};
use futures_util::TryStreamExt;
use serde_json::{Value, json};

/// First scores within two seconds of the event.
pub const FIRST_SCORES: Duration = Duration::from_secs(2);

/// A setting that `support/run_rust.py` made.
#[expect(
    clippy::disallowed_methods,
    reason = "the tests are configured by their environment"
)]
pub fn setting(name: &str) -> String {
    std::env::var(name)
        .unwrap_or_else(|_| panic!("{name} is not set: run these tests with support/run_rust.py"))
}

/// A client for the shared account that does not retry.
pub fn client() -> Client {
    with_key(&setting("DREGS_SECRET_KEY"))
}

/// A client with another key.
pub fn with_key(secret_key: &str) -> Client {
    let builder = Client::builder().secret_key(secret_key).max_retries(0);
    builder.build().expect("a client")
}

/// Everything a walk yields.
pub async fn every<T>(items: ItemStream<T>) -> Vec<T> {
    items.try_collect().await.expect("every page")
}

/// Sends one request without the crate; panics unless it is answered with success.
pub async fn post_events(key: &str, body: &Value) -> Value {
    let request = reqwest::Client::new()
        .post(format!("{}/events", setting("DREGS_BASE_URL")))
        .header("Authorization", format!("Bearer {key}"))
        .header("Content-Type", "application/json")
        .body(body.to_string());
    let answer = request.send().await.expect("an answer");
    let status = answer.status();
    let text = answer.text().await.expect("a body");
    assert!(status.is_success(), "{status}: {text}");
    serde_json::from_str(&text).expect("JSON")
}

/// Stores many events in one request, as a backend can.
pub async fn send(events: Vec<Value>) {
    let answer = post_events(&setting("DREGS_SECRET_KEY"), &json!({ "events": events })).await;
    for result in answer["results"].as_array().expect("results") {
        assert_eq!(result["status"], "success", "{result}");
    }
}

/// Stores one event of a browser that nobody else has; the answer names its fingerprint.
pub async fn send_from_browser(identity: &str, graphics: &str, session: &str) -> String {
    let device = json!({
        "userAgent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
        "language": "en-GB", "languages": ["en-GB"], "platform": "Linux x86_64", "timezone": "Europe/Berlin",
        "screen": { "width": 1920, "height": 1080, "colorDepth": 24 }, "hardwareConcurrency": 8, "webdriver": false,
        "webgl": { "vendor": "Mesa", "renderer": "Mesa", "hash": graphics },
    });
    let event = json!({ "type": "dregs_identify", "session": session, "device": device, "identity": { "id": identity } });
    let answer = post_events(&setting("DREGS_PUBLIC_KEY"), &event).await;
    answer["fingerprint"].as_str().expect("a fingerprint").to_owned()
}

/// The scores, once there are some.
pub async fn scored(client: &Client, identity: &str) -> Scores {
    let start = Instant::now();
    loop {
        let scores = client.identities().scores(identity).await.expect("scores");
        if !scores.is_empty() {
            return scores;
        }
        assert!(
            start.elapsed() < 2 * FIRST_SCORES,
            "{identity} was not scored in time"
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Asserts that a call failed with this kind, and that the failure carries what the answer said.
pub fn assert_fails<T: std::fmt::Debug>(
    outcome: dregs::Result<T>,
    kind: dregs::ApiErrorKind,
    code: &str,
) -> dregs::ApiError {
    let error = outcome.expect_err("a failure");
    assert_eq!(error.kind(), Some(kind), "{error}");
    let failure = error.api_error().expect("an answer").clone();
    let body = failure.body.clone().expect("a body");
    assert_eq!(
        (body["code"].as_str(), body["status"].as_u64()),
        (Some(code), error.status().map(u64::from))
    );
    assert_eq!(body["message"], failure.message.as_str());
    assert!(failure.request_id.is_some(), "{failure}");
    failure
}
