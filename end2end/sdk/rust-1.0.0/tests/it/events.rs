//! `client.events()`: what happened, newest first.

use dregs::{ApiErrorKind, ListEvents, Order};
use dregs_sdk_tests::{assert_fails, client, every, send, send_from_browser};
use serde_json::json;

/// Over several pages, newest first, with every filter of `list`.
#[tokio::test]
async fn list_all_finds_each_of_260_once() {
    let client = client();
    let ids: Vec<String> = (0..260).map(|number| format!("rust-event-{number:04}")).collect();
    let event = |(number, id): (usize, &String)| {
        let at = format!("2026-03-01T10:00:{:02}.{}00Z", number / 10, number % 10);
        json!({
            "id": id, "type": "rust_walked", "identity": { "id": "rust-walking" }, "timestamp": at,
            "groups": [{ "type": "squad", "id": "rust-squad" }],
        })
    };
    send(ids.iter().enumerate().map(event).collect()).await;
    let chosen = || {
        ListEvents::new()
            .identity("rust-walking")
            .group("rust-squad")
            .group_type("squad")
            .term("rust_walk")
    };
    let newest_first = every(client.events().list_all(chosen().page_size(100))).await;
    let found: Vec<_> = newest_first
        .into_iter()
        .filter_map(|event| event.id)
        .rev()
        .collect();
    assert_eq!(found, ids);
    let page = client
        .events()
        .list(chosen().sort("timestamp").order(Order::Asc).page(1))
        .await
        .unwrap();
    assert_eq!(
        (page[0].id.as_deref(), page.total_elements),
        (Some("rust-event-0025"), 260)
    );
}

/// What a browser sent is found by its device and its session, and read by its id.
#[tokio::test]
async fn browser_events_are_found() {
    let (client, session) = (client(), "7b8a3c1e-0000-4000-8000-0000000000b1");
    let fingerprint = send_from_browser("rust-browsing", "rust-events", session).await;
    let page = client
        .events()
        .list(ListEvents::new().device(&fingerprint).session(session))
        .await
        .unwrap();
    assert_eq!(page.total_elements, 1);
    let event = client.events().get(page[0].id.as_deref().unwrap()).await.unwrap();
    assert_eq!(event.fingerprint, Some(fingerprint));
    assert_eq!(
        (event.session.as_deref(), event.source.as_deref()),
        (Some(session), Some("browser"))
    );
    assert_eq!(
        (event.ip.as_deref(), event.identity.unwrap().id.as_deref()),
        (Some("127.0.0.1"), Some("rust-browsing"))
    );
    assert_fails(
        client.events().get("rust-nothing").await,
        ApiErrorKind::NotFound,
        "not_found",
    );
}
