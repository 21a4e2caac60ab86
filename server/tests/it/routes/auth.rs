//! `/api/auth`.

use serde_json::{Value, json};

use crate::support::app::{PASSWORD, TestApp};
use crate::support::client::Client;
use crate::support::on_both_databases;

fn login(email: &str, password: &str) -> Value {
    json!({ "email": email, "password": password })
}

fn with_cookie(app: &TestApp, cookie: &str) -> Client {
    app.anyone().header("cookie", cookie.split(';').next().unwrap())
}

on_both_databases! {
    /// Signing in gives a cookie that pages cannot read; unknown and wrong are one answer.
    async fn signing_in(app) {
        let answer = app.anyone().post("/api/auth/login", login("Owner@Acme.test ", PASSWORD)).await.expect(200);
        let cookie = answer.headers["set-cookie"].to_str().unwrap().to_owned();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        let me = with_cookie(&app, &cookie).get("/api/auth/me").await.expect(200).json();
        assert_eq!((&me["email"], &me["role"]), (&json!("owner@acme.test"), &json!("OWNER")));
        let wrong = app.anyone().post("/api/auth/login", login("owner@acme.test", "wrong password")).await.expect(401);
        let unknown = app.anyone().post("/api/auth/login", login("nobody@acme.test", PASSWORD)).await.expect(401);
        assert_eq!(wrong.json()["message"], unknown.json()["message"]);
    }
}

on_both_databases! {
    /// A password change, and signing out, end every token that was given before.
    async fn older_tokens_die(app) {
        let signed_in = async |password: &str| {
            let answer = app.anyone().post("/api/auth/login", login("owner@acme.test", password)).await.expect(200);
            app.anyone().bearer(answer.json()["token"].as_str().unwrap())
        };
        let old = signed_in(PASSWORD).await;
        let change = json!({ "currentPassword": PASSWORD, "newPassword": "a better battery horse" });
        let wrong = json!({ "currentPassword": "wrong password", "newPassword": "a better battery horse" });
        old.post("/api/auth/password", wrong).await.expect(400);
        let long = json!({ "currentPassword": PASSWORD, "newPassword": "x".repeat(72) });
        assert!(old.post("/api/auth/password", long).await.expect(400).body.contains("newPassword"));
        let renewed = old.post("/api/auth/password", change).await.expect(200).json();
        old.get("/api/auth/me").await.expect(401);
        app.anyone().bearer(renewed["token"].as_str().unwrap()).get("/api/auth/me").await.expect(200);
        let new = signed_in("a better battery horse").await;
        new.post("/api/auth/logout", json!({})).await.expect(204);
        new.get("/api/auth/me").await.expect(401);
    }
}

on_both_databases! {
    /// Another site's page cannot use the cookie to change anything; reading needs no such check.
    async fn the_cookie_stays_at_home(app) {
        let answer = app.anyone().post("/api/auth/login", login("owner@acme.test", PASSWORD)).await.expect(200);
        let visitor = with_cookie(&app, answer.headers["set-cookie"].to_str().unwrap()).header("host", "dregs.test");
        let draft = json!({ "name": "x" });
        let foreign = visitor.clone().header("origin", "https://evil.test");
        assert_eq!(foreign.post("/api/credentials", draft.clone()).await.expect(403).code(), "cross_site");
        visitor.post("/api/credentials", draft.clone()).await.expect(403);
        let cross = visitor.clone().header("sec-fetch-site", "cross-site");
        cross.post("/api/credentials", draft.clone()).await.expect(403);
        cross.get("/api/credentials").await.expect(200);
        let own = visitor.clone().header("origin", "http://dregs.test");
        own.post("/api/credentials", draft).await.expect(201);
        let foreign = app.anyone().header("origin", "https://evil.test").header("host", "dregs.test");
        foreign.post("/api/auth/login", login("owner@acme.test", PASSWORD)).await.expect(403);
    }
}

/// Guessing is slowed down per member and per address, whatever the headers claim.
#[tokio::test]
async fn guessing_is_slowed() {
    let limits = ["--sign-in-per-member", "1", "--sign-in-per-address", "3"];
    let app = TestApp::sqlite_with(&limits).await;
    let guess = async |member: &str| {
        let guesser = app
            .anyone()
            .header("x-forwarded-for", &format!("198.51.100.{}", member.len()));
        let answer = guesser
            .post(
                "/api/auth/login",
                login(&format!("{member}@acme.test"), "a wrong guess"),
            )
            .await;
        answer.status.as_u16()
    };
    assert_eq!(guess("ada").await, 401);
    assert_eq!(guess("ada").await, 429, "the member's own limit");
    assert_eq!(guess("bob").await, 401);
    assert_eq!(guess("cyril").await, 429, "the address's limit");
}

/// Guesses made elsewhere do not keep a member out of a browser in which that member has signed in before.
#[tokio::test]
async fn a_known_browser_is_let_in() {
    let limits = ["--sign-in-per-member", "1", "--sign-in-per-address", "100"];
    let app = TestApp::sqlite_with(&limits).await;
    let signed_in = app
        .anyone()
        .post("/api/auth/login", login("owner@acme.test", PASSWORD))
        .await
        .expect(200);
    let cookies = signed_in.headers.get_all("set-cookie").iter();
    let mark = cookies
        .map(|cookie| cookie.to_str().unwrap())
        .find(|cookie| cookie.starts_with("dregs_device="))
        .unwrap();
    assert!(mark.contains("HttpOnly") && mark.contains("SameSite=Strict"));
    let known = with_cookie(&app, mark);
    let guess = login("owner@acme.test", "a wrong guess");
    app.anyone()
        .post("/api/auth/login", guess.clone())
        .await
        .expect(429);
    known
        .post("/api/auth/login", login("owner@acme.test", PASSWORD))
        .await
        .expect(200);
    known.post("/api/auth/login", guess).await.expect(429);
    // For somebody else it is like any other browser.
    known
        .post("/api/auth/login", login("owner@other.test", PASSWORD))
        .await
        .expect(200);
    known
        .post("/api/auth/login", login("owner@other.test", PASSWORD))
        .await
        .expect(429);
}

/// Whoever has tried too many keys gets none looked up; a key that works goes on working at the same address.
#[tokio::test]
async fn guessed_keys_are_not_looked_up() {
    let app = TestApp::sqlite_with(&["--api-per-minute", "3"]).await;
    let page = async |key: &str| app.anyone().bearer(key).get("/api/identities").await;
    page(&app.acme.secret_key).await.expect(200);
    for at in 0..3 {
        page(&format!("sk_{at}")).await.expect(401);
    }
    page("sk_3").await.expect(429);
    page(&app.acme.secret_key).await.expect(200);
    app.database.migrate_down().await.unwrap();
    let refused = page("sk_4").await.expect(429);
    assert!(refused.headers.contains_key("retry-after"));
}

/// Tokens that we did not sign, or that have ended, open nothing.
#[tokio::test]
async fn forged_and_old_tokens() {
    let app = TestApp::sqlite().await;
    let owner = app.owner(&app.acme);
    owner.get("/api/auth/me").await.expect(200);
    for forged in [
        "eyJhbGciOiJub25lIn0.e30.",
        "a.b.c",
        "eyJhbGciOiJIUzI1NiJ9.e30.AAAA",
    ] {
        app.anyone().bearer(forged).get("/api/auth/me").await.expect(401);
    }
    app.pass(12 * 3_600_000);
    owner.get("/api/auth/me").await.expect(401);
}
