//! `/api/deliveries`, and what is delivered.

mod crowds;
mod email;
mod retries;
mod strangers;

use app::types::channel::ChannelEvent;
use app::types::delivery::DeliveryStatus;
use app::types::member::Role;
use serde_json::{Value, json};
use server::domain::plan_deliveries::{Happening, plan};
use server::store::deliveries::due::Busy;
use server::store::deliveries::queue::Settled;

use crate::support::app::{NOW, TestAccount, TestApp};
use crate::support::client::Client;
use crate::support::on_both_databases;
use crate::support::receiver::{Receiver, Reply, plain, standard};

const EVENTS: [&str; 4] = [
    "IDENTITY_SCORED",
    "IDENTITY_BADGES_CHANGED",
    "ESCALATION_OPENED",
    "ESCALATION_CLOSED",
];

/// A channel of Acme's.
pub struct Made {
    pub id: i64,
    pub path: String,
    pub secret: String,
}

/// Makes a channel that carries everything but scores.
pub async fn channel(app: &TestApp, kind: &str, name: &str, url: &str) -> Made {
    subscribed(app, kind, name, url, &EVENTS[1..]).await
}

/// Makes a channel that carries these events.
pub async fn subscribed(app: &TestApp, kind: &str, name: &str, url: &str, events: &[&str]) -> Made {
    let draft = json!({ "name": name, "type": kind, "config": { "url": url }, "events": events });
    let made = app
        .owner(&app.acme)
        .post("/api/channels", draft)
        .await
        .expect(201)
        .json();
    let id = made["channel"]["id"].as_i64().unwrap();
    Made {
        id,
        path: format!("/api/channels/{id}"),
        secret: made["secret"].as_str().unwrap_or_default().to_owned(),
    }
}

/// Somebody who is scored.
pub async fn somebody(app: &TestApp, id: &str) {
    let person =
        json!({ "id": id, "data": { "name": format!("{id} <!channel>"), "email": "x@mailinator.com" } });
    let event = json!({ "type": "signup", "identity": person });
    app.server(&app.acme).post("/api/events", event).await.expect(200);
    app.drain().await;
}

/// What rules will say has happened: plans it in a transaction of its own.
pub async fn happens(
    app: &TestApp,
    account: &TestAccount,
    identity: &str,
    happening: impl Fn(i64) -> Happening,
) {
    let transaction = app.database.begin().await.unwrap();
    let store = transaction.account(account.id);
    let number = store.identity_number(identity).await.unwrap().unwrap();
    let now = app.state.clock.now();
    plan(&store, &[happening(number)], now).await.unwrap();
    transaction.commit().await.unwrap();
}

/// An escalation opens, and its rule lists these channels.
pub async fn escalates(app: &TestApp, identity: &str, channels: &[&str]) {
    let channels: Vec<_> = channels.iter().map(|slug| slug.parse().unwrap()).collect();
    let escalation = json!({ "id": 3, "severity": "CRITICAL", "escalationRule": { "id": "7", "label": "Looks like a bot" } });
    happens(app, &app.acme, identity, |number| {
        Happening::escalated(
            ChannelEvent::EscalationOpened,
            number,
            channels.clone(),
            escalation.clone(),
        )
    })
    .await;
}

/// Badges change.
pub async fn badges_change(app: &TestApp, identity: &str) {
    happens(app, &app.acme, identity, |number| {
        Happening::badges_changed(number, vec!["bot".to_owned()], vec!["good".to_owned()])
    })
    .await;
}

/// The deliveries that a query finds, newest first.
pub async fn deliveries(client: &Client, query: &str) -> Vec<Value> {
    let page = client
        .get(&format!("/api/deliveries?{query}"))
        .await
        .expect(200)
        .json();
    page["content"].as_array().unwrap().clone()
}

/// The newest delivery, with its attempts.
pub async fn newest(app: &TestApp) -> Value {
    let server = app.server(&app.acme);
    let id = deliveries(&server, "pageSize=1").await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    server
        .get(&format!("/api/deliveries/{id}"))
        .await
        .expect(200)
        .json()
}

