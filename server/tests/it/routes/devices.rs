//! `/api/devices`.

use serde_json::json;

use crate::support::on_both_databases;

const FINGERPRINT: &str = "0123456789abcdef0123456789abcdef";
const OTHERS: &str = "ffffffffffffffffffffffffffffffff";
const SESSION: &str = "3f0e1f6e-6f0d-4d4b-9a55-0e5d7c1f2a3b";

on_both_databases! {
    /// A page reads its own device and nobody else's, and never who else used it.
    async fn a_page_sees_its_own_device(app) {
        let page = app.anyone().bearer(&app.acme.public_key);
        let event = |session: &str| json!({ "key": app.acme.public_key, "type": "dregs_init", "session": session,
            "device": { "userAgent": "Mozilla/5.0 (X11; Linux x86_64)", "timezone": "Europe/Berlin" } });
        let sent = app.anyone().post_text("/api/events", event(SESSION)).await.expect(200).json();
        let path = format!("/api/devices/{}", sent["fingerprint"].as_str().unwrap());
        let device = page.get(&path).await.expect(200);
        assert_eq!(device.headers["access-control-allow-origin"], "*");
        assert_eq!(device.json()["sessions"]["count"], 1);
        assert!(device.json().get("identityCount").is_none());
        let event = json!({ "type": "x", "identity": { "id": "a" }, "ip": "198.51.100.1", "fingerprint": OTHERS });
        app.server(&app.acme).post("/api/events", event).await.expect(200);
        page.get(&format!("/api/devices/{OTHERS}")).await.expect(404);
        app.anyone().bearer(&app.other.public_key).get(&path).await.expect(404);
        page.get("/api/devices").await.expect(403);
        let all = app.server(&app.acme).get("/api/devices?term=198.51").await.expect(200).json();
        assert_eq!(all["totalElements"], 1);
        assert_eq!(all["content"][0]["identityCount"], 1);
    }
}

on_both_databases! {
    /// Claiming somebody's fingerprint, with or without signals that do not give it, tells nothing about the device.
    async fn a_claimed_device_stays_unknown(app) {
        let event = json!({ "type": "x", "identity": { "id": "a" }, "ip": "198.51.100.1", "fingerprint": OTHERS });
        app.server(&app.acme).post("/api/events", event).await.expect(200);
        let page = app.anyone().bearer(&app.acme.public_key);
        for device in [json!({}), json!({ "userAgent": "Mozilla/5.0" }), json!({ "timezone": "Europe/Berlin" })] {
            let claim = json!({ "key": app.acme.public_key, "type": "dregs_init", "fingerprint": OTHERS,
                "session": SESSION, "device": device });
            app.anyone().post_text("/api/events", claim).await.expect(200);
            page.get(&format!("/api/devices/{OTHERS}")).await.expect(404);
            page.get(&format!("/api/devices/{OTHERS}?session={SESSION}")).await.expect(404);
        }
    }
}

on_both_databases! {
    /// A disregarded device links nobody.
    async fn a_disregarded_device_links_nobody(app) {
        let server = app.server(&app.acme);
        for id in ["ada", "bob", "cyd"] {
            let event = json!({ "type": "signup", "identity": { "id": id }, "fingerprint": FINGERPRINT });
            server.post("/api/events", event).await.expect(200);
        }
        app.drain().await;
        let uniqueness = async || server.get("/api/identities/ada").await.json()["uniquenessScore"].clone();
        let shared = uniqueness().await;
        let device = server.patch(&format!("/api/devices/{FINGERPRINT}"), json!({ "disregarded": true })).await.expect(200);
        assert_eq!(device.json()["disregarded"], true);
        app.drain().await;
        assert_ne!(uniqueness().await, shared);
    }
}
