//! Receivers that are hostile, or dead, or not who they seem to be; and a server that dies while it delivers.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::json;
use server::clock::Clock;
use tokio::sync::watch;

use super::{badges_change, channel, deliveries, newest, somebody};
use crate::support::app::TestApp;
use crate::support::on_both_databases;
use crate::support::receiver::{Receiver, Reply, one_who_hangs_up};

/// One attempt at each kind of stranger, all at once: what the customer is told, and how long the slowest takes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn strangers() {
    let app = TestApp::sqlite().await;
    somebody(&app, "ada").await;
    let secret = Receiver::start(vec![Reply::Status(200)]).await;
    let elsewhere = Reply::Elsewhere(secret.url.clone());
    let hung_up = one_who_hangs_up().await;
    let refused = "http://127.0.0.1:1024/";
    let mut expected = vec![
        ("hangs-up", "The connection to the receiver broke.", None),
        ("nobody", "The receiver refused the connection.", None),
    ];
    channel(&app, "WEBHOOK", "Hangs up", &hung_up).await;
    channel(&app, "WEBHOOK", "Nobody", refused).await;
    for (name, slug, reply, error, code) in [
        (
            "Elsewhere",
            "elsewhere",
            elsewhere,
            "The receiver answered 307 Temporary Redirect; redirects are not followed.",
            Some(307),
        ),
        ("Flood", "flood", Reply::Flood, "", Some(200)),
        ("Packed", "packed", Reply::Packed, "", Some(200)),
        (
            "Silence",
            "silence",
            Reply::Silence,
            "No answer within 10 seconds.",
            None,
        ),
    ] {
        let receiver = Receiver::start(vec![reply]).await;
        channel(&app, "WEBHOOK", name, &receiver.url).await;
        expected.push((slug, error, code));
    }
    badges_change(&app, "ada").await;
    let begun = std::time::Instant::now();
    app.drain().await;
    let took = begun.elapsed();
    assert!(
        (Duration::from_secs(10)..Duration::from_secs(14)).contains(&took),
        "{took:?}"
    );
    let owner = app.owner(&app.acme);
    for (slug, error, code) in expected {
        let found = deliveries(&owner, &format!("channel={slug}")).await.remove(0);
        assert_eq!(found["error"].as_str().unwrap_or_default(), error, "{slug}");
        assert_eq!(found["code"].as_i64(), code, "{slug}");
        let path = format!("/api/deliveries/{}", found["id"].as_str().unwrap());
        let log = owner.get(&path).await.json()["attemptLog"].clone();
        assert_eq!(log[0]["answer"], json!(null), "{slug} is on the loopback");
    }
    assert!(secret.heard().is_empty(), "redirects are not followed");
}

/// A receiver that never answers holds four places, and nobody else's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_silent_receiver_holds_nobody_up() {
    let silent = Receiver::start(vec![Reply::Silence]).await;
    let quick = Receiver::start(vec![Reply::Status(200)]).await;
    let app = TestApp::sqlite().await;
    somebody(&app, "ada").await;
    channel(&app, "WEBHOOK", "Silent", &silent.url).await;
    channel(&app, "WEBHOOK", "Quick", &quick.url).await;
    for _ in 0..40 {
        badges_change(&app, "ada").await;
    }
    let (stop, stopping) = watch::channel(false);
    let begun = std::time::Instant::now();
    let working = tokio::spawn(app.runner.clone().run(stopping));
    quick.is_called(40).await;
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    silent.is_called(4).await;
    assert_eq!(silent.heard().len(), 4);
    stop.send_replace(true);
    working.abort();
}

on_both_databases! {
    /// A server that dies between sending and writing it down sends again, under the same id.
    async fn a_crash_while_delivering(app) {
        let receiver = Receiver::start(vec![Reply::Silence, Reply::Status(200)]).await;
        somebody(&app, "ada").await;
        let hook = channel(&app, "WEBHOOK", "Hook", &receiver.url).await;
        badges_change(&app, "ada").await;
        let runner = app.runner.clone();
        let dying = tokio::spawn(async move { runner.drain().await });
        receiver.is_called(1).await;
        dying.abort();
        app.drain().await;
        assert_eq!(receiver.heard().len(), 1, "somebody may still have it in hand");
        app.pass(90_000);
        app.drain().await;
        let heard = receiver.heard();
        assert_eq!((heard.len(), &heard[0].headers["webhook-id"]), (2, &heard[1].headers["webhook-id"]));
        heard[1].assert_signed(&hook.secret, app.state.clock.now());
        let shown = newest(&app).await;
        assert_eq!((&shown["status"], &shown["attempts"]), (&json!("DELIVERED"), &json!(1)));
    }
}

