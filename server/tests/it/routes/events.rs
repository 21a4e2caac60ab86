//! `/api/events`.

use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::on_both_databases;

const SESSION: &str = "3f0e1f6e-6f0d-4d4b-9a55-0e5d7c1f2a3b";
const FINGERPRINT: &str = "0123456789abcdef0123456789abcdef";

fn signup(id: &str) -> Value {
    json!({ "id": id, "type": "user.signup", "identity": { "id": "ada", "data": { "email": "ada@shop.test" } } })
}

async fn total(client: &Client, path: &str) -> u64 {
    client.get(path).await.expect(200).json()["totalElements"]
        .as_u64()
        .unwrap()
}

on_both_databases! {
    /// The same id twice is one event: stored once, counted once, answered alike; browsers have ids of their own.
    async fn repeats_are_one_event(app) {
        let server = app.server(&app.acme);
        let first = server.post("/api/events", signup("order-1")).await.expect(200).json();
        assert_eq!(first["id"], "order-1");
        let mut changed = signup("order-1");
        changed["type"] = json!("another");
        changed["identity"]["data"]["email"] = json!("eve@shop.test");
        assert_eq!(server.post("/api/events", changed).await.expect(200).json(), first);
        assert_eq!(total(&server, "/api/events").await, 1);
        let identity = server.get("/api/identities/ada").await.expect(200).json();
        assert_eq!(identity["displayEmail"], "ada@shop.test");
        let me = app.owner(&app.acme).get("/api/auth/me").await.expect(200).json();
        assert_eq!(me["account"]["eventsThisMonth"], 1);
    }
}

on_both_databases! {
    /// Two hundred posts of one id at once, and of new identities in one new group, race to exactly one row each.
    async fn races_have_one_winner(app) {
        let server = app.server(&app.acme);
        let one = (0..100).map(|_| server.post("/api/events", signup("race")));
        let many = (0..100).map(|n| {
            let event = json!({ "id": format!("e{n}"), "type": "login", "identity": { "id": "bob" },
                "groups": [{ "type": "Team", "id": "t1", "data": { "name": "Payments" } }] });
            server.post("/api/events", event)
        });
        let (one, many) = futures::join!(futures::future::join_all(one), futures::future::join_all(many));
        for answer in one.into_iter().chain(many) {
            answer.expect(200);
        }
        assert_eq!(total(&server, "/api/events").await, 101);
        assert_eq!(total(&server, "/api/identities").await, 2);
        assert_eq!(total(&server, "/api/identities?group=t1&groupType=team").await, 1);
    }
}

on_both_databases! {
    /// A page's events and a server's meet in one identity, those from before it was known included.
    async fn one_timeline(app) {
        let page = app.anyone();
        let key = &app.acme.public_key;
        let event = |kind: &str| json!({ "key": key, "type": kind, "session": SESSION, "fingerprint": FINGERPRINT,
            "data": { "_u": "https://shop.test/cart", "_secret": "x", "colour": "red" } });
        page.post_text("/api/events", event("dregs_init")).await.expect(200);
        app.server(&app.acme).post("/api/events", signup("s1")).await.expect(200);
        let mut identify = event("dregs_identify");
        identify["identity"] = json!({ "id": "ada", "data": { "name": "Ada Lovelace" } });
        page.post_text("/api/events", identify).await.expect(200);
        app.drain().await;
        let server = app.server(&app.acme);
        let events = server.get("/api/events?identity=ada&order=ASC").await.expect(200).json();
        let names: Vec<&str> =
            events["content"].as_array().unwrap().iter().map(|event| event["eventName"].as_str().unwrap()).collect();
        assert_eq!(names, ["dregs_init", "user.signup", "dregs_identify"]);
        let init = &events["content"][0];
        assert_eq!(init["eventData"], json!({ "colour": "red" }));
        assert_eq!(init["url"], "https://shop.test/cart");
        assert_eq!(init["ip"], "203.0.113.7");
        assert_eq!(init["fingerprint"], FINGERPRINT);
        assert_eq!(events["content"][1]["canonicalType"], "REGISTRATION");
        let analysis = server.get("/api/identities/ada/analysis").await.expect(200).json();
        assert_eq!(analysis["eventCount"], 3);
        assert_eq!(total(&server, "/api/devices?identity=ada").await, 1);
        let sessions = server.get("/api/identities/ada/sessions").await.expect(200).json();
        assert_eq!(sessions[0]["eventCount"], 2);
    }
}

