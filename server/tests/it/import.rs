//! `dregs import`: the past arrives from a file, whole and once, and scores as if it had been seen.

use std::path::PathBuf;

use serde_json::{Value, json};
use server::domain::demo_population;

use crate::support::app::{NOW, TestApp};
use crate::support::client::Client;
use crate::support::on_both_databases;

const DAY: i64 = 86_400_000;
const SESSION: &str = "3f0e1f6e-6f0d-4d4b-9a55-0e5d7c1f2a3b";
const FINGERPRINT: &str = "0123456789abcdef0123456789abcdef";

/// A file in the folder of a test.
fn file(app: &TestApp, name: &str, lines: &[String]) -> (PathBuf, String) {
    let path = app.folder().join(name);
    std::fs::write(
        &path,
        lines.iter().map(|line| format!("{line}\n")).collect::<String>(),
    )
    .unwrap();
    let shown = path.display().to_string();
    (path, shown)
}

fn login(n: usize) -> String {
    let at = format!(
        "2024-03-01T{:02}:{:02}:{:02}.000Z",
        n / 3_600,
        n / 60 % 60,
        n % 60
    );
    json!({ "type": "login", "identity": { "id": format!("u{}", n % 50) }, "timestamp": at }).to_string()
}

async fn events(client: &Client) -> u64 {
    let page = client.get("/api/events?pageSize=1").await.expect(200).json();
    page["totalElements"].as_u64().unwrap()
}

/// The refused lines that were listed: number and field.
fn listed(app: &TestApp, name: &str) -> Vec<(u64, Value)> {
    let text = std::fs::read_to_string(app.folder().join(name)).unwrap();
    let lines = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines
        .inspect(|line| assert!(!line["reason"].as_str().unwrap().is_empty()))
        .map(|line| (line["line"].as_u64().unwrap(), line["field"].clone()))
        .collect()
}

on_both_databases! {
    /// Events come with their own times, addresses, devices and visitors; no month is charged for them, and whom they
    /// are about is scored.
    async fn history_arrives_whole(app) {
        let small = app.account_with_limit("Small", 2).await;
        let lines = [
            json!({ "key": "browser", "type": "dregs_init", "session": SESSION, "fingerprint": FINGERPRINT, "ip": "198.51.100.4",
                "userAgent": "A browser", "receivedAt": "2024-03-01T10:00:00.000Z" }).to_string(),
            String::new(),
            json!({ "key": "browser", "type": "dregs_identify", "session": SESSION, "identity": { "id": "ada" }, "ip": "198.51.100.4",
                "receivedAt": "2024-03-01T10:00:05.000Z" }).to_string(),
            json!({ "id": "order-1", "type": "purchase", "identity": { "id": "ada", "data": { "name": "Ada Lovelace" } },
                "data": { "password": "secret", "total": 12 }, "groups": [{ "id": "acme" }], "timestamp": "2024-03-01T12:00:01.500+02:00",
                "receivedAt": "2024-03-01T10:00:07.000Z" }).to_string(),
        ];
        let (_, path) = file(&app, "history.ndjson", &lines);
        let ran = app.run(&["import", "--account", "small", &path]).await.expect(0);
        assert!(ran.out.contains("3 new events, 0 stored before."), "{}", ran.out);
        assert!(ran.out.contains("Scored 1 identities."), "{}", ran.out);
        let client = app.server(&small);
        let ada = client.get("/api/identities/ada").await.expect(200).json();
        assert_eq!(ada["createdAt"], "2024-03-01T10:00:05.000Z");
        assert_eq!(ada["lastTrackedAt"], "2024-03-01T10:00:05.000Z");
        assert_eq!(ada["displayName"], "Ada Lovelace");
        assert!(!client.get("/api/identities/ada/scores").await.json().as_array().unwrap().is_empty());
        let order = client.get("/api/events/order-1").await.expect(200).json();
        assert_eq!(order["timestamp"], "2024-03-01T10:00:01.500Z");
        assert_eq!(order["receivedAt"], "2024-03-01T10:00:07.000Z");
        assert_ne!(order["eventData"]["password"], "secret");
        let mine = client.get("/api/events?identity=ada").await.expect(200).json();
        assert_eq!(mine["totalElements"], 3, "what came before the sign-in is hers too");
        let first = &mine["content"][2];
        assert_eq!((&first["eventName"], &first["ip"]), (&json!("dregs_init"), &json!("198.51.100.4")));
        let device = client.get(&format!("/api/devices/{FINGERPRINT}")).await.expect(200).json();
        assert_eq!(device["firstSeenAt"], "2024-03-01T10:00:00.000Z");
        // The month is still whole.
        for n in 0..2 {
            let event = json!({ "id": format!("live-{n}"), "type": "login", "identity": { "id": "ada" } });
            client.post("/api/events", event).await.expect(200);
        }
    }
}

