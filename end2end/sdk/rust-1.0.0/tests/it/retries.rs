//! Retries over a bad network: an event is stored once, however often it was sent.

use std::time::Duration;

use dregs::{Client, Event, ListEvents};
use dregs_sdk_tests::{setting, with_key};

/// One request and one answer are lost, another answer comes late; each event is stored once.
#[tokio::test]
async fn nothing_counts_twice() {
    let key = setting("DREGS_RETRIED_SECRET_KEY");
    let over = |network: &str| {
        let builder = Client::builder().secret_key(&key).base_url(setting(network));
        builder.timeout(Duration::from_millis(500)).build().unwrap()
    };
    let lost = over("DREGS_LOST_BASE_URL")
        .track(Event::new("purchase", "ada"))
        .await
        .unwrap();
    let late = over("DREGS_LATE_BASE_URL")
        .track(Event::new("purchase", "ada").event_id("order-1"))
        .await
        .unwrap();
    assert!(lost.accepted() && late.id.as_deref() == Some("order-1"));
    let page = with_key(&key).events().list(ListEvents::new()).await.unwrap();
    assert_eq!(page.total_elements, 2);
}