on_both_databases! {
    /// What the customer's server wrote about a person, a browser does not change.
    async fn servers_are_believed_over_browsers(app) {
        app.server(&app.acme).post("/api/events", signup("s1")).await.expect(200);
        let claim = json!({ "key": app.acme.public_key, "type": "dregs_identify", "session": SESSION,
            "identity": { "id": "ada", "data": { "email": "eve@shop.test", "nickname": "Ada" } } });
        app.anyone().post_text("/api/events", claim).await.expect(200);
        let data = app.server(&app.acme).get("/api/identities/ada").await.expect(200).json()["data"].clone();
        assert_eq!(data, json!({ "email": "ada@shop.test", "nickname": "Ada" }));
    }
}

on_both_databases! {
    /// One bad event in a batch is answered with its field; the others are stored.
    async fn a_batch_survives_a_bad_event(app) {
        let server = app.server(&app.acme);
        let bad = json!({ "type": "dregs_init", "identity": { "id": "ada" } });
        let batch = json!({ "events": [signup("b1"), bad, signup("b2")] });
        let answer = server.post("/api/events", batch).await.expect(200).json();
        assert_eq!(answer["status"], "success");
        assert_eq!(answer["results"][0]["id"], "b1");
        assert_eq!(answer["results"][1]["status"], 400);
        assert_eq!(answer["results"][1]["message"], "type: must not start with dregs_");
        assert_eq!(answer["results"][2]["id"], "b2");
        assert_eq!(total(&server, "/api/events").await, 2);
    }
}

on_both_databases! {
    /// Every malformed envelope is refused whole, and the answer names the field.
    async fn bad_fields_are_named(app) {
        let deep = (0..9).fold(json!(1), |inner, _| json!({ "a": inner }));
        let cases = [
            (json!({ "type": "x" }), "identity"),
            (json!({ "identity": { "id": "a" } }), "type"),
            (json!({ "type": "two words", "identity": { "id": "a" } }), "type"),
            (json!({ "type": "x", "identity": { "id": "" } }), "identity.id"),
            (json!({ "type": "x", "identity": { "id": true } }), "identity.id"),
            (json!({ "type": "x", "identity": { "id": "a" }, "id": "dregs-1" }), "id"),
            (json!({ "type": "x", "identity": { "id": "a" }, "id": "x".repeat(65) }), "id"),
            (json!({ "type": "x", "identity": { "id": "a" }, "data": [] }), "data"),
            (json!({ "type": "x", "identity": { "id": "a" }, "data": deep }), "data"),
            (json!({ "type": "x", "identity": { "id": "a" }, "data": { "k": "x".repeat(33_000) } }), "data"),
            (json!({ "type": "x", "identity": { "id": "a" }, "timestamp": "yesterday" }), "timestamp"),
            (json!({ "type": "x", "identity": { "id": "a" }, "timestamp": "2026-11-20T12:06:00Z" }), "timestamp"),
            (json!({ "type": "x", "identity": { "id": "a" }, "session": "s" }), "session"),
            (json!({ "type": "x", "identity": { "id": "a" }, "fingerprint": "f" }), "fingerprint"),
            (json!({ "type": "x", "identity": { "id": "a" }, "source": "" }), "source"),
            (json!({ "type": "x", "identity": { "id": "a" }, "groups": [{ "id": "1" }, { "id": "2" }] }), "groups"),
        ];
        let server = app.server(&app.acme);
        for (envelope, field) in cases {
            let answer = server.post("/api/events", envelope).await.expect(400);
            let message = answer.json()["message"].as_str().unwrap().to_owned();
            assert!(message.contains(field), "{field}: {message}");
        }
        for raw in ["", "{", "[]", "nul\u{0}l", r#"{"type":"x","type":"y"}"#, r#"{"type":"a","identity":{"id":"a\u0000"}}"#] {
            server.post_bytes("/api/events", raw.to_owned()).await.expect(400);
        }
        assert_eq!(total(&server, "/api/events").await, 0);
    }
}

