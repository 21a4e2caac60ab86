//! `/api/channels`.

use app::types::member::Role;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::on_both_databases;
use crate::support::smtp::MailServer;

const CHANNELS: &str = "/api/channels";

fn webhook(name: &str) -> Value {
    json!({ "name": name, "type": "WEBHOOK", "config": { "url": "http://127.0.0.1:9000/hook?a=b" },
        "events": ["ESCALATION_CLOSED", "ESCALATION_OPENED", "ESCALATION_OPENED"] })
}

on_both_databases! {
    /// A channel is made, shown without its secret, changed, switched off and on, and removed.
    async fn a_life(app) {
        let owner = app.owner(&app.acme);
        let made = owner.post(CHANNELS, webhook("Fraud team")).await.expect(201).json();
        let (channel, secret) = (&made["channel"], made["secret"].as_str().unwrap());
        assert_eq!(secret.len(), "whsec_".len() + 44);
        assert!(secret.starts_with("whsec_"));
        assert_eq!((&channel["slug"], &channel["type"], &channel["enabled"]), (&json!("fraud-team"), &json!("WEBHOOK"), &json!(true)));
        assert_eq!(channel["events"], json!(["ESCALATION_OPENED", "ESCALATION_CLOSED"]));
        assert_eq!(channel["config"], json!({ "url": "http://127.0.0.1:9000/hook?a=b" }));
        assert_eq!(channel["health"], json!({ "status": "OK", "consecutiveFailures": 0, "failingSince": null, "pausedUntil": null }));
        let path = format!("{CHANNELS}/{}", channel["id"]);
        let listed = owner.get(CHANNELS).await.expect(200);
        assert!(!listed.body.contains("whsec_"), "{}", listed.body);
        assert_eq!(listed.json(), json!([channel]));
        assert_eq!(owner.get(&path).await.expect(200).json(), *channel);

        let second = owner.post(CHANNELS, webhook("Fraud team!")).await.expect(201).json();
        assert_eq!(second["channel"]["slug"], "fraud-team-2");
        let mut taken = webhook("Other");
        taken["slug"] = json!("fraud-team");
        owner.post(CHANNELS, taken).await.expect(409);

        let change = json!({ "name": "Risk", "config": { "url": "https://127.0.0.1/other" }, "events": ["IDENTITY_SCORED"], "enabled": false });
        let changed = owner.patch(&path, change).await.expect(200).json();
        assert_eq!((&changed["name"], &changed["slug"], &changed["enabled"]), (&json!("Risk"), &json!("fraud-team"), &json!(false)));
        assert_eq!((&changed["config"]["url"], &changed["events"]), (&json!("https://127.0.0.1/other"), &json!(["IDENTITY_SCORED"])));
        owner.post(&format!("{path}/actions/test"), json!({})).await.expect(409);
        assert_eq!(owner.patch(&path, json!({ "enabled": true })).await.expect(200).json()["enabled"], true);
        owner.patch(&path, json!({ "slug": "other" })).await.expect(400);

        owner.delete(&path).await.expect(204);
        owner.delete(&path).await.expect(404);
        owner.get(&path).await.expect(404);
        assert_eq!(app.owner(&app.other).get(CHANNELS).await.expect(200).json(), json!([]));
    }
}

on_both_databases! {
    /// The address of a Slack channel is a secret: sealed in the database, and shown by its host and its end.
    async fn a_slack_address_is_not_shown(app) {
        let owner = app.owner(&app.acme);
        let url = "http://127.0.0.1:9000/services/T000/B000/abcdefghijklmnop";
        let draft = json!({ "name": "Slack", "type": "SLACK", "config": { "url": url }, "events": ["ESCALATION_OPENED"] });
        let made = owner.post(CHANNELS, draft).await.expect(201);
        assert!(!made.body.contains("T000"), "{}", made.body);
        assert_eq!(made.json()["secret"], Value::Null);
        assert_eq!(made.json()["channel"]["config"], json!({ "urlHint": "127.0.0.1/…mnop" }));
        let id = made.json()["channel"]["id"].as_i64().unwrap();
        let sealed = app.database.account(app.acme.id).channel_secrets(id).await.unwrap().current.unwrap();
        assert!(!sealed.contains("T000") && sealed.starts_with("v1."), "{sealed}");
        let path = format!("{CHANNELS}/{id}");
        owner.post(&format!("{path}/actions/rotate-secret"), json!({})).await.expect(409);
        let other = json!({ "config": { "url": "http://127.0.0.1:9000/services/T000/B000/zyxwvutsrq" } });
        assert_eq!(owner.patch(&path, other).await.expect(200).json()["config"]["urlHint"], "127.0.0.1/…tsrq");
    }
}

