//! Ids are the customer's: whatever is in them, they come back as they were sent.

use dregs::{ApiErrorKind, Event, Group, ListEvents};
use dregs_sdk_tests::{assert_fails, client};

fn odd() -> Vec<String> {
    let odd = [
        "ada@example.com",
        "a/b",
        "ünï",
        "100%",
        "a%2Fb",
        "a b+c",
        "a?b=c&d#e",
        "a\\b",
        "日本語",
        " spaced ",
        "actions",
    ];
    odd.into_iter()
        .map(str::to_owned)
        .chain(["x".repeat(255), "ü".repeat(255)])
        .collect()
}

/// In bodies, in paths, in queries, and in the references of events.
#[tokio::test]
async fn identities_and_events() {
    let client = client();
    for (number, odd) in odd().into_iter().enumerate() {
        let event_id = if odd.chars().count() > 60 {
            format!("rust-id-{number}")
        } else {
            format!("rs/{odd}")
        };
        client
            .track(Event::new("login", &odd).event_id(&event_id))
            .await
            .unwrap();
        assert_eq!(
            client.identities().get(&odd).await.unwrap().id.as_deref(),
            Some(odd.as_str())
        );
        client.identities().scores(&odd).await.unwrap();
        client.identities().history(&odd, None).await.unwrap();
        client.identities().analyze(&odd).await.unwrap();
        let event = client.events().get(&event_id).await.unwrap();
        assert_eq!(event.id.as_deref(), Some(event_id.as_str()));
        assert_eq!(event.identity.unwrap().id.as_deref(), Some(odd.as_str()));
        let page = client
            .events()
            .list(ListEvents::new().identity(&odd))
            .await
            .unwrap();
        assert_eq!(page[0].id.as_deref(), Some(event_id.as_str()));
    }
}

/// Two odd ids in one path.
#[tokio::test]
async fn groups_and_their_members() {
    let client = client();
    for odd in odd() {
        let member = format!("m/{}", odd.chars().take(200).collect::<String>());
        client.track(Event::new("login", &member)).await.unwrap();
        client.groups().create(Group::new("odd", &odd)).await.unwrap();
        client.groups().add_member("odd", &odd, &member).await.unwrap();
        assert_eq!(
            client.groups().get("odd", &odd).await.unwrap().identity_count,
            Some(1)
        );
        client.groups().remove_member("odd", &odd, &member).await.unwrap();
    }
}

/// With the name of the field, and nothing is stored.
#[tokio::test]
async fn one_character_more_is_refused() {
    let over = Event::new("login", "ü".repeat(256)).event_id("rust-over");
    let failure = assert_fails(
        client().track(over).await,
        ApiErrorKind::BadRequest,
        "bad_request",
    );
    assert!(failure.message.starts_with("identity"), "{failure}");
    assert_fails(
        client().events().get("rust-over").await,
        ApiErrorKind::NotFound,
        "not_found",
    );
}