on_both_databases! {
    /// Keys that do not work all get one answer; a member's token and a cookie are no keys at all.
    async fn only_working_keys_send(app) {
        let mut bodies = std::collections::BTreeSet::new();
        let half = &app.acme.secret_key[..20];
        for key in ["", "sk_", "pk_x", "nonsense", half, &format!("{}x", app.acme.secret_key)] {
            let answer = app.anyone().bearer(key).post("/api/events", signup("k")).await.expect(401);
            assert_eq!(answer.headers["www-authenticate"], "Bearer");
            bodies.insert(answer.json()["message"].to_string());
        }
        let answer = app.anyone().post("/api/events", signup("k")).await.expect(401);
        bodies.insert(answer.json()["message"].to_string());
        app.owner(&app.acme).post("/api/events", signup("k")).await.expect(401);
        let secret_in_body = json!({ "key": app.acme.secret_key, "type": "x", "identity": { "id": "a" } });
        app.anyone().post_text("/api/events", secret_in_body).await.expect(401);
        assert_eq!(bodies.len(), 1, "{bodies:?}");
        let both = app.server(&app.acme).bearer(&app.other.secret_key);
        both.post("/api/events", signup("k")).await.expect(401);
    }
}

on_both_databases! {
    /// At the month's limit events are refused with 402 and not stored; repeats of stored ones are still fine.
    async fn the_monthly_limit_holds(app) {
        let server = app.server(&app.other);
        let posts = (0..8).map(|n| server.post("/api/events", signup(&format!("q{n}"))));
        let answers = futures::future::join_all(posts).await;
        let taken = answers.iter().filter(|answer| answer.status == 200).count();
        let refused: Vec<_> = answers.iter().filter(|answer| answer.status == 402).collect();
        assert_eq!((taken, refused.len()), (5, 3));
        assert_eq!(refused[0].code(), "quota_exceeded");
        let stored = answers.iter().position(|answer| answer.status == 200).unwrap();
        server.post("/api/events", signup(&format!("q{stored}"))).await.expect(200);
        assert_eq!(total(&server, "/api/events").await, 5);
    }
}

on_both_databases! {
    /// The last tenth of the month is kept for the customer's server, once that has sent something.
    async fn pages_leave_some_of_the_month(app) {
        let shop = app.account_with_limit("Shop", 20).await;
        let server = app.server(&shop);
        let page = async || {
            let event = json!({ "key": shop.public_key, "type": "view" });
            app.anyone().post_text("/api/events", event).await.status.as_u16()
        };
        server.post("/api/events", signup("s0")).await.expect(200);
        for _ in 0..17 {
            assert_eq!(page().await, 200);
        }
        assert_eq!(page().await, 402);
        server.post("/api/events", signup("s1")).await.expect(200);
        server.post("/api/events", signup("s2")).await.expect(200);
        server.post("/api/events", signup("s3")).await.expect(402);
        let pages_only = app.account_with_limit("Blog", 20).await;
        for at in 0..21 {
            let event = json!({ "key": pages_only.public_key, "type": "view" });
            let answer = app.anyone().post_text("/api/events", event).await;
            assert_eq!(answer.status.as_u16(), if at < 20 { 200 } else { 402 });
        }
    }
}

on_both_databases! {
    /// What the customer's server said of a group, no page overwrites; what it did not say, a page may add.
    async fn pages_do_not_rename_groups(app) {
        let server = app.server(&app.acme);
        let name = async |id: &str| {
            let event = server.get(&format!("/api/events/{id}")).await.expect(200).json();
            event["groups"][0]["label"].clone()
        };
        let event = |id: &str, group: serde_json::Value| json!({ "id": id, "type": "x", "identity": { "id": "ada" }, "groups": [group] });
        let page = async |group: serde_json::Value| {
            let event = json!({ "key": app.acme.public_key, "type": "view", "groups": [group] });
            app.anyone().post_text("/api/events", event).await.expect(200);
        };
        server.post("/api/events", event("e1", json!({ "id": "g1", "data": { "name": "Acme" } }))).await.expect(200);
        page(json!({ "id": "g1", "data": { "name": "Evil" } })).await;
        assert_eq!(name("e1").await, "Acme");
        server.post("/api/events", event("e2", json!({ "id": "g2" }))).await.expect(200);
        page(json!({ "id": "g2", "data": { "name": "Shop" } })).await;
        assert_eq!(name("e2").await, "Shop");
    }
}

