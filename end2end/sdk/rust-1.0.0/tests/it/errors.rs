//! What goes wrong arrives as the kind that the crate has for it, with the number under which the server logged it.

use std::net::TcpListener;
use std::time::Duration;

use dregs::{ApiErrorKind, Client, Error, Event, ListEvents};
use dregs_sdk_tests::{assert_fails, client, setting, with_key};

/// The message begins with the field.
#[tokio::test]
async fn malformed_is_400() {
    let reserved = client().track(Event::new("dregs_reserved", "rust-errors")).await;
    let failure = assert_fails(reserved, ApiErrorKind::BadRequest, "bad_request");
    assert!(failure.message.starts_with("type"), "{failure}");
    let sort = client().events().list(ListEvents::new().sort("shoeSize")).await;
    assert_fails(sort, ApiErrorKind::BadRequest, "bad_request");
}

/// A key that was never given out.
#[tokio::test]
async fn a_strange_key_is_401() {
    let stranger = with_key("sk_wrong");
    assert_fails(
        stranger.identities().get("rust-errors").await,
        ApiErrorKind::Authentication,
        "unauthorized",
    );
    let tracked = stranger.track(Event::new("login", "rust-errors")).await;
    assert_fails(tracked, ApiErrorKind::Authentication, "unauthorized");
}

/// Nothing of the refused event is stored; the one that is stored can be sent again.
#[tokio::test]
async fn a_used_up_month_is_402() {
    let small = with_key(&setting("DREGS_SMALL_SECRET_KEY"));
    small
        .track(Event::new("login", "ada").event_id("first"))
        .await
        .unwrap();
    let refused = small.track(Event::new("login", "eve").event_id("second")).await;
    let failure = assert_fails(refused, ApiErrorKind::QuotaExceeded, "quota_exceeded");
    assert_eq!(failure.status, 402);
    small
        .track(Event::new("login", "ada").event_id("first"))
        .await
        .unwrap();
    assert_eq!(
        small
            .events()
            .list(ListEvents::new())
            .await
            .unwrap()
            .total_elements,
        1
    );
}

/// The crate refuses a public key; one that a gateway put in its place can read nothing.
#[tokio::test]
async fn a_public_key_is_403() {
    let refused = Client::new(setting("DREGS_PUBLIC_KEY"));
    assert!(matches!(refused, Err(Error::InvalidArgument(_))));
    let builder = Client::builder().base_url(setting("DREGS_PUBLIC_KEY_BASE_URL"));
    let client = builder.max_retries(0).build().unwrap();
    let read = client.identities().get("rust-errors").await;
    assert_fails(read, ApiErrorKind::PermissionDenied, "forbidden");
}

/// Whole seconds, and the crate waits for as long when it may retry.
#[tokio::test]
async fn too_fast_is_429() {
    let (key, base_url) = (
        setting("DREGS_STRICT_SECRET_KEY"),
        setting("DREGS_STRICT_BASE_URL"),
    );
    let strict = |retries| {
        let builder = Client::builder().secret_key(&key).base_url(&base_url);
        builder.max_retries(retries).build().unwrap()
    };
    // Two events in one second, for as long as a slow machine needs to manage that.
    let mut outcome = strict(0).track(Event::new("login", "ada")).await;
    while outcome.is_ok() {
        outcome = strict(0).track(Event::new("login", "ada")).await;
    }
    let failure = assert_fails(outcome, ApiErrorKind::RateLimited, "too_many_requests");
    assert_eq!(failure.retry_after, Some(Duration::from_secs(1)));
    strict(1).track(Event::new("login", "ada")).await.unwrap();
}

/// Nobody listens there.
#[tokio::test]
async fn no_answer_is_no_api_error() {
    let port = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let builder = Client::builder()
        .secret_key("sk_any")
        .base_url(format!("http://127.0.0.1:{port}/api"));
    let error = builder
        .max_retries(0)
        .build()
        .unwrap()
        .identities()
        .get("ada")
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Connection { .. }), "{error}");
    assert_eq!((error.kind(), error.status()), (None, None));
}
