//! What is done about receivers that fail: the schedule, pauses, switching off, and delivering again.

use serde_json::json;

use super::{badges_change, channel, deliveries, newest, somebody};
use crate::support::app::TestApp;
use crate::support::on_both_databases;
use crate::support::receiver::{Receiver, Reply};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
/// The waits of the contract.
const WAITS: [i64; 8] = [
    10_000,
    MINUTE,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    6 * HOUR,
    12 * HOUR,
    24 * HOUR,
];

on_both_databases! {
    /// Nine attempts on schedule, each stamped and signed anew under one id; then it has failed, until somebody asks
    /// for it again.
    async fn every_attempt_is_fresh(app) {
        let receiver = Receiver::start(vec![Reply::Status(503)]).await;
        somebody(&app, "ada").await;
        let hook = channel(&app, "WEBHOOK", "Hook", &receiver.url).await;
        badges_change(&app, "ada").await;
        app.drain().await;
        for (at, wait) in WAITS.into_iter().enumerate() {
            assert_eq!(newest(&app).await["status"], "PENDING");
            app.pass(wait - 1);
            app.drain().await;
            assert_eq!(receiver.heard().len(), at + 1, "not before {wait} ms");
            // A tenth at most is added.
            app.pass(wait / 10 + 1);
            app.drain().await;
            assert_eq!(receiver.heard().len(), at + 2, "after {wait} ms");
            receiver.last().assert_signed(&hook.secret, app.state.clock.now());
        }
        let failed = newest(&app).await;
        assert_eq!((&failed["status"], &failed["attempts"], &failed["nextAttemptAt"]), (&json!("FAILED"), &json!(9), &json!(null)));
        let ids: Vec<_> = receiver.heard().iter().map(|request| request.headers["webhook-id"].clone()).collect();
        assert!(ids.iter().all(|id| failed["id"] == id.as_str()), "{ids:?}");
        let log = failed["attemptLog"].as_array().unwrap();
        assert_eq!((log.len(), &log[8]["number"], &log[8]["code"]), (9, &json!(9), &json!(503)));
        app.pass(48 * HOUR);
        app.drain().await;
        assert_eq!(receiver.heard().len(), 9);

        receiver.answers(Reply::Status(200));
        let server = app.server(&app.acme);
        let redeliver = format!("/api/deliveries/{}/actions/redeliver", failed["id"].as_str().unwrap());
        server.post(&redeliver, json!({})).await.expect(200);
        server.post(&redeliver, json!({})).await.expect(409);
        app.drain().await;
        receiver.last().assert_signed(&hook.secret, app.state.clock.now());
        let delivered = newest(&app).await;
        assert_eq!((&delivered["status"], &delivered["attempts"], &delivered["id"]), (&json!("DELIVERED"), &json!(10), &failed["id"]));
        // What arrived can be sent once more as well.
        server.post(&redeliver, json!({})).await.expect(200);
        app.drain().await;
        assert_eq!(newest(&app).await["attempts"], 11);
    }
}

on_both_databases! {
    /// Everything that failed is delivered again at one word, and nothing else.
    async fn all_that_failed_again(app) {
        let receiver = Receiver::start(vec![Reply::Status(200), Reply::Status(404)]).await;
        let hook = channel(&app, "WEBHOOK", "Hook", &receiver.url).await;
        let server = app.server(&app.acme);
        for _ in 0..4 {
            app.owner(&app.acme).post(&format!("{}/actions/test", hook.path), json!({})).await.expect(202);
            app.drain().await;
        }
        assert_eq!(deliveries(&server, "status=FAILED").await.len(), 3);
        receiver.answers(Reply::Status(200));
        let again = format!("{}/actions/redeliver-failed", hook.path);
        assert_eq!(server.post(&again, json!({})).await.expect(200).json(), json!({ "queued": 3 }));
        app.drain().await;
        assert_eq!((receiver.heard().len(), deliveries(&server, "status=DELIVERED").await.len()), (7, 4));
        assert_eq!(server.post(&again, json!({})).await.expect(200).json(), json!({ "queued": 0 }));
    }
}