on_both_databases! {
    /// Each event arrives where it is subscribed to, signed in both ways, and says what it is about.
    async fn webhooks_arrive_signed(app) {
        let receiver = Receiver::start(vec![Reply::Status(204)]).await;
        somebody(&app, "ada").await;
        let hook = channel(&app, "WEBHOOK", "Hook", &receiver.url).await;
        badges_change(&app, "ada").await;
        app.pass(1_234);
        app.drain().await;
        let request = receiver.last();
        request.assert_signed(&hook.secret, NOW + 1_234);
        assert!(!request.headers.contains_key("x-dregs-signature-previous") && !request.headers.contains_key("authorization"));
        let body = request.json();
        assert_eq!((&body["event"], &body["channelId"], &body["identityId"]), (&json!("IDENTITY_BADGES_CHANGED"), &json!(hook.id.to_string()), &json!("ada")));
        let data = &body["data"];
        assert_eq!((&data["identityId"], &data["displayName"]), (&json!("ada"), &json!("ada <!channel>")));
        assert_eq!((&data["gained"], &data["lost"], &data["badges"]), (&json!(["bot"]), &json!(["good"]), &json!([])));
        let scores = app.server(&app.acme).get("/api/identities/ada/scores").await.json();
        assert!(!scores.as_array().unwrap().is_empty());
        assert_eq!(data["scores"], scores);

        let shown = newest(&app).await;
        assert_eq!((&shown["status"], &shown["attempts"], &shown["code"]), (&json!("DELIVERED"), &json!(1), &json!(204)));
        assert_eq!((&shown["id"], &shown["data"]), (&body["deliveryId"], data));
        assert_eq!((&shown["channel"]["label"], &shown["identity"]["id"]), (&json!("Hook"), &json!("ada")));
        assert_eq!((&shown["error"], &shown["nextAttemptAt"], &shown["test"]), (&json!(null), &json!(null), &json!(false)));
        assert_eq!(shown["attemptLog"][0]["number"], 1);
        assert!(!shown.to_string().contains("whsec_"));

        escalates(&app, "ada", &["other", "hook"]).await;
        app.drain().await;
        let data = receiver.last().json()["data"].clone();
        assert_eq!(data["escalation"]["escalationRule"]["label"], "Looks like a bot");
        assert!(data["reasons"][0]["explanation"].is_string(), "{data}");
        assert_eq!(receiver.heard().len(), 2);
    }
}

on_both_databases! {
    /// A cycle is told to those who want to hear of it, whatever an escalation rule lists goes nowhere else, and who
    /// is off hears nothing.
    async fn only_subscribers_hear(app) {
        let (scores, all, off) = (Receiver::start(vec![Reply::Status(200)]).await, Receiver::start(vec![Reply::Status(200)]).await, Receiver::start(vec![Reply::Status(200)]).await);
        let hook = subscribed(&app, "WEBHOOK", "Scores", &scores.url, &EVENTS[..1]).await;
        channel(&app, "WEBHOOK", "All", &all.url).await;
        let silent = subscribed(&app, "WEBHOOK", "Off", &off.url, &EVENTS).await;
        app.owner(&app.acme).patch(&silent.path, json!({ "enabled": false })).await.expect(200);
        somebody(&app, "ada").await;
        let request = scores.last();
        request.assert_signed(&hook.secret, NOW);
        assert_eq!((&request.json()["event"], &request.json()["data"]["identityId"]), (&json!("IDENTITY_SCORED"), &json!("ada")));
        assert_eq!(request.json()["data"]["scores"], app.server(&app.acme).get("/api/identities/ada/scores").await.json());
        badges_change(&app, "ada").await;
        escalates(&app, "ada", &["scores", "off", "nobody"]).await;
        escalates(&app, "ada", &[]).await;
        app.drain().await;
        assert_eq!((scores.heard().len(), all.heard().len(), off.heard().len()), (1, 1, 0));
        // Another account's people are another account's news.
        let event = json!({ "type": "signup", "identity": { "id": "eve" } });
        app.server(&app.other).post("/api/events", event).await.expect(200);
        app.drain().await;
        assert_eq!((scores.heard().len(), all.heard().len()), (1, 1));
    }
}

