//! Accounts that have more to deliver than they get done, beside one that has little.

use std::time::Duration;

use app::types::channel::ChannelEvent;
use serde_json::json;
use server::domain::plan_deliveries::{Happening, plan};
use tokio::sync::watch;

use crate::support::app::{TestAccount, TestApp};
use crate::support::on_both_databases;
use crate::support::receiver::{Receiver, Reply};

const CHANNELS: usize = 40;
/// As many as the lane looks at together.
const OF_EACH: usize = 64;

/// Plans `of_each` deliveries through each of `channels`, those of one channel after those of another.
async fn crowd(app: &TestApp, account: &TestAccount, channels: usize, of_each: usize) {
    let transaction = app.database.begin().await.unwrap();
    let store = transaction.account(account.id);
    let number = store.identity_number("ada").await.unwrap().unwrap();
    let slugs = (0..channels).flat_map(|nth| std::iter::repeat_n(format!("hook-{nth}"), of_each));
    let happenings: Vec<Happening> = slugs
        .map(|slug| {
            let channels = vec![slug.parse().unwrap()];
            Happening::escalated(
                ChannelEvent::EscalationClosed,
                number,
                channels,
                json!({ "id": 3 }),
            )
        })
        .collect();
    let planned = plan(&store, &happenings, app.state.clock.now()).await.unwrap();
    assert_eq!(planned, channels * of_each);
    transaction.commit().await.unwrap();
}

/// Somebody to have news of, and webhooks that lead to `url`.
async fn hooks(app: &TestApp, account: &TestAccount, count: usize, url: &str) {
    let event = json!({ "type": "signup", "identity": { "id": "ada" } });
    app.server(account).post("/api/events", event).await.expect(200);
    app.drain().await;
    for nth in 0..count {
        let draft = json!({ "name": format!("Hook {nth}"), "type": "WEBHOOK", "config": { "url": url }, "events": ["ESCALATION_CLOSED"] });
        app.owner(account).post("/api/channels", draft).await.expect(201);
    }
}

on_both_databases! {
    /// An account whose many receivers hang, with more due than is ever looked at together, holds up no other account.
    async fn a_crowded_account_holds_nobody_up(app) {
        let (silent, quick) = (Receiver::start(vec![Reply::Silence]).await, Receiver::start(vec![Reply::Status(200)]).await);
        hooks(&app, &app.acme, CHANNELS, &silent.url).await;
        hooks(&app, &app.other, 1, &quick.url).await;
        crowd(&app, &app.acme, CHANNELS, OF_EACH).await;
        app.pass(1_000);
        crowd(&app, &app.other, 1, 1).await;
        let (stop, stopping) = watch::channel(false);
        let working = tokio::spawn(app.runner.clone().run(stopping));
        let begun = std::time::Instant::now();
        quick.is_called(1).await;
        assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
        silent.is_called(64).await;
        assert_eq!(silent.heard().len(), 64);
        stop.send_replace(true);
        working.abort();
    }
}

/// Nor does an account that has used its share of the second.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_spent_account_holds_nobody_up() {
    let receiver = Receiver::start(vec![Reply::Status(200)]).await;
    let quick = Receiver::start(vec![Reply::Status(200)]).await;
    let app = TestApp::sqlite_with(&["--webhooks-per-second", "2"]).await;
    hooks(&app, &app.acme, CHANNELS, &receiver.url).await;
    hooks(&app, &app.other, 1, &quick.url).await;
    crowd(&app, &app.acme, CHANNELS, OF_EACH).await;
    app.pass(1);
    crowd(&app, &app.other, 1, 1).await;
    app.drain().await;
    assert_eq!((receiver.heard().len(), quick.heard().len()), (2, 1));
}