on_both_databases! {
    /// 410 switches the channel off at once; what waited is delivered when it is on again.
    async fn gone(app) {
        let receiver = Receiver::start(vec![Reply::Status(500), Reply::Status(410)]).await;
        somebody(&app, "ada").await;
        let hook = channel(&app, "WEBHOOK", "Hook", &receiver.url).await;
        badges_change(&app, "ada").await;
        app.drain().await;
        badges_change(&app, "ada").await;
        app.drain().await;
        let server = app.server(&app.acme);
        let off = server.get(&hook.path).await.json();
        assert_eq!(off["enabled"], false);
        assert!(off["disabledReason"].as_str().unwrap().contains("410"), "{off}");
        let listed = deliveries(&server, "").await;
        assert_eq!((&listed[0]["status"], &listed[1]["status"], &listed[1]["nextAttemptAt"]), (&json!("FAILED"), &json!("PENDING"), &json!(null)));
        badges_change(&app, "ada").await;
        app.pass(48 * HOUR);
        app.drain().await;
        assert_eq!((receiver.heard().len(), deliveries(&server, "").await.len()), (2, 2), "nothing while it is off");
        let id = listed[0]["id"].as_str().unwrap();
        server.post(&format!("/api/deliveries/{id}/actions/redeliver"), json!({})).await.expect(409);

        receiver.answers(Reply::Status(200));
        let on = app.owner(&app.acme).patch(&hook.path, json!({ "enabled": true })).await.expect(200).json();
        assert_eq!((&on["disabledReason"], &on["health"]["status"]), (&json!(null), &json!("OK")));
        app.drain().await;
        assert_eq!(receiver.last().headers["webhook-id"], listed[1]["id"].as_str().unwrap());
        receiver.last().assert_signed(&hook.secret, app.state.clock.now());
    }
}

/// A receiver that asks to be left alone for longer than the schedule has it is left alone for so long.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn retry_after_is_honoured() {
    let receiver = Receiver::start(vec![Reply::Later(429, 600), Reply::Status(200)]).await;
    let app = TestApp::sqlite().await;
    somebody(&app, "ada").await;
    channel(&app, "WEBHOOK", "Hook", &receiver.url).await;
    badges_change(&app, "ada").await;
    app.drain().await;
    app.pass(599_000);
    app.drain().await;
    assert_eq!(receiver.heard().len(), 1);
    app.pass(1_000);
    app.drain().await;
    assert_eq!(receiver.heard().len(), 2);
}

/// After ten failures in a row nothing is attempted for a while, then one attempt tells whether it is over.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dead_receiver_is_left_alone() {
    let dead = Receiver::start(vec![Reply::Status(500)]).await;
    let alive = Receiver::start(vec![Reply::Status(200)]).await;
    let app = TestApp::sqlite().await;
    somebody(&app, "ada").await;
    let hook = channel(&app, "WEBHOOK", "Dead", &dead.url).await;
    channel(&app, "WEBHOOK", "Alive", &alive.url).await;
    for _ in 0..30 {
        badges_change(&app, "ada").await;
    }
    app.drain().await;
    // Four at a time: up to three more were under way when the tenth failed.
    let tried = dead.heard().len();
    assert!((10..=13).contains(&tried), "{tried}");
    assert_eq!(alive.heard().len(), 30);
    let server = app.server(&app.acme);
    let health = async || server.get(&hook.path).await.json()["health"].clone();
    assert_eq!(health().await["status"], "PAUSED");
    app.pass(29_000);
    app.drain().await;
    assert_eq!(dead.heard().len(), tried);
    app.pass(2_000);
    app.drain().await;
    assert_eq!(dead.heard().len(), tried + 1, "one attempt tells");
    assert_eq!(health().await["status"], "PAUSED");
    dead.answers(Reply::Status(200));
    app.pass(11 * MINUTE);
    app.drain().await;
    assert_eq!(health().await["status"], "OK");
    assert_eq!(deliveries(&server, "status=PENDING").await.len(), 0);
    assert_eq!(
        deliveries(&server, "status=DELIVERED&pageSize=100").await.len(),
        60
    );
}

/// A channel that has failed for five days is switched off.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_days_of_failures() {
    let receiver = Receiver::start(vec![Reply::Status(500)]).await;
    let app = TestApp::sqlite().await;
    somebody(&app, "ada").await;
    let hook = channel(&app, "WEBHOOK", "Hook", &receiver.url).await;
    let server = app.server(&app.acme);
    for day in 0..5 {
        badges_change(&app, "ada").await;
        app.drain().await;
        assert_eq!(server.get(&hook.path).await.json()["enabled"], true, "day {day}");
        app.pass(24 * HOUR);
    }
    app.drain().await;
    let off = server.get(&hook.path).await.json();
    assert_eq!(
        (&off["enabled"], &off["disabledReason"]),
        (&json!(false), &json!("Every attempt has failed for 5 days."))
    );
}

/// Deliveries that came to an end are kept for 30 days; what is under way is kept.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_deliveries_are_forgotten() {
    let receiver = Receiver::start(vec![Reply::Status(200), Reply::Status(500)]).await;
    let app = TestApp::sqlite().await;
    somebody(&app, "ada").await;
    channel(&app, "WEBHOOK", "Hook", &receiver.url).await;
    badges_change(&app, "ada").await;
    app.drain().await;
    badges_change(&app, "ada").await;
    app.drain().await;
    let server = app.server(&app.acme);
    for (before, left) in [(app.state.clock.now(), 2), (app.state.clock.now() + 1, 1)] {
        let transaction = app.database.begin().await.unwrap();
        transaction.system().forget_deliveries(before, 10).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(deliveries(&server, "").await.len(), left);
    }
    assert_eq!(newest(&app).await["status"], "PENDING");
}