on_both_databases! {
    /// A file that was read stores nothing a second time, under whatever name; what was added to it is read. A stream
    /// is known by its events.
    async fn nothing_is_stored_twice(app) {
        let client = app.server(&app.acme);
        let mut lines: Vec<String> = (0..30).map(login).collect();
        let (_, path) = file(&app, "one.ndjson", &lines);
        app.run(&["import", "--account", "acme", &path]).await.expect(0);
        assert_eq!(events(&client).await, 30);
        let again = app.run(&["import", "--account", "acme", &path]).await.expect(0);
        assert!(again.out.contains("30 lines of") && again.out.contains("Read 0 lines"), "{}", again.out);
        lines.extend((30..40).map(login));
        let (_, path) = file(&app, "another-name.ndjson", &lines);
        let grown = app.run(&["import", "--account", "acme", &path]).await.expect(0);
        assert!(grown.out.contains("Read 10 lines") && grown.out.contains("10 new events"), "{}", grown.out);
        let from_start = app.run(&["import", "--account", "acme", "--from-start", &path]).await.expect(0);
        assert!(from_start.out.contains("0 new events, 40 stored before"), "{}", from_start.out);
        // Cut in other pieces, without an end of the last line, and through a pipe.
        let stream = app.run_with_input(&["import", "--account", "acme", "-"], &lines[20..].join("\n")).await.expect(0);
        assert!(stream.out.contains("0 new events, 20 stored before"), "{}", stream.out);
        // A line that was not finished when it was read is read again when it is.
        let (half, whole) = (format!("{}\n{}", lines[0], &login(50)[..40]), format!("{}\n{}\n", lines[0], login(50)));
        let (path, shown) = file(&app, "growing.ndjson", &[]);
        std::fs::write(&path, half).unwrap();
        app.run(&["import", "--account", "acme", &shown]).await.expect(3);
        std::fs::write(&path, whole).unwrap();
        let ran = app.run(&["import", "--account", "acme", &shown]).await.expect(0);
        assert!(ran.out.contains("1 new events"), "{}", ran.out);
        assert!(!app.folder().join("growing.ndjson.errors.ndjson").exists());
        assert_eq!(events(&client).await, 41);
    }
}