on_both_databases! {
    /// Deliveries are listed newest first, by channel, status, event and identity; another account sees none of them.
    async fn lists(app) {
        let (good, bad) = (Receiver::start(vec![Reply::Status(200)]).await, Receiver::start(vec![Reply::Status(500)]).await);
        somebody(&app, "ada").await;
        somebody(&app, "bob").await;
        let one = channel(&app, "WEBHOOK", "Good", &good.url).await;
        channel(&app, "WEBHOOK", "Bad", &bad.url).await;
        for identity in ["ada", "bob", "ada"] {
            app.pass(1_000);
            badges_change(&app, identity).await;
            app.drain().await;
        }
        escalates(&app, "bob", &["good"]).await;
        let owner = app.owner(&app.acme);
        let found = async |query: &str| {
            let page = owner.get(&format!("/api/deliveries?{query}")).await.expect(200).json();
            page["totalElements"].as_u64().unwrap()
        };
        assert_eq!(found("").await, 7);
        assert_eq!(found("channel=good").await, 4);
        assert_eq!(found(&format!("channel={}", one.id)).await, 4);
        assert_eq!(found("channel=nothing").await, 0);
        assert_eq!(found("status=DELIVERED").await, 3);
        assert_eq!(found("status=PENDING&channel=bad").await, 3);
        assert_eq!(found("event=ESCALATION_OPENED").await, 1);
        assert_eq!(found("identity=bob&event=IDENTITY_BADGES_CHANGED").await, 2);
        assert_eq!(found("identity=nobody").await, 0);
        for bad in ["status=LOST", "event=IDENTITY", "sort=id"] {
            owner.get(&format!("/api/deliveries?{bad}")).await.expect(400);
        }
        let all = deliveries(&owner, "").await;
        assert_eq!(all[0]["event"], "ESCALATION_OPENED");
        let first = owner.get("/api/deliveries?pageSize=4").await.json();
        let rest = deliveries(&owner, &format!("pageSize=4&cursor={}", first["nextCursor"].as_str().unwrap())).await;
        assert_eq!([first["content"].as_array().unwrap().clone(), rest].concat(), all);
        assert_eq!(deliveries(&owner, "order=ASC&pageSize=1").await[0], all[6]);

        let stranger = app.owner(&app.other);
        assert_eq!(deliveries(&stranger, "").await, Vec::<Value>::new());
        let path = format!("/api/deliveries/{}", all[0]["id"].as_str().unwrap());
        stranger.get(&path).await.expect(404);
        stranger.post(&format!("{path}/actions/redeliver"), json!({})).await.expect(404);
    }
}

on_both_databases! {
    /// Who is erased is erased from deliveries as well; a removed channel takes its deliveries along.
    async fn erasure(app) {
        let receiver = Receiver::start(vec![Reply::Status(500)]).await;
        somebody(&app, "ada").await;
        somebody(&app, "bob").await;
        let hook = channel(&app, "WEBHOOK", "Hook", &receiver.url).await;
        badges_change(&app, "ada").await;
        badges_change(&app, "bob").await;
        app.drain().await;
        let owner = app.owner(&app.acme);
        assert_eq!(deliveries(&owner, "").await.len(), 2);
        owner.delete("/api/identities/ada").await.expect(204);
        let left = deliveries(&owner, "").await;
        assert_eq!((left.len(), &left[0]["identity"]["id"]), (1, &json!("bob")));
        app.pass(60_000);
        app.drain().await;
        assert_eq!(receiver.heard().len(), 3, "nothing more is said of who was erased");
        owner.delete(&hook.path).await.expect(204);
        assert_eq!(deliveries(&owner, "").await.len(), 0);
        app.pass(600_000);
        app.drain().await;
        assert_eq!(receiver.heard().len(), 3);
    }
}

on_both_databases! {
    /// A new secret signs at once, and the one before it signs beside it for a day.
    async fn rotation(app) {
        let receiver = Receiver::start(vec![Reply::Status(200)]).await;
        somebody(&app, "ada").await;
        let hook = channel(&app, "WEBHOOK", "Hook", &receiver.url).await;
        let owner = app.owner(&app.acme);
        let rotated = owner.post(&format!("{}/actions/rotate-secret", hook.path), json!({})).await.expect(200).json();
        let new = rotated["secret"].as_str().unwrap();
        assert_ne!(new, hook.secret);
        assert_eq!(rotated["channel"]["previousSecretUntil"], "2026-11-21T12:00:00.000Z");
        badges_change(&app, "ada").await;
        app.drain().await;
        let request = receiver.last();
        request.assert_signed(new, NOW);
        assert_eq!(request.headers["x-dregs-signature-previous"], plain(&hook.secret, &request.body));
        let (id, stamp) = (&request.headers["webhook-id"], &request.headers["webhook-timestamp"]);
        let old = standard(&hook.secret, id, stamp, &request.body);
        assert_eq!(request.standard_signatures(), [standard(new, id, stamp, &request.body), old]);
        app.pass(24 * 3_600_000);
        badges_change(&app, "ada").await;
        app.drain().await;
        let request = receiver.last();
        request.assert_signed(new, NOW + 24 * 3_600_000);
        assert!(!request.headers.contains_key("x-dregs-signature-previous"));
        assert_eq!(request.standard_signatures().len(), 1);
    }
}