on_both_databases! {
    /// A page of another origin is refused, told nothing, and shown to the customer.
    async fn origins_are_exact(app) {
        let owner = app.owner(&app.acme);
        let path = format!("/api/credentials/{}", app.acme.credential);
        owner.patch(&path, json!({ "allowedOrigins": ["https://shop.test"] })).await.expect(200);
        let event = json!({ "key": app.acme.public_key, "type": "login", "identity": { "id": "ada" } });
        let from = |origin: &str| app.anyone().header("origin", origin);
        let good = from("https://shop.test").post_text("/api/events", event.clone()).await.expect(200);
        assert!(good.headers.contains_key("access-control-allow-origin"));
        let bad = ["null", "http://shop.test", "https://shop.test.evil.test", "https://shop.test:8443",
            "https://shop.test.", "https://evil.test"];
        for origin in bad {
            let answer = from(origin).post_text("/api/events", event.clone()).await.expect(403);
            assert_eq!(answer.code(), "origin_not_allowed", "{origin}");
            assert!(!answer.headers.contains_key("access-control-allow-origin"), "{origin}");
        }
        app.anyone().post_text("/api/events", event.clone()).await.expect(403);
        app.server(&app.acme).post("/api/events", signup("s1")).await.expect(200);
        assert_eq!(total(&app.server(&app.acme), "/api/events").await, 2);
        let shown = eventually(&owner, "/api/rejections", |rejections| rejections.as_array().unwrap().len() == 7).await;
        assert_eq!(shown[0]["code"], "origin_not_allowed");
    }
}

/// Asks until the answer is as expected: what is counted in the background is counted soon.
async fn eventually(client: &Client, path: &str, expected: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..2_000 {
        let body = client.get(path).await.json();
        if expected(&body) {
            return body;
        }
        tokio::task::yield_now().await;
    }
    panic!("{path} never became as expected");
}