on_both_databases! {
    /// Refused lines are listed with their number and field, and the others are stored; or the first one is the end.
    async fn refused_lines_are_listed(app) {
        let client = app.server(&app.acme);
        let mut lines: Vec<String> = (0..5).map(login).collect();
        lines[1] = "{\"type\":".to_owned();
        lines[2] = json!({ "type": "two words", "identity": { "id": "a" }, "timestamp": "2024-03-01T10:00:00Z" }).to_string();
        lines.push(json!({ "type": "a", "identity": { "id": "" }, "timestamp": "2024-03-01T10:00:00Z" }).to_string());
        lines.push(format!("{{\"type\":\"{}\"}}", "x".repeat(300_000)));
        let (_, path) = file(&app, "mixed.ndjson", &lines);
        let strict = app.run(&["import", "--account", "acme", "--strict", &path]).await.expect(1);
        assert!(strict.err.contains("line 2: not JSON"), "{}", strict.err);
        let ran = app.run(&["import", "--account", "acme", &path]).await.expect(3);
        assert!(ran.out.contains("3 new events") && ran.out.contains("4 lines refused"), "{}", ran.out);
        assert_eq!(events(&client).await, 3);
        let (list, nothing) = ("mixed.ndjson.errors.ndjson", Value::Null);
        let refused = [(2, nothing.clone()), (3, json!("type")), (6, json!("identity.id")), (7, nothing)];
        assert_eq!(listed(&app, list), refused);
        // Going on keeps the list, and adds to it.
        lines.push("[]".to_owned());
        file(&app, "mixed.ndjson", &lines);
        app.run(&["import", "--account", "acme", &path]).await.expect(3);
        assert_eq!(listed(&app, list).len(), 5);
        app.run(&["import", "--account", "acme", "--from-start", "--errors", "elsewhere.ndjson", &path]).await.expect(3);
        assert_eq!(listed(&app, "elsewhere.ndjson").len(), 5);
        let over = app.run(&["import", "--account", "acme", "--errors", &path, &path]).await.expect(1);
        assert!(over.err.contains("--errors must not be"), "{}", over.err);
    }
}

on_both_databases! {
    /// Killed in the middle, the same command goes on behind the last transaction, and every line is in once.
    async fn the_killed_go_on(app) {
        let client = app.server(&app.acme);
        let lines: Vec<String> = (0..20_000).map(login).collect();
        let (_, path) = file(&app, "long.ndjson", &lines);
        let mut child = app.spawn(&["import", "--account", "acme", &path]);
        let imports = async || app.database.account(app.acme.id).imports().await.unwrap();
        while imports().await.is_empty() {
            assert!(child.try_wait().unwrap().is_none(), "it ended before it was killed");
        }
        child.kill().await.unwrap();
        let noted = imports().await[0].lines;
        assert!(noted < 20_000, "it ended before it was killed");
        assert_eq!(events(&client).await, noted);
        let ran = app.run(&["import", "--account", "acme", "--no-scores", &path]).await.expect(0);
        assert!(ran.out.contains("lines of"), "{}", ran.out);
        assert_eq!(events(&client).await, 20_000);
        // The killed one had queued whom it moved, for when nobody goes on; so had the other, which was told not to score.
        app.pass(NOW);
        app.drain().await;
        let scores = client.get("/api/identities/u1/scores").await.expect(200).json();
        assert!(!scores.as_array().unwrap().is_empty());
    }
}

/// Mistakes are told in one line, before anything is done.
#[tokio::test]
async fn mistakes_are_told() {
    let app = TestApp::sqlite().await;
    let (_, path) = file(&app, "one.ndjson", &[login(1)]);
    let account = app.run(&["import", "--account", "acne", &path]).await.expect(1);
    assert!(
        account
            .err
            .contains("there is no account acne; there are: acme, other"),
        "{}",
        account.err
    );
    let missing = app
        .run(&["import", "--account", "acme", "nowhere.ndjson"])
        .await
        .expect(1);
    assert!(
        missing.err.contains("cannot read nowhere.ndjson: No such file"),
        "{}",
        missing.err
    );
    let folder = app.run(&["import", "--account", "acme", "."]).await.expect(1);
    assert!(folder.err.contains("it is a folder"), "{}", folder.err);
}

/// An import goes on beside a running server, whose events are stored meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn beside_a_server() {
    let app = TestApp::sqlite().await;
    let lock = std::fs::File::create(app.folder().join("server.lock")).unwrap();
    lock.lock().unwrap();
    let lines: Vec<String> = (0..9_000).map(login).collect();
    let (_, path) = file(&app, "long.ndjson", &lines);
    let client = app.server(&app.acme);
    let mut child = app.spawn(&["import", "--account", "acme", &path]);
    let mut live = 0;
    while child.try_wait().unwrap().is_none() {
        let event = json!({ "type": "login", "identity": { "id": "somebody" } });
        client.post("/api/events", event).await.expect(200);
        live += 1;
    }
    assert!(child.wait().await.unwrap().success());
    assert_eq!(events(&client).await, 9_000 + live);
}