on_both_databases! {
    /// A test is sent once, says that it is one, and tells how it went.
    async fn tests(app) {
        let receiver = Receiver::start(vec![Reply::Status(200), Reply::Status(500)]).await;
        let hook = channel(&app, "WEBHOOK", "Hook", &receiver.url).await;
        let owner = app.owner(&app.acme);
        let test = format!("{}/actions/test", hook.path);
        let planned = owner.post(&test, json!({})).await.expect(202).json();
        assert_eq!((&planned["status"], &planned["test"], &planned["event"]), (&json!("PENDING"), &json!(true), &json!("IDENTITY_BADGES_CHANGED")));
        app.drain().await;
        receiver.last().assert_signed(&hook.secret, NOW);
        assert_eq!(receiver.last().json()["data"]["test"], true);
        let shown = newest(&app).await;
        assert_eq!((&shown["status"], &shown["identity"]), (&json!("DELIVERED"), &json!(null)));
        owner.post(&test, json!({ "event": "ESCALATION_OPENED" })).await.expect(202);
        app.drain().await;
        assert_eq!(receiver.last().json()["event"], "ESCALATION_OPENED");
        let shown = newest(&app).await;
        assert_eq!((&shown["status"], &shown["code"]), (&json!("FAILED"), &json!(500)));
        assert_eq!(shown["error"], "The receiver answered 500 Internal Server Error.");
        let viewer = app.member(&app.acme, Role::Viewer).await;
        viewer.post(&test, json!({})).await.expect(403);
        viewer.get(&format!("/api/deliveries/{}", shown["id"].as_str().unwrap())).await.expect(200);
    }
}

on_both_databases! {
    /// What a receiver answered is told to admins, and to nobody else.
    async fn answers_are_for_admins(app) {
        let hook = channel(&app, "WEBHOOK", "Hook", "http://127.0.0.1:9000/").await;
        let owner = app.owner(&app.acme);
        owner.post(&format!("{}/actions/test", hook.path), json!({})).await.expect(202);
        // As if by a public receiver: those of tests are on the loopback, of which no answer is kept.
        let transaction = app.database.begin().await.unwrap();
        let (system, now) = (transaction.system(), app.state.clock.now());
        let due = system.due_deliveries(now, &Busy::default(), 1).await.unwrap();
        let leased = system.lease_deliveries(&[due[0].id], "lease", now + 1).await.unwrap();
        let settled = Settled {
            at: now,
            duration_ms: 1,
            code: Some(200),
            error: None,
            answer: Some("noted"),
            status: DeliveryStatus::Delivered,
            next_at: None,
            finished_at: Some(now),
        };
        assert!(transaction.account(app.acme.id).settle_delivery(&leased[0], &settled).await.unwrap());
        transaction.commit().await.unwrap();
        let path = format!("/api/deliveries/{}", leased[0].delivery_id);
        let answer = async |client: &Client| client.get(&path).await.expect(200).json()["attemptLog"][0]["answer"].clone();
        assert_eq!(answer(&owner).await, "noted");
        assert_eq!(answer(&app.member(&app.acme, Role::Admin).await).await, "noted");
        for client in [app.member(&app.acme, Role::Analyst).await, app.member(&app.acme, Role::Viewer).await, app.server(&app.acme)] {
            assert_eq!(answer(&client).await, Value::Null);
        }
    }
}

/// A webhook that is forwarded to our own ingestion ends there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_webhook_is_no_event() {
    let app = TestApp::sqlite().await;
    let looping = app.server(&app.acme).header("x-dregs-hop", "1");
    let event = json!({ "type": "signup", "identity": { "id": "ada" } });
    looping.post("/api/events", event).await.expect(403);
}

/// A card for Slack: what, how bad, whom, why, where; and a hostile name mentions nobody.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slack_gets_a_card() {
    let receiver = Receiver::start(vec![Reply::Status(200)]).await;
    let app = TestApp::sqlite().await;
    somebody(&app, "ada").await;
    channel(&app, "SLACK", "Slack", &receiver.url).await;
    escalates(&app, "ada", &["slack"]).await;
    app.drain().await;
    let request = receiver.last();
    assert!(!request.headers.contains_key("x-dregs-signature"));
    let card = request.json();
    let text = card.to_string();
    for part in [
        "🔴 Looks like a bot: ada &lt;!channel&gt;",
        "CRITICAL",
        "Authenticity",
        "http://dregs.test/identities/ada",
        "•",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("<!"), "{text}");
    assert_eq!(newest(&app).await["status"], "DELIVERED");
}
