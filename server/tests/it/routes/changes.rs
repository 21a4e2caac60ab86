//! What moved a score: in points that add up, with the events behind it; and cycles that can be worked out again.

use serde_json::{Value, json};
use server::domain::interpretation::Interpretation;
use server::domain::verify::{Verdict, verify};

use crate::support::app::TestApp;
use crate::support::on_both_databases;

fn tenths(value: &Value) -> i64 {
    (value.as_f64().unwrap() * 10.0).round() as i64
}

async fn latest(app: &TestApp) -> Value {
    app.server(&app.acme)
        .get("/api/identities/ada/analysis")
        .await
        .expect(200)
        .json()
}

async fn changes(app: &TestApp, cycle: &Value, query: &str) -> Value {
    let path = format!("/api/identities/ada/analysis/{cycle}/changes{query}");
    app.server(&app.acme).get(&path).await.expect(200).json()
}

async fn tell(app: &TestApp, name: &str, email: &str) {
    let event = json!({ "type": name, "identity": { "id": "ada", "data": { "email": email } } });
    app.server(&app.acme).post("/api/events", event).await.expect(200);
    app.drain().await;
    app.pass(5_000);
}

async fn verdict(app: &TestApp) -> Verdict {
    let store = app.database.account(app.acme.id);
    let number = store.regarded_identities().await.unwrap()[0];
    let interpretation = Interpretation::load(&app.database, app.acme.id).await.unwrap();
    let id = "ada".parse().unwrap();
    verify(&app.database, app.acme.id, (number, &id), &interpretation)
        .await
        .unwrap()
}

on_both_databases! {
    /// The points of every score add up to it, and what was moved between two cycles to the difference of their scores.
    async fn points_add_up(app) {
        tell(&app, "signup", "ada@gmail.com").await;
        let first = latest(&app).await;
        tell(&app, "login", "ada@yopmail.com").await;
        let second = latest(&app).await;
        for score in first["scores"].as_array().unwrap().iter().chain(second["scores"].as_array().unwrap()) {
            let points = score["observations"].as_array().unwrap().iter().map(|found| tenths(&found["metadata"]["points"]));
            assert_eq!(750 + points.sum::<i64>(), tenths(&score["value"]), "{score}");
        }
        let told = changes(&app, &second["id"], "").await;
        assert_eq!((&told["from"]["id"], &told["to"]["id"]), (&first["id"], &second["id"]));
        let authenticity = told["scores"].as_array().unwrap().iter().find(|score| score["category"] == "AUTHENTICITY").unwrap();
        assert!(tenths(&authenticity["to"]) < tenths(&authenticity["from"]));
        assert_eq!(authenticity["observations"][0]["id"], "authenticity.disposable-email");
        for score in told["scores"].as_array().unwrap() {
            let of = |end: &Value| if end.is_null() { 750 } else { tenths(end) };
            let moved = score["observations"].as_array().unwrap().iter().map(|change| tenths(&change["moved"]));
            assert_eq!(moved.sum::<i64>(), of(&score["to"]) - of(&score["from"]), "{score}");
        }
        assert_eq!(told["events"]["total"], 1);
        assert_eq!(told["events"]["latest"][0]["eventName"], "login");
        // Against nothing, the first cycle moved everything from where scores start.
        let begun = changes(&app, &first["id"], "").await;
        assert_eq!(begun["from"], Value::Null);
        assert_eq!(begun["events"]["latest"][0]["eventName"], "signup");
        let other_way = changes(&app, &second["id"], &format!("?since={}", first["id"])).await;
        assert_eq!(other_way["scores"], told["scores"]);
    }
}

on_both_databases! {
    /// Cycles that are not there, or somebody else's, are not compared.
    async fn strangers_are_not_compared(app) {
        tell(&app, "signup", "ada@gmail.com").await;
        let cycle = latest(&app).await["id"].clone();
        let path = format!("/api/identities/ada/analysis/{cycle}/changes");
        app.server(&app.other).get(&path).await.expect(404);
        app.server(&app.acme).get(&format!("{path}?since=999999")).await.expect(404);
        app.server(&app.acme).get(&format!("{path}?since=first")).await.expect(400);
    }
}

on_both_databases! {
    /// A stored cycle comes out the same from the first event on, unless something happened since.
    async fn cycles_are_verified(app) {
        tell(&app, "signup", "ada@gmail.com").await;
        tell(&app, "login", "ada@yopmail.com").await;
        assert_eq!(verdict(&app).await, Verdict::Holds);
        let event = json!({ "type": "login", "identity": { "id": "ada" } });
        app.server(&app.acme).post("/api/events", event).await.expect(200);
        assert_eq!(verdict(&app).await, Verdict::Unsettled);
        app.drain().await;
        assert_eq!(verdict(&app).await, Verdict::Holds);
    }
}
