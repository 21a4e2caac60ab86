//! Badges, as identities wear them.

use serde_json::json;

use crate::support::on_both_databases;

on_both_databases! {
    /// What an identity wears is on it wherever it is shown, and finds it; what it no longer wears does neither.
    async fn are_worn_and_found(app) {
        let server = app.server(&app.acme);
        for id in ["ada", "bob"] {
            server.post("/api/events", json!({ "type": "login", "identity": { "id": id } })).await.expect(200);
            app.server(&app.other).post("/api/events", json!({ "type": "login", "identity": { "id": id } })).await.expect(200);
        }
        app.badge(&app.acme, "ada", &["vip", "bot"]).await;
        app.badge(&app.other, "bob", &["bot"]).await;
        let bot = json!({ "slug": "bot", "name": "BOT", "type": "BAD", "explanation": "Wears bot.", "metadata": {}, "since": "2026-11-20T12:00:00.000Z" });
        let ada = server.get("/api/identities/ada").await.expect(200).json();
        assert_eq!((&ada["badges"][0], ada["badges"].as_array().unwrap().len()), (&bot, 2));
        let found = server.get("/api/identities?badge=bot").await.expect(200).json();
        assert_eq!((&found["totalElements"], &found["content"][0]), (&json!(1), &ada));
        app.badge(&app.acme, "ada", &["bot"]).await;
        assert_eq!(server.get("/api/identities/ada").await.expect(200).json()["badges"], json!([bot]));
        assert_eq!(server.get("/api/identities?badge=vip").await.expect(200).json()["totalElements"], 0);
        assert_eq!(server.get("/api/identities/bob").await.expect(200).json()["badges"], json!([]));
    }
}
