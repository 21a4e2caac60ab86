//! `/api/rejections`.

use serde_json::json;

use super::stream::read;
use crate::support::on_both_databases;

on_both_databases! {
    /// Anybody can make up origins: only the latest kinds of refusals are kept.
    async fn made_up_origins_do_not_pile_up(app) {
        let owner = app.owner(&app.acme);
        let path = format!("/api/credentials/{}", app.acme.credential);
        owner.patch(&path, json!({ "allowedOrigins": ["https://shop.test"] })).await.expect(200);
        let mut live = owner.open("/api/stream").await.into_body();
        let event = json!({ "key": app.acme.public_key, "type": "login" });
        let refused = async |origin: &str| {
            app.anyone().header("origin", origin).post_text("/api/events", event.clone()).await.expect(403);
        };
        refused("https://oldest.test").await;
        read(&mut live, 1).await;
        for at in 0..200 {
            refused(&format!("https://x{at}.test")).await;
        }
        read(&mut live, 200).await;
        refused("https://oldest.test").await;
        refused("https://x199.test").await;
        read(&mut live, 2).await;
        let rows = owner.get("/api/rejections").await.expect(200).json();
        let count = |origin: &str| {
            let mut rows = rows.as_array().unwrap().iter();
            rows.find(|row| row["origin"] == origin).map(|row| row["count"].clone())
        };
        assert_eq!(count("https://oldest.test"), Some(json!(1)), "counted anew");
        assert_eq!(count("https://x199.test"), Some(json!(2)));
    }
}
