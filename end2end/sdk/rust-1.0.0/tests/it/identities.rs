//! `client.identities()`: who was seen, how they score, and why.

use std::time::{Duration, Instant};

use dregs::{ApiErrorKind, Category, Event, IdentityUpdate, ListIdentities, Order};
use dregs_sdk_tests::{FIRST_SCORES, assert_fails, client, every, scored, send, send_from_browser};
use serde_json::json;

/// Track, then ask: the scores, the identity and the analysis agree.
#[tokio::test]
async fn first_scores_come_within_two_seconds_with_their_reasons() {
    let (client, start) = (client(), Instant::now());
    let known = json!({ "email": "x9q2@mailinator.com", "name": "Rust Scored" });
    client
        .track(Event::new("user.signup", "rust-scored").identity_data(known))
        .await
        .unwrap();
    let scores = scored(&client, "rust-scored").await;
    assert!(start.elapsed() <= FIRST_SCORES, "{:?}", start.elapsed());
    let identity = client.identities().get("rust-scored").await.unwrap();
    assert_eq!(identity.authenticity_score, scores.authenticity());
    assert_eq!(identity.scores().humanity(), scores.humanity());
    assert_eq!(identity.scores().uniqueness(), scores.uniqueness());
    assert_eq!(identity.scores().behavior(), scores.behavior());
    assert!(identity.last_scored_at.is_some() && !identity.disregarded);

    let analysis = client.identities().analysis("rust-scored").await.unwrap();
    assert_eq!(
        (analysis.identity_id.as_deref(), analysis.event_count),
        (Some("rust-scored"), Some(1))
    );
    assert_eq!(
        analysis
            .scores
            .get(Category::Authenticity)
            .and_then(|score| score.value),
        scores.authenticity()
    );
    assert_eq!(analysis.scores.clone().into_vec().len(), scores.len());
    for observation in analysis.observations() {
        let category = observation.category.unwrap();
        let prefix = format!("{}.", category.as_str().to_lowercase());
        assert!(
            observation.id.as_ref().unwrap().starts_with(&prefix),
            "{observation:?}"
        );
        assert!(
            observation
                .explanation
                .as_ref()
                .is_some_and(|text| !text.is_empty()),
            "{observation:?}"
        );
        assert!(
            (0.0..=1.0).contains(&observation.value.unwrap()),
            "{observation:?}"
        );
    }
    assert!(analysis.observations().count() > 0);
}

