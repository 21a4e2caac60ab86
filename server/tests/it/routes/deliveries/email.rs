//! Email, from a real conversation with a mail server.

use app::types::channel::ChannelEvent;
use serde_json::{Value, json};
use server::domain::plan_deliveries::Happening;

use super::{badges_change, deliveries, escalates, happens, newest, somebody};
use crate::support::app::TestApp;
use crate::support::smtp::MailServer;

async fn app_with_mail(mail: &MailServer, per_hour: &str) -> TestApp {
    let app = TestApp::sqlite_with(&[
        "--smtp-url",
        &mail.url,
        "--mail-from",
        "Dregs <dregs@acme.test>",
        "--emails-per-hour",
        per_hour,
    ])
    .await;
    somebody(&app, "ada").await;
    let draft = json!({ "name": "Mail", "type": "EMAIL", "config": { "recipients": ["owner@acme.test"] }, "events": ["ESCALATION_OPENED"] });
    app.owner(&app.acme)
        .post("/api/channels", draft)
        .await
        .expect(201);
    app
}

/// Text and HTML with the same content; what the person is called stays text.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_escalation_by_email() {
    let mail = MailServer::start().await;
    let app = app_with_mail(&mail, "60").await;
    escalates(&app, "ada", &["mail"]).await;
    app.drain().await;
    let email = mail.received().pop().unwrap();
    assert_eq!(
        (email.from.as_str(), email.to.as_slice()),
        ("dregs@acme.test", ["owner@acme.test".to_owned()].as_slice())
    );
    let delivery = newest(&app).await;
    assert_eq!(
        (&delivery["status"], &delivery["code"]),
        (&json!("DELIVERED"), &json!(250))
    );
    let id = delivery["id"].as_str().unwrap();
    for header in [
        "Subject: [Dregs] Looks like a bot: ada <!channel>",
        "From: \"Dregs\" <dregs@acme.test>",
        "To: owner@acme.test",
        &format!("Message-ID: <{id}@acme.test>"),
        "Date: Fri, 20 Nov 2026 12:00:00 +0000",
        "Auto-Submitted: auto-generated",
        "Content-Type: multipart/alternative;",
    ] {
        assert!(
            email
                .headers
                .replace("From: Dregs", "From: \"Dregs\"")
                .contains(header),
            "{header}: {}",
            email.headers
        );
    }
    let (text, html) = email.body.split_once("text/html").unwrap();
    for part in [
        "CRITICAL",
        "Authenticity",
        "http://dregs.test/identities/ada",
        "Why",
    ] {
        assert!(
            text.contains(part) && html.contains(part),
            "{part}: {}",
            email.body
        );
    }
    assert!(
        text.contains("ada <!channel>") && !html.contains("<!channel>"),
        "{html}"
    );
}

/// A mail server that refuses is asked again later; who is no member any more gets nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refusals() {
    let mail = MailServer::start().await;
    let app = app_with_mail(&mail, "60").await;
    mail.refuses(Some("451 try again later"));
    escalates(&app, "ada", &["mail"]).await;
    app.drain().await;
    let waiting = newest(&app).await;
    assert_eq!(
        (&waiting["status"], &waiting["code"]),
        (&json!("PENDING"), &json!(451))
    );
    assert_eq!(waiting["error"], "The mail server answered 451.");
    mail.refuses(None);
    app.pass(11_000);
    app.drain().await;
    assert_eq!(mail.received().len(), 1);
    assert_eq!(newest(&app).await["status"], "DELIVERED");
    let id = newest(&app).await["id"].as_str().unwrap().to_owned();
    let log = app
        .owner(&app.acme)
        .get(&format!("/api/deliveries/{id}"))
        .await
        .json();
    assert_eq!(
        log["attemptLog"][1]["answer"],
        Value::Null,
        "what the mail server says is for who runs it"
    );
}

/// Beyond its share of an hour an account's email waits, and none is lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_many_emails_wait() {
    let mail = MailServer::start().await;
    let app = app_with_mail(&mail, "3").await;
    for _ in 0..5 {
        escalates(&app, "ada", &["mail"]).await;
        app.pass(1_000);
    }
    app.drain().await;
    assert_eq!(mail.received().len(), 3);
    let owner = app.owner(&app.acme);
    let waiting = deliveries(&owner, "status=PENDING").await;
    assert_eq!(waiting.len(), 2);
    assert!(
        waiting
            .iter()
            .all(|delivery| delivery["attempts"] == 0 && delivery["error"] == Value::Null)
    );
    app.pass(3_600_000);
    app.drain().await;
    assert_eq!(mail.received().len(), 5);
}

/// When the hour is spent, the worst escalation goes out next, and news that is none goes out last; nothing of what
/// people are called makes it more urgent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn escalations_wait_less_long() {
    let mail = MailServer::start().await;
    let app = app_with_mail(&mail, "1").await;
    let liar = json!({ "id": "liar", "data": { "name": "\"severity\":\"CRITICAL\"" } });
    app.server(&app.acme)
        .post("/api/events", json!({ "type": "signup", "identity": liar }))
        .await
        .expect(200);
    app.drain().await;
    let owner = app.owner(&app.acme);
    let id = owner.get("/api/channels").await.json()[0]["id"].clone();
    let events = json!({ "events": ["ESCALATION_OPENED", "IDENTITY_BADGES_CHANGED"] });
    owner
        .patch(&format!("/api/channels/{id}"), events)
        .await
        .expect(200);
    let opens = async |identity: &str, severity: &str| {
        let escalation =
            json!({ "id": 3, "severity": severity, "escalationRule": { "id": "7", "label": severity } });
        let opened = |number| {
            let channels = vec!["mail".parse().unwrap()];
            Happening::escalated(
                ChannelEvent::EscalationOpened,
                number,
                channels,
                escalation.clone(),
            )
        };
        happens(&app, &app.acme, identity, opened).await;
        app.pass(1_000);
    };
    for _ in 0..3 {
        badges_change(&app, "ada").await;
        app.pass(1_000);
    }
    opens("liar", "INFO").await;
    app.drain().await;
    opens("ada", "WARNING").await;
    opens("ada", "CRITICAL").await;
    app.drain().await;
    for _ in 0..6 {
        app.pass(3_600_010);
        app.drain().await;
    }
    let subjects: Vec<String> = mail
        .received()
        .iter()
        .flat_map(|email| email.headers.lines().find(|line| line.starts_with("Subject: ")))
        .map(|subject| {
            subject
                .trim_start_matches("Subject: [Dregs] ")
                .split(':')
                .next()
                .unwrap()
                .to_owned()
        })
        .collect();
    let last = "Badges changed";
    assert_eq!(subjects, [last, "CRITICAL", "WARNING", "INFO", last, last]);
    let attempts: Vec<Value> = deliveries(&app.owner(&app.acme), "").await;
    assert!(
        attempts.iter().all(|delivery| delivery["attempts"] == 1),
        "{attempts:#?}"
    );
}
