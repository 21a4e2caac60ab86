//! `client.escalations()`: what rules raised about people, and what the team made of it.

use dregs::{ApiErrorKind, EscalationSeverity, EscalationStatus, ListEscalations, Order};
use dregs_sdk_tests::{assert_fails, client, every};

/// Over several pages, newest first, with every filter of `list`.
#[tokio::test]
async fn list_all_finds_each_of_260_once() {
    let client = client();
    let chosen = || {
        ListEscalations::new()
            .identity("escalated")
            .status(EscalationStatus::Open)
    };
    let newest_first = every(client.escalations().list_all(chosen().page_size(100))).await;
    let mut found: Vec<_> = newest_first
        .iter()
        .filter_map(|escalation| escalation.id)
        .collect();
    assert_eq!(found.len(), 260);
    assert!(found.is_sorted_by(|newer, older| newer > older), "newest first");
    let oldest_first = every(
        client
            .escalations()
            .list_all(chosen().sort("openedAt").order(Order::Asc)),
    )
    .await;
    found.reverse();
    assert_eq!(
        oldest_first
            .iter()
            .filter_map(|escalation| escalation.id)
            .collect::<Vec<_>>(),
        found
    );
    let one = chosen().severity(EscalationSeverity::Critical).rule(17);
    let page = client.escalations().list(one.page(0)).await.unwrap();
    assert_eq!(page.total_elements, 1);
    assert_eq!(page[0].severity, Some(EscalationSeverity::Critical));
    assert_eq!(
        page[0].rule.as_ref().and_then(|rule| rule.label.as_deref()),
        Some("Rule 17")
    );
    assert_eq!(page[0].scores["humanity"], 12);
}

/// Acknowledged, closed, and open again, with the times of it, and the summary follows.
#[tokio::test]
async fn an_escalation_is_moved_along() {
    let client = client();
    let before = client.escalations().summary().await.unwrap();
    assert_eq!((before.open, before.acknowledged, before.closed), (261, 0, 0));
    let id = client
        .escalations()
        .list(ListEscalations::new().identity("moved"))
        .await
        .unwrap()[0]
        .id
        .unwrap();
    let taken = client
        .escalations()
        .update(id, EscalationStatus::Acknowledged)
        .await
        .unwrap();
    assert_eq!(taken.status, Some(EscalationStatus::Acknowledged));
    assert!(taken.acknowledged_at.is_some());
    let closed = client
        .escalations()
        .update(id, EscalationStatus::Closed)
        .await
        .unwrap();
    assert!(closed.closed_at.is_some());
    let summary = client.escalations().summary().await.unwrap();
    assert_eq!((summary.open, summary.acknowledged, summary.closed), (260, 0, 1));
    client
        .escalations()
        .update(id, EscalationStatus::Open)
        .await
        .unwrap();
    let open = client.escalations().get(id).await.unwrap();
    assert_eq!(
        (open.status, open.closed_at),
        (Some(EscalationStatus::Open), None)
    );
    assert_eq!(
        open.identity.and_then(|identity| identity.id).as_deref(),
        Some("moved")
    );
}

/// What still waits is hidden, and what does not exist is unknown.
#[tokio::test]
async fn nothing_else_is_shown() {
    let client = client();
    let waiting = client
        .escalations()
        .list(ListEscalations::new().identity("waiting"))
        .await
        .unwrap();
    assert!(waiting.is_empty());
    assert_fails(
        client.escalations().get(i64::MAX).await,
        ApiErrorKind::NotFound,
        "not_found",
    );
    let update = client
        .escalations()
        .update(i64::MAX, EscalationStatus::Closed)
        .await;
    assert_fails(update, ApiErrorKind::NotFound, "not_found");
}
