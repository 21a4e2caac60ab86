//! `client.devices()`: the browsers that people were seen with.

use dregs::{ApiErrorKind, ListDevices, Order};
use dregs_sdk_tests::{assert_fails, client, every, send, send_from_browser};
use serde_json::json;

/// Read, disregarded, and brought back.
#[tokio::test]
async fn a_device_is_read_and_disregarded() {
    let client = client();
    let fingerprint = send_from_browser(
        "rust-owner",
        "rust-device",
        "7b8a3c1e-0000-4000-8000-0000000000c1",
    )
    .await;
    let device = client.devices().get(&fingerprint).await.unwrap();
    assert_eq!(
        (device.fingerprint.as_deref(), device.ip.as_deref()),
        (Some(fingerprint.as_str()), Some("127.0.0.1"))
    );
    assert_eq!(device.timezone.as_deref(), Some("Europe/Berlin"));
    assert!(device.first_seen_at.is_some() && device.first_seen_at <= device.last_seen_at);
    assert!(
        client
            .devices()
            .update(&fingerprint, true)
            .await
            .unwrap()
            .disregarded
    );
    assert!(client.devices().get(&fingerprint).await.unwrap().disregarded);
    assert!(
        !client
            .devices()
            .update(&fingerprint, false)
            .await
            .unwrap()
            .disregarded
    );
    let chosen = ListDevices::new().identity("rust-owner").term(&fingerprint[..8]);
    assert_eq!(client.devices().list(chosen).await.unwrap().total_elements, 1);
    assert_fails(
        client.devices().get(&"0".repeat(32)).await,
        ApiErrorKind::NotFound,
        "not_found",
    );
    assert_fails(
        client.devices().update("nothing", true).await,
        ApiErrorKind::NotFound,
        "not_found",
    );
}

/// Over several pages, in the asked order.
#[tokio::test]
async fn list_all_finds_each_of_260_once() {
    let client = client();
    let event = |number: u32| {
        let device =
            json!({ "userAgent": "Mozilla/5.0 Walk", "webgl": { "hash": format!("rust-walk-{number}") } });
        json!({ "type": "login", "identity": { "id": "rust-many-devices" }, "device": device })
    };
    send((0..260).map(event).collect()).await;
    let chosen = || ListDevices::new().identity("rust-many-devices");
    let in_order = every(
        client
            .devices()
            .list_all(chosen().sort("firstSeenAt").order(Order::Asc).page_size(100)),
    )
    .await;
    let mut found: Vec<_> = in_order
        .into_iter()
        .filter_map(|device| device.fingerprint)
        .collect();
    found.sort();
    found.dedup();
    assert_eq!(found.len(), 260);
    let page = client.devices().list(chosen().page(1)).await.unwrap();
    assert_eq!((page.len(), page.page_number), (25, 1));
}
