//! How a client is made and pointed at a server.

use std::time::Duration;

use dregs::{Client, Event};
use dregs_sdk_tests::setting;

/// `DREGS_BASE_URL` and `DREGS_SECRET_KEY` point the crate at this server.
#[tokio::test]
async fn the_environment_is_enough() {
    for client in [
        Client::from_env().unwrap(),
        Client::new(setting("DREGS_SECRET_KEY")).unwrap(),
    ] {
        assert_eq!(client.base_url(), setting("DREGS_BASE_URL"));
        assert_eq!(client.max_retries(), 2);
        assert!(
            client
                .track(Event::new("login", "environment"))
                .await
                .unwrap()
                .accepted()
        );
    }
}

/// Every option at once, also an HTTP client of one's own.
#[tokio::test]
async fn options_are_taken() {
    let client = Client::builder()
        .secret_key(setting("DREGS_SECRET_KEY"))
        .base_url(format!("{}/", setting("DREGS_BASE_URL")))
        .timeout(Duration::from_secs(5))
        .max_retries(1)
        .http_client(reqwest::Client::new())
        .build()
        .unwrap();
    client
        .track(Event::new("login", "options").event_id("options"))
        .await
        .unwrap();
    assert_eq!(
        client.events().get("options").await.unwrap().id.as_deref(),
        Some("options")
    );
    assert!(client.identities().get("options").await.is_ok());
    assert!(client.groups().get("team", "nothing").await.is_err());
    assert!(client.devices().get("nothing").await.is_err());
    assert!(client.escalations().get(i64::MAX).await.is_err());
}