on_both_databases! {
    /// On a fresh start nobody holds anything: what was in hand is sent at once.
    async fn a_start_frees_leases(app) {
        let receiver = Receiver::start(vec![Reply::Silence, Reply::Status(200)]).await;
        somebody(&app, "ada").await;
        channel(&app, "WEBHOOK", "Hook", &receiver.url).await;
        badges_change(&app, "ada").await;
        let runner = app.runner.clone();
        let dying = tokio::spawn(async move { runner.drain().await });
        receiver.is_called(1).await;
        dying.abort();
        let transaction = app.database.begin().await.unwrap();
        let now = app.state.clock.now();
        transaction.system().release_delivery_leases(now).await.unwrap();
        transaction.commit().await.unwrap();
        app.drain().await;
        assert_eq!(newest(&app).await["status"], "DELIVERED");
    }
}

/// What a name stands for is looked at again when it is connected to: a channel from another time reaches nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_are_checked_when_they_are_used() {
    let receiver = Receiver::start(vec![Reply::Status(200)]).await;
    let app = TestApp::sqlite_with(&["--webhook-allow-private", "::1/128"]).await;
    somebody(&app, "ada").await;
    let by_name = receiver.url.replace("127.0.0.1", "localhost");
    channel(&app, "WEBHOOK", "Name", &by_name).await;
    channel(&app, "WEBHOOK", "Number", &receiver.url).await;
    badges_change(&app, "ada").await;
    app.drain().await;
    assert_eq!(receiver.heard().len(), 2);

    let mut config = app.config();
    config.webhooks.allow_private.clear();
    let strict = server::build(
        &config,
        app.database.clone(),
        Clock::moved_by({
            let clock = app.state.clock.clone();
            move || clock.now()
        }),
    );
    let strict = strict.unwrap();
    badges_change(&app, "ada").await;
    strict.runner.drain().await.unwrap();
    assert_eq!(receiver.heard().len(), 2, "nothing reaches a private address");
    let owner = app.owner(&app.acme);
    for delivery in deliveries(&owner, "status=PENDING").await {
        assert_eq!(
            delivery["error"],
            "Not sent: the address leads to an address that is not public."
        );
    }
    assert_eq!(deliveries(&owner, "status=PENDING").await.len(), 2);
}

/// Beyond its share of a second an account's webhooks wait, and none is lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_many_webhooks_wait() {
    let receiver = Receiver::start(vec![Reply::Status(200)]).await;
    let app = TestApp::sqlite_with(&["--webhooks-per-second", "5"]).await;
    somebody(&app, "ada").await;
    channel(&app, "WEBHOOK", "Hook", &receiver.url).await;
    for _ in 0..12 {
        badges_change(&app, "ada").await;
    }
    for expected in [5, 10, 12] {
        app.drain().await;
        assert_eq!(receiver.heard().len(), expected);
        app.pass(1_000);
    }
}

on_both_databases! {
    /// A receiver that fails three times in ten gets everything in the end, and each thing once.
    async fn a_flaky_receiver_gets_everything(app) {
        let replies = (0..200).map(|call| Reply::Status(if call % 10 < 3 { 503 } else { 200 }));
        let receiver = Receiver::start(replies.collect()).await;
        somebody(&app, "ada").await;
        channel(&app, "WEBHOOK", "Flaky", &receiver.url).await;
        for _ in 0..60 {
            badges_change(&app, "ada").await;
        }
        let owner = app.owner(&app.acme);
        for wait in [0, 11_000, 66_000, 330_000, 1_980_000] {
            app.pass(wait);
            app.drain().await;
        }
        let all = deliveries(&owner, "pageSize=100").await;
        assert!(all.iter().all(|delivery| delivery["status"] == "DELIVERED"), "{all:#?}");
        let heard = receiver.heard();
        let ids: BTreeSet<&String> = heard.iter().map(|request| &request.headers["webhook-id"]).collect();
        assert_eq!(ids.len(), 60);
        let attempts: i64 = all.iter().filter_map(|delivery| delivery["attempts"].as_i64()).sum();
        assert_eq!((all.len(), i64::try_from(heard.len())), (60, Ok(attempts)));
        assert!(heard.len() > 60);
    }
}