on_both_databases! {
    /// What anybody can send with a public key cannot grow without bound, nor come back at length.
    async fn public_posts_stay_small(app) {
        let post = async |event: Value| app.anyone().post_text("/api/events", event).await;
        let key = &app.acme.public_key;
        let groups: Vec<Value> = (0..21).map(|n| json!({ "type": format!("t{n}"), "id": "1" })).collect();
        let many = json!({ "key": key, "type": "x", "groups": groups });
        assert!(post(many).await.expect(400).body.contains("groups"));
        let echo = "x".repeat(100_000);
        let twice = format!(r#"{{"key":"{key}","type":"x","{echo}":1,"{echo}":2}}"#);
        assert!(app.anyone().post_bytes("/api/events", twice).await.body.len() < 1_000);
        for round in 0..3 {
            let data: serde_json::Map<String, Value> = (0..150).map(|n| (format!("k{round}-{n}"), json!(n))).collect();
            let event = json!({ "key": key, "type": "dregs_identify", "identity": { "id": "ada", "data": data } });
            post(event).await.expect(200);
        }
        let data = app.server(&app.acme).get("/api/identities/ada").await.expect(200).json()["data"].clone();
        assert_eq!(data.as_object().unwrap().len(), 200);
    }
}

on_both_databases! {
    /// Text that no id can hold is refused alike on both databases.
    async fn impossible_text_is_refused(app) {
        let server = app.server(&app.acme);
        server.post("/api/events", signup("e1")).await.expect(200);
        server.get("/api/events?term=%00").await.expect(400);
        server.get(&format!("/api/identities?term={}", "x".repeat(256))).await.expect(400);
        server.get("/api/events/a%00").await.expect(404);
        server.get("/api/devices/%00").await.expect(404);
    }
}

/// What pages use up, the customer's server still has.
#[tokio::test]
async fn pages_do_not_silence_the_server() {
    let app = TestApp::sqlite_with(&["--ingestion-per-second", "1", "--ingestion-burst", "2"]).await;
    let event = json!({ "key": app.acme.public_key, "type": "x" });
    for status in [200, 200, 429] {
        app.anyone()
            .post_text("/api/events", event.clone())
            .await
            .expect(status);
    }
    app.server(&app.acme)
        .post("/api/events", signup("s1"))
        .await
        .expect(200);
}

/// Bodies that are too large, packed, or of another kind are refused before they are read.
#[tokio::test]
async fn sizes_and_kinds() {
    let app = TestApp::sqlite().await;
    let server = app.server(&app.acme);
    let mut large = signup("l1");
    large["interaction"] = json!({ "k": "x".repeat(260 << 10) });
    let answer = server.post("/api/events", large).await.expect(413);
    assert_eq!(answer.code(), "too_large");
    server
        .post_bytes("/api/events", vec![b' '; (2 << 20) + 1])
        .await
        .expect(413);
    server
        .clone()
        .header("content-type", "application/xml")
        .post("/api/events", signup("x"))
        .await
        .expect(415);
    server
        .clone()
        .header("content-encoding", "gzip")
        .post("/api/events", signup("x"))
        .await
        .expect(415);
    let batch: Vec<Value> = (0..501).map(|n| signup(&format!("b{n}"))).collect();
    server
        .post("/api/events", json!({ "events": batch }))
        .await
        .expect(400);
    server
        .post("/api/events", json!({ "events": [] }))
        .await
        .expect(400);
}

/// A flood from one key is slowed down with the time to wait, and other keys are not.
#[tokio::test]
async fn a_flood_is_slowed() {
    let app = TestApp::sqlite_with(&["--ingestion-per-second", "1", "--ingestion-burst", "3"]).await;
    let server = app.server(&app.acme);
    for n in 0..3 {
        server
            .post("/api/events", signup(&format!("f{n}")))
            .await
            .expect(200);
    }
    let answer = server.post("/api/events", signup("f4")).await.expect(429);
    assert!(
        answer.headers["retry-after"]
            .to_str()
            .unwrap()
            .parse::<u64>()
            .unwrap()
            >= 1
    );
    app.server(&app.other)
        .post("/api/events", signup("f5"))
        .await
        .expect(200);
}

on_both_databases! {
    /// Lists page, sort and filter; what they do not know they refuse by name.
    async fn lists_page_and_filter(app) {
        let server = app.server(&app.acme);
        let events: Vec<Value> = (0..30)
            .map(|n| json!({ "id": format!("e{n:02}"), "type": if n % 2 == 0 { "login" } else { "100%_sure" },
                "identity": { "id": format!("user{}", n % 3) }, "timestamp": format!("2026-11-20T11:00:{n:02}Z") }))
            .map(|mut event| { if event["type"] == "100%_sure" { event["type"] = json!("a_b"); } event })
            .collect();
        server.post("/api/events", json!({ "events": events })).await.expect(200);
        let page = server.get("/api/events?pageSize=7&pageNumber=4").await.expect(200).json();
        assert_eq!(page["numberOfElements"], 2);
        assert_eq!((&page["totalPages"], &page["last"], &page["first"]), (&json!(5), &json!(true), &json!(false)));
        assert_eq!(page["content"][1]["id"], "e00");
        assert_eq!(total(&server, "/api/events?type=login").await, 15);
        assert_eq!(total(&server, "/api/events?identity=user1&type=login").await, 5);
        assert_eq!(total(&server, "/api/events?term=a_b").await, 15);
        assert_eq!(total(&server, "/api/events?term=%25").await, 0);
        assert_eq!(total(&server, "/api/events?from=2026-11-20T11:00:10Z&to=2026-11-20T11:00:19Z").await, 10);
        for bad in ["pageSize=0", "pageSize=101", "pageNumber=-1", "pageNumber=x", "sort=ip", "order=UP", "from=now"] {
            let answer = server.get(&format!("/api/events?{bad}")).await.expect(400);
            let field = bad.split('=').next().unwrap();
            assert!(answer.json()["message"].as_str().unwrap().starts_with(field), "{}", answer.body);
        }
        assert_eq!(server.get("/api/events/e03").await.expect(200).json()["identity"]["id"], "user0");
        server.get("/api/events/none").await.expect(404);
    }
}
