//! `client.groups()`: the organizations and teams that people act in.

use dregs::{ApiErrorKind, Event, Group, ListGroups, ListIdentities, Order};
use dregs_sdk_tests::{assert_fails, client, every, send};
use serde_json::json;

/// Made, merged, changed; types are written one way.
#[tokio::test]
async fn groups_are_made_and_merged() {
    let client = client();
    let made = client
        .groups()
        .create(Group::organization("rust-made").data(json!({ "name": "Old", "plan": "free" })))
        .await
        .unwrap();
    assert_eq!(
        (made.group_type.as_deref(), made.id.as_deref()),
        (Some("organization"), Some("rust-made"))
    );
    assert_eq!(
        (made.identity_count, made.display_name.as_deref()),
        (Some(0), Some("Old"))
    );
    let merged = client
        .groups()
        .create(Group::new("", "rust-made").data(json!({ "name": "New" })))
        .await
        .unwrap();
    assert_eq!(json!(merged.data), json!({ "name": "New", "plan": "free" }));
    let changed = client
        .groups()
        .update("organization", "rust-made", json!({ "plan": null, "floor": 2 }))
        .await
        .unwrap();
    assert_eq!(json!(changed.data), json!({ "name": "New", "floor": 2 }));
    client
        .groups()
        .create(Group::new("ParentCompany", "rust-holding-2"))
        .await
        .unwrap();
    let read = client
        .groups()
        .get("parent-company", "rust-holding-2")
        .await
        .unwrap();
    assert_eq!(read.group_type.as_deref(), Some("parent_company"));
}

/// Adding and removing twice is the same as once.
#[tokio::test]
async fn members_come_and_go() {
    let client = client();
    client.track(Event::new("login", "rust-member")).await.unwrap();
    client
        .groups()
        .create(Group::new("team", "rust-team"))
        .await
        .unwrap();
    for _ in 0..2 {
        client
            .groups()
            .add_member("team", "rust-team", "rust-member")
            .await
            .unwrap();
    }
    let members = || ListIdentities::new().group("rust-team").group_type("team");
    assert_eq!(
        client.identities().list(members()).await.unwrap().total_elements,
        1
    );
    assert_eq!(
        client
            .groups()
            .get("team", "rust-team")
            .await
            .unwrap()
            .identity_count,
        Some(1)
    );
    for _ in 0..2 {
        client
            .groups()
            .remove_member("team", "rust-team", "rust-member")
            .await
            .unwrap();
    }
    assert!(client.identities().list(members()).await.unwrap().is_empty());
    let missing = client
        .groups()
        .add_member("team", "rust-team", "rust-nobody")
        .await;
    assert_fails(missing, ApiErrorKind::NotFound, "not_found");
    assert_fails(
        client.groups().get("team", "rust-nothing").await,
        ApiErrorKind::NotFound,
        "not_found",
    );
}

/// Over several pages, in the asked order, with every filter of `list`.
#[tokio::test]
async fn list_all_finds_each_of_260_once() {
    let client = client();
    let ids: Vec<String> = (0..260).map(|number| format!("rust-group-{number:04}")).collect();
    let event = |id: &String| {
        let group = json!({ "type": "walked", "id": id, "data": { "name": id.to_uppercase() } });
        json!({ "type": "login", "identity": { "id": "rust-joiner" }, "groups": [group] })
    };
    send(ids.iter().map(event).collect()).await;
    let chosen = || {
        ListGroups::new()
            .group_type("walked")
            .identity("rust-joiner")
            .term("rust-group")
    };
    let in_order = every(
        client
            .groups()
            .list_all(chosen().sort("displayName").order(Order::Asc).page_size(100)),
    )
    .await;
    let found: Vec<_> = in_order.into_iter().filter_map(|group| group.id).collect();
    assert_eq!(found, ids);
    let page = client.groups().list(chosen().page(1)).await.unwrap();
    assert_eq!((page.len(), page.total_elements), (25, 260));
    assert!(page[0].data.is_empty(), "lists leave the attributes out");
}
