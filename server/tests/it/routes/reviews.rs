//! `/identities/{id}/reviews` and the action that asks for one, written by Dregs itself.

use app::types::member::Role;
use app::types::review::ReviewStatus;
use app::types::stream::StreamMessage;
use serde_json::{Value, json};
use server::auth::limits::Caller;
use server::jobs::review_identity;

use crate::support::app::TestApp;
use crate::support::on_both_databases;

const REVIEWS: &str = "/api/identities/ada/reviews";
const ASK: &str = "/api/identities/ada/actions/review";

async fn sign_up(app: &TestApp) {
    let person = json!({ "id": "ada", "data": { "name": "Ada Lovelace", "email": "ada@mailinator.com" } });
    let event = json!({ "type": "signup", "identity": person });
    app.server(&app.acme).post("/api/events", event).await.expect(200);
}

async fn listed(app: &TestApp) -> Vec<Value> {
    let answer = app.server(&app.acme).get(REVIEWS).await.expect(200);
    answer.json().as_array().unwrap().clone()
}

on_both_databases! {
    /// Asked for it is pending, soon after it is finished, and the newest comes first.
    async fn asked_for_then_written(app) {
        sign_up(&app).await;
        app.drain().await;
        let server = app.server(&app.acme);
        assert_eq!(listed(&app).await, Vec::<Value>::new());
        let first = server.post(ASK, json!({})).await.expect(201).json();
        let pending = json!({ "id": first["id"], "identityId": "ada", "status": "PENDING", "userFeedback": null,
            "summary": null, "errorMessage": null, "createdAt": "2026-11-20T12:00:00.000Z", "completedAt": null });
        assert_eq!(first, pending);
        assert_eq!(listed(&app).await, [pending]);
        let mut live = app.state.live.listen(app.acme.id, Caller::Member(app.acme.member)).unwrap();
        app.pass(5_000);
        app.drain().await;
        let written = listed(&app).await[0].clone();
        assert_eq!((&written["status"], &written["completedAt"]), (&json!("FINISHED"), &json!("2026-11-20T12:00:05.000Z")));
        let summary = written["summary"].as_str().unwrap();
        assert!(summary.contains("“Ada Lovelace”") && summary.contains("mailinator.com"), "{summary}");
        assert!(matches!(&*live.messages.recv().await.unwrap().message, StreamMessage::Reviewed(review)
            if review.status == ReviewStatus::Finished && review.summary.as_deref() == Some(summary)));

        let second = server.post(ASK, json!({ "feedback": " met in person \n" })).await.expect(201).json();
        app.drain().await;
        let both = listed(&app).await;
        assert_eq!([&both[0]["id"], &both[1]["id"]], [&second["id"], &first["id"]]);
        assert_eq!(both[0]["userFeedback"], "met in person");
        let summary = both[0]["summary"].as_str().unwrap();
        assert!(summary.contains("Your note is kept") && !summary.contains("met in person"), "{summary}");
    }
}

on_both_databases! {
    /// Who may ask, of whom, with what.
    async fn asking_is_checked(app) {
        sign_up(&app).await;
        app.drain().await;
        let server = app.server(&app.acme);
        server.post("/api/identities/nobody/actions/review", json!({})).await.expect(404);
        server.get("/api/identities/nobody/reviews").await.expect(404);
        let answer = server.post(ASK, json!({ "feedback": "x".repeat(2_001) })).await.expect(400);
        assert!(answer.json()["message"].as_str().unwrap().starts_with("feedback: "), "{}", answer.body);
        for wrong in [json!({ "feedback": 1 }), json!({ "feed": "back" }), json!("feedback")] {
            server.post(ASK, wrong).await.expect(400);
        }
        app.anyone().post(ASK, json!({})).await.expect(401);
        app.anyone().bearer(&app.acme.public_key).post(ASK, json!({})).await.expect(403);
        let viewer = app.member(&app.acme, Role::Viewer).await;
        viewer.post(ASK, json!({})).await.expect(403);
        viewer.get(REVIEWS).await.expect(200);
        app.member(&app.acme, Role::Analyst).await.post(ASK, json!({ "feedback": null })).await.expect(201);
    }
}

on_both_databases! {
    /// Twenty may wait; the next is refused until they are written. Another account has its own twenty.
    async fn pending_ones_are_bounded(app) {
        sign_up(&app).await;
        app.drain().await;
        let server = app.server(&app.acme);
        for _ in 0..20 {
            server.post(ASK, json!({})).await.expect(201);
        }
        let refused = server.post(ASK, json!({})).await.expect(429);
        assert_eq!(refused.headers["retry-after"], "10");
        let other = app.server(&app.other);
        other.post("/api/events", json!({ "type": "signup", "identity": { "id": "ada" } })).await.expect(200);
        other.post(ASK, json!({})).await.expect(201);
        app.drain().await;
        server.post(ASK, json!({})).await.expect(201);
    }
}

on_both_databases! {
    /// Somebody never scored is scored first, and the review tells of that cycle.
    async fn waits_for_the_first_cycle(app) {
        sign_up(&app).await;
        app.server(&app.acme).post(ASK, json!({})).await.expect(201);
        app.drain().await;
        assert_eq!(listed(&app).await[0]["status"], "PENDING");
        app.pass(2_000);
        app.drain().await;
        let review = listed(&app).await[0].clone();
        assert_eq!(review["status"], "FINISHED");
        assert!(review["summary"].as_str().unwrap().contains("authenticity at "), "{review}");
    }
}

on_both_databases! {
    /// Somebody left out has no verdict, and the review says so.
    async fn tells_of_the_disregarded(app) {
        sign_up(&app).await;
        app.drain().await;
        let server = app.server(&app.acme);
        server.patch("/api/identities/ada", json!({ "disregarded": true })).await.expect(200);
        server.post(ASK, json!({})).await.expect(201);
        app.drain().await;
        let review = listed(&app).await[0].clone();
        assert_eq!(review["status"], "FINISHED");
        assert!(review["summary"].as_str().unwrap().contains("is left out of scoring"), "{review}");
    }
}

on_both_databases! {
    /// A job that is done again finds its review settled and leaves it as it is.
    async fn done_twice_is_written_once(app) {
        sign_up(&app).await;
        app.drain().await;
        let review = app.server(&app.acme).post(ASK, json!({})).await.expect(201).json();
        app.drain().await;
        let written = listed(&app).await;
        app.pass(60_000);
        let number = review["id"].as_i64().unwrap();
        for subject in [number, number + 1_000] {
            let transaction = app.database.begin().await.unwrap();
            let store = transaction.account(app.acme.id);
            store.enqueue(review_identity::KIND, [subject], 0).await.unwrap();
            transaction.commit().await.unwrap();
        }
        app.drain().await;
        assert_eq!(listed(&app).await, written);
        assert_eq!(app.database.system().queue_length().await.unwrap(), 0);
    }
}

on_both_databases! {
    /// Reviews go with their account.
    async fn go_with_the_account(app) {
        sign_up(&app).await;
        let review = app.server(&app.acme).post(ASK, json!({})).await.expect(201).json();
        let transaction = app.database.begin().await.unwrap();
        transaction.account(app.acme.id).erase_account().await.unwrap();
        transaction.commit().await.unwrap();
        let store = app.database.account(app.acme.id);
        assert_eq!(store.pending_reviews().await.unwrap(), 0);
        assert!(store.pending_review(review["id"].as_i64().unwrap()).await.unwrap().is_none());
    }
}
