//! Scores are a function of the events, however and wherever they were folded.

use serde_json::{Value, json};
use server::jobs::reevaluate_idle::queue_idle;

use crate::routes::stream::read;
use crate::support::app::{NOW, TestApp};
use crate::support::on_both_databases;

const SESSION: &str = "3f0e1f6e-6f0d-4d4b-9a55-0e5d7c1f2a3b";

/// Scores and observations of an identity, without the numbers and times of its cycle.
async fn findings(app: &TestApp, id: &str) -> Value {
    app.server(&app.acme)
        .get(&format!("/api/identities/{id}/analysis"))
        .await
        .expect(200)
        .json()["scores"]
        .clone()
}

async fn rebuild(app: &TestApp) {
    let store = app.database.account(app.acme.id);
    let identities = store.regarded_identities().await.unwrap();
    let transaction = app.database.begin().await.unwrap();
    transaction.account(app.acme.id).forget_evidence().await.unwrap();
    transaction
        .account(app.acme.id)
        .enqueue(server::jobs::analyze_identity::KIND, identities, 0)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    app.drain().await;
}

on_both_databases! {
    /// Folded event by event, with some attributed late, the scores are those of a rebuild from the raw events.
    async fn incremental_equals_rebuilt(app) {
        let page = |kind: &str, identity: Option<&str>| {
            let mut event = json!({ "key": app.acme.public_key, "type": kind, "session": SESSION,
                "fingerprint": "0123456789abcdef0123456789abcdef" });
            if let Some(id) = identity {
                event["identity"] = json!({ "id": id });
            }
            event
        };
        let server = app.server(&app.acme);
        for n in 0..40 {
            app.pass(5_000);
            match n % 4 {
                0 => app.anyone().post_text("/api/events", page("dregs_init", None)).await.expect(200),
                1 => server.post("/api/events", json!({ "type": "login_failed", "identity": { "id": "ada" } })).await.expect(200),
                2 => app.anyone().post_text("/api/events", page("dregs_identify", Some("ada"))).await.expect(200),
                _ => server.post("/api/events", json!({ "type": "login", "identity": { "id": "ada", "data": { "name": "Ada Lovelace" } } })).await.expect(200),
            };
            app.drain().await;
        }
        let lived = findings(&app, "ada").await;
        rebuild(&app).await;
        assert_eq!(findings(&app, "ada").await, lived);
        assert!(!lived.as_array().unwrap().is_empty());
    }
}

on_both_databases! {
    /// A newcomer on somebody's device moves the other's score as well, without an event of the other's own.
    async fn neighbours_are_scored_again(app) {
        let server = app.server(&app.acme);
        let event = |id: &str| json!({ "type": "signup", "identity": { "id": id }, "ip": "198.51.100.9",
            "fingerprint": "0123456789abcdef0123456789abcdef" });
        server.post("/api/events", event("ada")).await.expect(200);
        app.drain().await;
        let alone = findings(&app, "ada").await;
        for n in 0..4 {
            server.post("/api/events", event(&format!("dup{n}"))).await.expect(200);
        }
        app.drain().await;
        assert_ne!(findings(&app, "ada").await, alone);
    }
}

on_both_databases! {
    /// A newcomer is scored at once; its neighbours a little later, together, however many newcomers there were.
    async fn newcomers_go_first(app) {
        let server = app.server(&app.acme);
        let mut live = server.open("/api/stream").await.into_body();
        let event = |id: &str| json!({ "type": "signup", "identity": { "id": id },
            "fingerprint": "0123456789abcdef0123456789abcdef" });
        let cycles = async |id: &str| {
            let path = format!("/api/identities/{id}/history");
            server.get(&path).await.json().as_array().unwrap().len()
        };
        server.post("/api/events", event("ada")).await.expect(200);
        app.drain().await;
        read(&mut live, 2).await;
        let working = tokio::spawn(app.runner.clone().run(app.state.stopping.subscribe()));
        for newcomer in ["bob", "cyd", "dan"] {
            server.post("/api/events", event(newcomer)).await.expect(200);
            let seen = read(&mut live, 2).await;
            let scored = seen.iter().find(|(kind, _)| kind == "scored").unwrap();
            assert_eq!(scored.1["data"]["id"], newcomer);
        }
        assert_eq!(cycles("ada").await, 1);
        app.pass(30_000);
        // Ada, Bob and Cyd met somebody since they were scored.
        read(&mut live, 3).await;
        assert_eq!((cycles("ada").await, cycles("bob").await, cycles("dan").await), (2, 2, 1));
        app.state.stopping.send_replace(true);
        working.await.unwrap();
    }
}

