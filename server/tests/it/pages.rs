//! Pages as the server renders them, before any script runs.

use serde_json::json;

use crate::support::app::{PASSWORD, TestApp};

/// A signed-out visitor is sent to sign in; a signed-in one gets the page with its data, under a strict policy.
#[tokio::test]
async fn pages_come_whole() {
    let app = TestApp::sqlite().await;
    let event = json!({ "type": "login", "identity": { "id": "ada", "data": { "name": "<script>Ada" } } });
    app.server(&app.acme).post("/api/events", event).await.expect(200);
    let away = app.anyone().get("/identities").await.expect(303);
    assert!(away.headers["location"].to_str().unwrap().starts_with("/sign-in"));
    let login = json!({ "email": app.acme.email, "password": PASSWORD });
    let signed_in = app.anyone().post("/api/auth/login", login).await.expect(200);
    let cookie = signed_in.headers["set-cookie"]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let page = app
        .anyone()
        .header("cookie", &cookie)
        .get("/identities")
        .await
        .expect(200);
    assert!(page.body.contains("&lt;script&gt;Ada"), "{}", page.body);
    assert!(!page.body.contains("<script>Ada"));
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.contains("'wasm-unsafe-eval'") && !policy.contains("unsafe-inline"),
        "{policy}"
    );
    let missing = app
        .anyone()
        .header("cookie", &cookie)
        .get("/identities/nobody")
        .await;
    assert_eq!(missing.status, 404);
}

/// The script is there for every site, packed as its reader likes, and its versioned address never changes.
#[tokio::test]
async fn the_script_is_served() {
    let app = TestApp::sqlite().await;
    let plain = app.anyone().get("/dregs.js").await.expect(200);
    assert_eq!(plain.headers["cross-origin-resource-policy"], "cross-origin");
    assert_eq!(plain.body, tracker::SCRIPT);
    let versioned = app
        .anyone()
        .get(&format!("/dregs.{}.js", tracker::VERSION))
        .await
        .expect(200);
    assert!(
        versioned.headers["cache-control"]
            .to_str()
            .unwrap()
            .contains("immutable")
    );
    let packed = app
        .anyone()
        .header("accept-encoding", "gzip, br")
        .open("/dregs.js")
        .await;
    assert_eq!(packed.headers()["content-encoding"], "br");
    let api = app.anyone().get("/api/nothing").await.expect(404);
    assert_eq!(api.code(), "not_found");
    assert!(api.headers.contains_key("x-request-id"));
    app.anyone().post("/api/identities", json!({})).await.expect(405);
    app.anyone().get("/healthz").await.expect(200);
    app.anyone().get("/readyz").await.expect(200);
}