/// What leads to no public web server is refused at once, and the answer names the field.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn private_addresses_are_refused() {
    let app = TestApp::sqlite().await;
    let owner = app.owner(&app.acme);
    for url in [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://2852039166/",
        "http://0xa9fea9fe/",
        "http://0/",
        "http://[::1]:8080/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://dregs.test/api/events",
        "http://dregs.test./api/events",
        "http://127.0.0.1:22/",
        "http://127.0.0.1:6379/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "https://user:password@127.0.0.1/",
        "hook",
        "",
    ] {
        for kind in ["WEBHOOK", "SLACK"] {
            let draft =
                json!({ "name": "x", "type": kind, "config": { "url": url }, "events": ["IDENTITY_SCORED"] });
            let refused = owner.post(CHANNELS, draft).await.expect(400).json();
            let message = refused["message"].as_str().unwrap();
            assert!(message.starts_with("config.url: "), "{url}: {message}");
        }
    }
    assert_eq!(owner.get(CHANNELS).await.json(), json!([]));
    let made = owner.post(CHANNELS, webhook("Good")).await.expect(201).json();
    let path = format!("{CHANNELS}/{}", made["channel"]["id"]);
    let inner = json!({ "config": { "url": "http://192.168.0.1/" } });
    owner.patch(&path, inner).await.expect(400);
}

/// A draft that makes no sense is refused, and the answer names the field.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bad_drafts_are_refused() {
    let app = TestApp::sqlite().await;
    let owner = app.owner(&app.acme);
    for (field, value, named) in [
        ("name", json!(""), "name"),
        ("name", json!("x".repeat(101)), "name"),
        ("name", json!("a\nb"), "name"),
        ("slug", json!("Not a slug"), "slug"),
        ("type", json!("PIGEON"), "type"),
        ("events", json!([]), "events"),
        ("events", json!(["EVERYTHING"]), "events[0]"),
        ("config", json!({}), "config"),
        ("config", json!({ "recipients": ["a@b.test"] }), "config"),
        (
            "config",
            json!({ "url": "http://127.0.0.1/", "secret": "x" }),
            "config",
        ),
    ] {
        let mut draft = webhook("Good");
        draft[field] = value.clone();
        let refused = owner.post(CHANNELS, draft).await.expect(400).json();
        let message = refused["message"].as_str().unwrap();
        assert!(message.starts_with(named), "{field} {value}: {message}");
    }
}

/// Fifty channels, and no more.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn channels_are_counted() {
    let app = TestApp::sqlite().await;
    let owner = app.owner(&app.acme);
    for _ in 0..50 {
        owner.post(CHANNELS, webhook("One of many")).await.expect(201);
    }
    owner.post(CHANNELS, webhook("One too many")).await.expect(409);
    let listed = owner.get(CHANNELS).await.json();
    assert_eq!(listed[49]["slug"], "one-of-many-50");
}