on_both_databases! {
    /// What a worker has found out about an account that was erased meanwhile is not stored.
    async fn the_erased_stay_erased(app) {
        let event = json!({ "type": "signup", "identity": { "id": "ada" } });
        app.server(&app.acme).post("/api/events", event.clone()).await.expect(200);
        let transaction = app.database.begin().await.unwrap();
        let jobs = transaction.system().claim_jobs(server::jobs::analyze_identity::KIND, "a worker", NOW, NOW, NOW + 1_000, 10).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(jobs.len(), 1);
        let transaction = app.database.begin().await.unwrap();
        transaction.account(app.acme.id).erase_account().await.unwrap();
        transaction.commit().await.unwrap();
        let transaction = app.database.begin().await.unwrap();
        let mine = transaction.account(app.acme.id).finish_job(&jobs[0], "a worker").await.unwrap();
        transaction.commit().await.unwrap();
        assert!(!mine);
        app.state.credentials.forget();
        app.server(&app.acme).post("/api/events", event).await.expect(401);
    }
}

on_both_databases! {
    /// Many events between two looks are one cycle; one that comes during a cycle makes another.
    async fn cycles_coalesce(app) {
        let server = app.server(&app.acme);
        for n in 0..25 {
            server.post("/api/events", json!({ "id": format!("e{n}"), "type": "login", "identity": { "id": "ada" } })).await.expect(200);
        }
        app.drain().await;
        let history = async || server.get("/api/identities/ada/history").await.json().as_array().unwrap().len();
        assert_eq!(history().await, 1);
        server.post("/api/identities/ada/actions/analyze", json!({})).await.expect(201);
        app.drain().await;
        assert_eq!(history().await, 2);
    }
}

on_both_databases! {
    /// What a page says is weighed beside the headers it came with, and no page can write those down for us.
    async fn headers_are_weighed(app) {
        let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
        let said = json!({ "acceptLanguage": "en-US", "acceptEncoding": "gzip, br", "fetchSite": "cross-site" });
        let event = |id: &str| json!({ "key": app.acme.public_key, "type": "dregs_init", "session": SESSION, "identity": { "id": id },
            "device": { "userAgent": chrome, "language": "en-US", "platform": "Linux x86_64", "request": said } });
        let tool = app.anyone().header("user-agent", chrome);
        let browser = tool.clone().header("accept-language", "en-US,en;q=0.9").header("sec-fetch-site", "cross-site");
        for (client, id, value) in [(browser, "browser", 0.75), (tool, "tool", 0.075)] {
            client.post_text("/api/events", event(id)).await.expect(200);
            app.drain().await;
            let scores = findings(&app, id).await;
            let observations = scores[0]["observations"].as_array().unwrap().clone();
            let agent = observations.iter().find(|one| one["id"] == "humanity.user-agent").unwrap();
            assert_eq!(agent["value"], value, "{id}: {agent}");
        }
    }
}

on_both_databases! {
    /// Who has been quiet for a week is scored again, once, and whoever acted since is not.
    async fn the_idle_are_scored_again(app) {
        let server = app.server(&app.acme);
        let event = |id: &str| json!({ "type": "login", "identity": { "id": id, "data": { "name": "Ada Lovelace" } } });
        let cycles = async |id: &str| {
            let history = server.get(&format!("/api/identities/{id}/history")).await.expect(200).json();
            history.as_array().unwrap().len()
        };
        server.post("/api/events", event("ada")).await.expect(200);
        app.drain().await;
        app.pass(167 * 3_600_000);
        server.post("/api/events", event("bob")).await.expect(200);
        app.drain().await;
        let before = (cycles("ada").await, cycles("bob").await);
        for _ in 0..2 {
            app.pass(3_600_000);
            queue_idle(&app.database, &app.state.clock, 168).await.unwrap();
            app.drain().await;
        }
        assert_eq!((cycles("ada").await, cycles("bob").await), (before.0 + 1, before.1));
    }
}