/// Each cycle can be read afterwards; history counts from the newest, up to a limit.
#[tokio::test]
async fn analyze_makes_another_cycle_and_keeps_the_old_one() {
    let (client, start) = (client(), Instant::now());
    let known = json!({ "email": "x9q2@mailinator.com" });
    client
        .track(Event::new("user.signup", "rust-again").identity_data(known))
        .await
        .unwrap();
    let scores = scored(&client, "rust-again").await;
    let analysis = client.identities().analysis("rust-again").await.unwrap();

    client.identities().analyze("rust-again").await.unwrap();
    let first = analysis.id.unwrap();
    let newest = loop {
        let history = client.identities().history("rust-again", Some(1)).await.unwrap();
        assert_eq!(history.len(), 1);
        if history[0].cycle_id > Some(first) {
            break history[0].clone();
        }
        assert!(start.elapsed() < 3 * FIRST_SCORES, "no other cycle");
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert_eq!(newest.authenticity, scores.authenticity());
    assert_eq!(
        client
            .identities()
            .history("rust-again", None)
            .await
            .unwrap()
            .last()
            .unwrap()
            .cycle_id,
        Some(first)
    );
    let older = client
        .identities()
        .analysis_cycle("rust-again", first)
        .await
        .unwrap();
    assert_eq!((older.id, older.finished_at), (Some(first), analysis.finished_at));
}

/// Disregarding and merging attributes, apart and at once.
#[tokio::test]
async fn people_are_updated() {
    let client = client();
    client
        .track(Event::new("login", "rust-updated").identity_data(json!({ "plan": "free", "phone": "1" })))
        .await
        .unwrap();
    let update = IdentityUpdate::new()
        .disregarded(true)
        .attributes(json!({ "plan": "pro", "phone": null }));
    let changed = client.identities().update("rust-updated", update).await.unwrap();
    assert!(changed.disregarded);
    assert_eq!(json!(changed.data), json!({ "plan": "pro" }));
    let changed = client
        .identities()
        .update("rust-updated", IdentityUpdate::new().disregarded(false))
        .await
        .unwrap();
    assert!(!changed.disregarded && changed.data["plan"] == "pro");
}

/// Each is told of the other, and a list finds both by the device.
#[tokio::test]
async fn people_on_one_device_are_linked() {
    let client = client();
    send_from_browser("rust-left", "rust-links", "7b8a3c1e-0000-4000-8000-0000000000a1").await;
    let fingerprint =
        send_from_browser("rust-right", "rust-links", "7b8a3c1e-0000-4000-8000-0000000000a2").await;
    let start = Instant::now();
    let link = loop {
        let links = client.identities().links("rust-left").await.unwrap();
        if let Some(link) = links
            .into_iter()
            .find(|link| link.link_type.as_deref() == Some("SAME_DEVICE"))
        {
            break link;
        }
        assert!(start.elapsed() < 2 * FIRST_SCORES, "no link");
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert_eq!(link.identity_id.as_deref(), Some("rust-right"));
    assert!(link.value > Some(0.0) && link.confidence > Some(0.0) && link.explanation.is_some());
    let seen = client
        .identities()
        .list(ListIdentities::new().device(fingerprint))
        .await
        .unwrap();
    assert_eq!(seen.total_elements, 2);
}

/// It comes back pending, keeps what the customer said, and is listed newest first.
#[tokio::test]
async fn a_review_is_asked_for_and_read_later() {
    let client = client();
    client.track(Event::new("login", "rust-reviewed")).await.unwrap();
    let first = client.identities().review("rust-reviewed", None).await.unwrap();
    let second = client
        .identities()
        .review("rust-reviewed", Some("A real customer."))
        .await
        .unwrap();
    assert_eq!((first.status.as_deref(), first.feedback), (Some("PENDING"), None));
    assert_eq!(second.feedback.as_deref(), Some("A real customer."));
    let reviews = client.identities().reviews("rust-reviewed").await.unwrap();
    assert_eq!(
        reviews.iter().map(|review| review.id).collect::<Vec<_>>(),
        [second.id, first.id]
    );
}

/// Over several pages, in the asked order, with every filter of `list`.
#[tokio::test]
async fn list_all_finds_each_of_260_once() {
    let client = client();
    let ids: Vec<String> = (0..260)
        .map(|number| format!("rust-walker-{number:04}"))
        .collect();
    let event = |(number, id): (usize, &String)| {
        let at = format!("2026-03-01T10:{:02}:{:02}Z", number / 60, number % 60);
        json!({ "type": "login", "identity": { "id": id }, "timestamp": at, "groups": [{ "type": "walk", "id": "rust" }] })
    };
    send(ids.iter().enumerate().map(event).collect()).await;
    let chosen = || {
        ListIdentities::new()
            .term("rust-walker")
            .group("rust")
            .group_type("walk")
    };
    let in_order = every(
        client
            .identities()
            .list_all(chosen().sort("lastTrackedAt").order(Order::Asc).page_size(100)),
    )
    .await;
    let found: Vec<_> = in_order.into_iter().filter_map(|identity| identity.id).collect();
    assert_eq!(found, ids);
    assert_eq!(
        every(client.identities().list_all(chosen().page(10))).await.len(),
        10,
        "walks from the page it is given"
    );
    let page = client
        .identities()
        .list(chosen().page_size(7).page(1))
        .await
        .unwrap();
    assert_eq!(
        (
            page.page_number,
            page.page_size,
            page.total_elements,
            page.total_pages
        ),
        (1, 7, 260, 38)
    );
    assert!(!page.first && !page.last && page.has_next() && page.into_vec().len() == 7);
    assert!(
        every(client.identities().list_all(chosen().badge("nobody-wears-it")))
            .await
            .is_empty()
    );
}

/// Each call about somebody who was never seen is the same 404.
#[tokio::test]
async fn nobody_is_unknown_everywhere() {
    let client = client();
    let (identities, nobody) = (client.identities(), "rust-nobody");
    let unknown = (ApiErrorKind::NotFound, "not_found");
    assert_fails(identities.get(nobody).await, unknown.0, unknown.1);
    assert_fails(identities.scores(nobody).await, unknown.0, unknown.1);
    assert_fails(identities.analysis(nobody).await, unknown.0, unknown.1);
    assert_fails(identities.analysis_cycle(nobody, 1).await, unknown.0, unknown.1);
    assert_fails(identities.history(nobody, None).await, unknown.0, unknown.1);
    assert_fails(identities.links(nobody).await, unknown.0, unknown.1);
    assert_fails(identities.analyze(nobody).await, unknown.0, unknown.1);
    assert_fails(identities.reviews(nobody).await, unknown.0, unknown.1);
    assert_fails(identities.review(nobody, None).await, unknown.0, unknown.1);
    assert_fails(
        identities
            .update(nobody, IdentityUpdate::new().disregarded(true))
            .await,
        unknown.0,
        unknown.1,
    );
}