/// The lives of some people of the example account, among them its bots, its ring and its office.
fn lives() -> Vec<Value> {
    let mut lines = demo_population::events(NOW - 700 * DAY);
    let chosen = |line: &Value| {
        let id = line["identity"]["id"].as_str().unwrap_or_default();
        demo_population::means_ill(id) || id.bytes().map(usize::from).sum::<usize>() % 9 == 0
    };
    lines.retain(chosen);
    for line in &mut lines {
        if line["key"] == "browser" {
            // What the headers of a test say.
            line["request"] = json!({ "acceptLanguage": null, "acceptEncoding": null, "fetchSite": null });
        }
    }
    lines
}

/// Sends a line to a server when it happens.
async fn live(app: &TestApp, line: &Value) {
    let mut event = line.clone();
    let fields = event.as_object_mut().unwrap();
    let arrived: app::types::time::Timestamp = fields["receivedAt"].as_str().unwrap().parse().unwrap();
    app.pass(arrived.millis() - app.state.clock.now());
    fields.remove("receivedAt");
    let kind = fields.remove("key");
    if kind == Some(json!("browser")) {
        fields.remove("request");
        let ip = fields.remove("ip").unwrap();
        let agent = fields.remove("userAgent").unwrap();
        fields.insert("key".to_owned(), json!(app.acme.public_key));
        app.anyone()
            .header("x-forwarded-for", ip.as_str().unwrap())
            .header("user-agent", agent.as_str().unwrap())
            .post_text("/api/events", event)
            .await
            .expect(200);
    } else {
        app.server(&app.acme).post("/api/events", event).await.expect(200);
    }
}

/// Scores and observations of everybody, by identity.
async fn findings(app: &TestApp) -> Vec<(String, Value)> {
    let client = app.server(&app.acme);
    let mut found = Vec::new();
    for page in 0.. {
        let path = format!("/api/identities?pageSize=100&pageNumber={page}&sort=createdAt&order=ASC");
        let page = client.get(&path).await.expect(200).json();
        for identity in page["content"].as_array().unwrap() {
            let id = identity["id"].as_str().unwrap().to_owned();
            let analysis = client
                .get(&format!("/api/identities/{id}/analysis"))
                .await
                .expect(200)
                .json();
            found.push((id, analysis["scores"].clone()));
        }
        if page["last"] == true {
            return found;
        }
    }
    found
}

/// An imported past scores like one that was lived, number for number, on both databases.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn scores_are_those_of_a_server_that_was_there() {
    let lived = TestApp::sqlite_with(&["--trusted-proxies", "203.0.113.7/32"]).await;
    let (sqlite, postgres) = (TestApp::sqlite().await, TestApp::postgres().await);
    let lines = lives();
    let written: Vec<String> = lines.iter().map(Value::to_string).collect();
    for app in [&sqlite, &postgres] {
        let (_, path) = file(app, "lives.ndjson", &written);
        app.run(&["import", "--account", "acme", &path]).await.expect(0);
    }
    for (n, line) in lines.iter().enumerate() {
        live(&lived, line).await;
        if n % 400 == 0 {
            lived.drain().await;
        }
    }
    // Whoever was scored early met others, in so small a world, since.
    let everybody = lived
        .database
        .account(lived.acme.id)
        .regarded_identities()
        .await
        .unwrap();
    let transaction = lived.database.begin().await.unwrap();
    let store = transaction.account(lived.acme.id);
    store
        .enqueue(server::jobs::analyze_identity::KIND, everybody, 0)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    lived.drain().await;
    let found = findings(&lived).await;
    assert!(found.len() > 50, "{}", found.len());
    assert_eq!(findings(&sqlite).await, found);
    assert_eq!(findings(&postgres).await, found);
    let browsers = written
        .iter()
        .filter(|line| line.contains(r#""key":"browser""#))
        .count();
    assert!(browsers > 100, "{browsers}");
}