/// Email goes to members and to nobody else; a server without a mail server says so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn email_is_for_members() {
    let draft = |recipients: Value| json!({ "name": "Mail", "type": "EMAIL", "config": { "recipients": recipients }, "events": ["IDENTITY_SCORED"] });
    let app = TestApp::sqlite().await;
    let refused = app
        .owner(&app.acme)
        .post(CHANNELS, draft(json!(["owner@acme.test"])))
        .await
        .expect(409);
    assert!(refused.body.contains("DREGS_SMTP_URL"), "{}", refused.body);

    let mail = MailServer::start().await;
    let app =
        TestApp::sqlite_with(&["--smtp-url", &mail.url, "--mail-from", "Dregs <dregs@acme.test>"]).await;
    let owner = app.owner(&app.acme);
    for bad in [
        json!([]),
        json!(["owner@other.test"]),
        json!(["owner@acme.test", "x@evil.test"]),
        json!(["owner@acme.test\r\nBcc: x@evil.test"]),
        json!((0..21).map(|n| format!("{n}@acme.test")).collect::<Vec<_>>()),
    ] {
        let refused = owner.post(CHANNELS, draft(bad.clone())).await.expect(400);
        assert!(
            refused.body.contains("config.recipients: "),
            "{bad}: {}",
            refused.body
        );
    }
    let made = owner
        .post(CHANNELS, draft(json!([" Owner@Acme.test "])))
        .await
        .expect(201)
        .json();
    assert_eq!(
        made["channel"]["config"],
        json!({ "recipients": ["owner@acme.test"] })
    );
}

/// The query of an address, where tokens are, is for admins.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn queries_are_for_admins() {
    let app = TestApp::sqlite().await;
    let made = app.owner(&app.acme).post(CHANNELS, webhook("Hook")).await.json();
    let path = format!("{CHANNELS}/{}", made["channel"]["id"]);
    let (whole, masked) = ("http://127.0.0.1:9000/hook?a=b", "http://127.0.0.1:9000/hook?…");
    for (client, url) in [
        (app.owner(&app.acme), whole),
        (app.member(&app.acme, Role::Admin).await, whole),
        (app.member(&app.acme, Role::Analyst).await, masked),
        (app.member(&app.acme, Role::Viewer).await, masked),
        (app.server(&app.acme), masked),
    ] {
        assert_eq!(client.get(&path).await.expect(200).json()["config"]["url"], url);
        assert_eq!(
            client.get(CHANNELS).await.expect(200).json()[0]["config"]["url"],
            url
        );
    }
}

/// What makes the server look names up and call them is limited for each member; what does not is free.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn channels_are_made_and_tried_slowly() {
    let app = TestApp::sqlite_with(&["--channels-per-minute", "3"]).await;
    let owner = app.owner(&app.acme);
    let made = owner.post(CHANNELS, webhook("Hook")).await.expect(201).json();
    let path = format!("{CHANNELS}/{}", made["channel"]["id"]);
    let elsewhere = json!({ "config": { "url": "http://127.0.0.1:9000/other" } });
    let test = format!("{path}/actions/test");
    owner.patch(&path, elsewhere.clone()).await.expect(200);
    owner.post(&test, json!({})).await.expect(202);
    owner.post(&test, json!({})).await.expect(429);
    owner.patch(&path, elsewhere).await.expect(429);
    owner.post(CHANNELS, webhook("Another")).await.expect(429);
    owner.patch(&path, json!({ "enabled": false })).await.expect(200);
    owner.get(&path).await.expect(200);
}

/// Reading is for everybody in the account, writing for admins.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn roles() {
    let app = TestApp::sqlite().await;
    let made = app.owner(&app.acme).post(CHANNELS, webhook("Hook")).await.json();
    let path = format!("{CHANNELS}/{}", made["channel"]["id"]);
    let analyst = app.member(&app.acme, Role::Analyst).await;
    analyst.get(&path).await.expect(200);
    analyst.post(CHANNELS, webhook("Mine")).await.expect(403);
    analyst
        .patch(&path, json!({ "enabled": false }))
        .await
        .expect(403);
    analyst.delete(&path).await.expect(403);
    analyst
        .post(&format!("{path}/actions/test"), json!({}))
        .await
        .expect(403);
    analyst
        .post(&format!("{path}/actions/redeliver-failed"), json!({}))
        .await
        .expect(200);
    app.server(&app.acme)
        .post(CHANNELS, webhook("Mine"))
        .await
        .expect(403);
}
