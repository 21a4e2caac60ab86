//! `track()`: everything that can be said about an event is kept, and is said back.

use chrono::{DateTime, FixedOffset, TimeZone, Utc};
use dregs::{Event, Group};
use dregs_sdk_tests::client;
use serde_json::json;

/// Each setter of `Event` and of `Group` comes back on the event, the identity or the group.
#[tokio::test]
async fn everything_that_was_sent_can_be_read() {
    let client = client();
    let happened: DateTime<FixedOffset> = FixedOffset::east_opt(5 * 3600)
        .unwrap()
        .with_ymd_and_hms(2026, 3, 1, 12, 30, 15)
        .unwrap();
    let data = json!({ "plan": "pro", "seats": 3, "price": 9.5, "tags": ["a"], "größe": "👩‍🚀" });
    let event = Event::new("user.signup", "rust-grace")
        .data(&data)
        .identity_data(json!({ "email": "grace@example.com", "name": "Grace Hopper", "username": "amazing" }))
        .group(Group::organization("rust-acme").data(json!({ "name": "Acme Inc" })))
        .groups([Group::new("ParentCompany", "rust-holding")])
        .event_id("rust-signup-1")
        .timestamp(happened)
        .source("billing");
    let result = client.track(event).await.unwrap();
    assert_eq!(
        (result.status.as_deref(), result.id.as_deref()),
        (Some("success"), Some("rust-signup-1"))
    );
    assert!(result.accepted() && result.fingerprint.is_none());

    let event = client.events().get("rust-signup-1").await.unwrap();
    assert_eq!(
        (event.name.as_deref(), event.source.as_deref()),
        (Some("user.signup"), Some("billing"))
    );
    assert_eq!(event.timestamp, Some(happened.with_timezone(&Utc)));
    assert_eq!(event.canonical_type.as_deref(), Some("REGISTRATION"));
    assert_eq!(json!(event.data), data);
    let identity = event.identity.unwrap();
    assert_eq!(
        (identity.id.as_deref(), identity.label.as_deref()),
        (Some("rust-grace"), Some("Grace Hopper"))
    );
    assert_eq!(identity.path.as_deref(), Some("/api/identities/rust-grace"));
    let mut groups: Vec<_> = event
        .groups
        .iter()
        .map(|group| group.group_type.clone().unwrap())
        .collect();
    groups.sort();
    assert_eq!(groups, ["organization", "parent_company"]);

    let identity = client.identities().get("rust-grace").await.unwrap();
    assert_eq!(identity.display_name.as_deref(), Some("Grace Hopper"));
    assert_eq!(identity.display_email.as_deref(), Some("grace@example.com"));
    assert_eq!(identity.display_username.as_deref(), Some("amazing"));
}

/// The second answers like the first, and changes neither the event nor the person.
#[tokio::test]
async fn the_same_id_is_one_event() {
    let client = client();
    let order = |total: u32| {
        Event::new("purchase", "rust-once")
            .event_id("rust-order-1")
            .data(json!({ "total": total }))
    };
    client.track(order(12)).await.unwrap();
    let again = client
        .track(order(99).identity_data(json!({ "plan": "pro" })))
        .await
        .unwrap();
    assert_eq!(again.id.as_deref(), Some("rust-order-1"));
    assert_eq!(
        client.events().get("rust-order-1").await.unwrap().data["total"],
        12
    );
    assert!(
        client
            .identities()
            .get("rust-once")
            .await
            .unwrap()
            .data
            .is_empty()
    );
}

/// A name and an identity: the crate makes the id, and says that it was the crate.
#[tokio::test]
async fn the_least_one_can_send() {
    let client = client();
    let id = client
        .track(Event::new("login", "rust-minimal"))
        .await
        .unwrap()
        .id
        .unwrap();
    assert_eq!(id.len(), 32);
    let event = client.events().get(&id).await.unwrap();
    assert_eq!(event.source.as_deref(), Some("rust-sdk"));
    assert!(event.data.is_empty() && event.groups.is_empty() && event.fingerprint.is_none());
}
