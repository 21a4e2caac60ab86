//! `GET /api/identities/{id}/links`: who is like whom, without a place in common.

use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::on_both_databases;

const DAY: i64 = 86_400_000;

/// Somebody signs up on a device of their own, at an address of their own.
async fn signs_up(app: &TestApp, id: &str, name: &str, email: &str, place: u8) {
    let event = json!({ "type": "signup", "identity": { "id": id, "data": { "name": name, "email": email } },
        "fingerprint": format!("{place:032x}"), "ip": format!("198.51.{place}.9") });
    app.server(&app.acme).post("/api/events", event).await.expect(200);
}

/// The counted addresses of Mara, each on its own day's morning.
async fn mara(app: &TestApp, n: u8) {
    let email = format!("mara.k{n:02}@post.example");
    signs_up(app, &format!("mara{n}"), "Mara Klein", &email, n).await;
    app.pass(60_000);
}

async fn links(app: &TestApp, id: &str) -> Vec<Value> {
    let path = format!("/api/identities/{id}/links");
    app.server(&app.acme)
        .get(&path)
        .await
        .expect(200)
        .json()
        .as_array()
        .unwrap()
        .clone()
}

/// To whom, and by what.
fn told(links: &[Value]) -> Vec<String> {
    let tie = |link: &Value| format!("{} {}", link["targetIdentityId"], link["type"]).replace('"', "");
    links.iter().map(tie).collect()
}

fn ties_to(links: &[Value], id: &str) -> bool {
    links.iter().any(|link| link["targetIdentityId"] == id)
}

async fn points(app: &TestApp, id: &str, category: &str) -> i64 {
    let identity = app
        .server(&app.acme)
        .get(&format!("/api/identities/{id}"))
        .await
        .expect(200)
        .json();
    identity[category].as_i64().unwrap()
}

on_both_databases! {
    /// Whoever comes second links both, and moves the score of whoever came first, who did nothing since.
    async fn both_ways_whoever_comes_first(app) {
        mara(&app, 1).await;
        app.drain().await;
        let (alone, authentic) = (points(&app, "mara1", "uniquenessScore").await, points(&app, "mara1", "authenticityScore").await);
        assert!(links(&app, "mara1").await.is_empty());
        mara(&app, 2).await;
        app.drain().await;
        for (one, other) in [("mara1", "mara2"), ("mara2", "mara1")] {
            let found = links(&app, one).await;
            assert_eq!(told(&found), [format!("{other} SIMILAR_EMAIL"), format!("{other} SIMILAR_NAME")]);
            assert!(found[0]["value"].as_f64().unwrap() >= 0.5 && found[0]["metadata"]["shared"]["email_stem"] == 2, "{found:?}");
        }
        for n in 3..6 {
            mara(&app, n).await;
        }
        app.drain().await;
        assert!(points(&app, "mara1", "uniquenessScore").await < alone - 20);
        assert!(points(&app, "mara1", "authenticityScore").await < authentic - 20);
        assert_eq!(points(&app, "mara1", "uniquenessScore").await, points(&app, "mara5", "uniquenessScore").await);
    }
}

on_both_databases! {
    /// Those who arrive in one batch find each other as well.
    async fn those_who_come_together_meet(app) {
        for n in 1..6 {
            mara(&app, n).await;
        }
        app.drain().await;
        let scores = async |n: u8| points(&app, &format!("mara{n}"), "authenticityScore").await;
        assert!(scores(1).await < 50);
        for n in 2..6 {
            assert_eq!(scores(n).await, scores(1).await);
        }
    }
}

on_both_databases! {
    /// Left out, an identity links nobody and counts for nobody; taken back in, it does again.
    async fn the_disregarded_link_nobody(app) {
        for n in 1..4 {
            mara(&app, n).await;
        }
        app.drain().await;
        let before = points(&app, "mara1", "authenticityScore").await;
        let set = async |disregarded: bool| {
            app.server(&app.acme).patch("/api/identities/mara2", json!({ "disregarded": disregarded })).await.expect(200);
            app.drain().await;
        };
        set(true).await;
        assert!(!ties_to(&links(&app, "mara1").await, "mara2"));
        assert!(points(&app, "mara1", "authenticityScore").await > before);
        set(false).await;
        assert!(ties_to(&links(&app, "mara1").await, "mara2"));
        assert_eq!(points(&app, "mara1", "authenticityScore").await, before);
    }
}

on_both_databases! {
    /// Erased, an identity leaves the scores of the others as if it had never been.
    async fn the_erased_link_nobody(app) {
        for n in 1..3 {
            mara(&app, n).await;
        }
        app.drain().await;
        let before = points(&app, "mara1", "authenticityScore").await;
        app.owner(&app.acme).delete("/api/identities/mara2").await.expect(204);
        app.drain().await;
        assert!(links(&app, "mara1").await.is_empty());
        assert!(points(&app, "mara1", "authenticityScore").await > before);
    }
}

on_both_databases! {
    /// A new name and address unties, both ways.
    async fn whoever_changes_is_told_anew(app) {
        for n in 1..3 {
            mara(&app, n).await;
        }
        app.drain().await;
        let before = points(&app, "mara1", "authenticityScore").await;
        let attributes = json!({ "attributes": { "name": "Tom Berg", "email": "tom.berg@work.example" } });
        app.server(&app.acme).patch("/api/identities/mara2", attributes).await.expect(200);
        app.drain().await;
        assert!(links(&app, "mara1").await.is_empty() && links(&app, "mara2").await.is_empty());
        assert!(points(&app, "mara1", "authenticityScore").await > before);
    }
}

on_both_databases! {
    /// Another account's people are nobody's kin.
    async fn accounts_stay_apart(app) {
        mara(&app, 1).await;
        let event = json!({ "type": "signup", "ip": "198.51.7.7", "identity": { "id": "mara2", "data": { "name": "Mara Klein", "email": "mara.k02@post.example" } } });
        app.server(&app.other).post("/api/events", event).await.expect(200);
        app.drain().await;
        assert!(links(&app, "mara1").await.is_empty());
        let theirs = app.server(&app.other).get("/api/identities/mara2/links").await.expect(200).json();
        assert_eq!(theirs, json!([]));
    }
}

on_both_databases! {
    /// Tied in turn, they are one ring with one name, whoever asks, also where the ends share nothing.
    async fn rings_are_named(app) {
        let visit = "3f0e1f6e-6f0d-4d4b-9a55-0e5d7c1f2a3b";
        let event = |id: &str, session: Option<&str>, email: &str| json!({ "type": "login", "session": session,
            "fingerprint": "0123456789abcdef0123456789abcdef", "identity": { "id": id, "data": { "email": email } } });
        let server = app.server(&app.acme);
        for (id, session, email) in [("ada", Some(visit), "a@x.example"), ("bob", Some(visit), "b.b@gmail.com"), ("cyd", None, "bb@gmail.com")] {
            let mut event = event(id, session, email);
            if id == "cyd" {
                event["fingerprint"] = "ffffffffffffffffffffffffffffffff".into();
            }
            server.post("/api/events", event).await.expect(200);
        }
        app.drain().await;
        for (id, size) in [("ada", 1), ("bob", 2), ("cyd", 1)] {
            let found = links(&app, id).await;
            let others = ["ada", "bob", "cyd"].into_iter().filter(|other| ties_to(&found, other));
            assert_eq!(others.count(), size, "{id}: {found:?}");
            for link in &found {
                assert_eq!(link["metadata"]["ring"], json!({ "name": "ring of ada", "size": 3 }), "{id}");
            }
        }
    }
}

on_both_databases! {
    /// A class signs up within minutes from one address; namesakes with addresses made of their name over weeks; and
    /// phones of one model in many places: nobody falls, and nobody is tied by a name.
    async fn ordinary_people_do_not_fall(app) {
        for (n, (first, last)) in STUDENTS.into_iter().enumerate() {
            let data = json!({ "name": format!("{first} {last}"), "email": format!("{first}.{last}@school.example").to_lowercase() });
            let event = json!({ "type": "signup", "identity": { "id": format!("student{n}"), "data": data },
                "fingerprint": format!("{n:032x}"), "ip": "198.51.100.7" });
            app.server(&app.acme).post("/api/events", event).await.expect(200);
            app.pass(20_000);
        }
        for (n, (first, last)) in STUDENTS.into_iter().take(8).enumerate() {
            app.pass(2 * DAY);
            let namesake = json!({ "name": "Wei Li", "email": format!("liwei{}@gmail.com", n * 97 + 13) });
            let owner = json!({ "name": format!("{last} {first}son"), "email": format!("{last}{n}@gmail.com") });
            let phone = json!({ "userAgent": "Mozilla/5.0 (iPhone)", "platform": "iPhone" });
            let mut event = json!({ "type": "signup", "identity": { "id": format!("namesake{n}"), "data": namesake },
                "fingerprint": format!("{:032x}", 100 + n), "ip": format!("203.113.{n}.7") });
            app.server(&app.acme).post("/api/events", event.clone()).await.expect(200);
            event["identity"] = json!({ "id": format!("owner{n}"), "data": owner });
            event["ip"] = format!("203.114.{n}.7").into();
            event["fingerprint"] = Value::Null;
            event["device"] = phone;
            app.server(&app.acme).post("/api/events", event).await.expect(200);
        }
        app.drain().await;
        let students = (0..STUDENTS.len()).map(|n| format!("student{n}"));
        let others = (0..8).flat_map(|n| [format!("namesake{n}"), format!("owner{n}")]);
        for id in students.chain(others) {
            for category in ["authenticityScore", "uniquenessScore"] {
                let value = points(&app, &id, category).await;
                assert!(value >= 50, "{id}: {category} {value}");
            }
            let found = links(&app, &id).await;
            assert!(!found.iter().any(|link| link["value"].as_f64().unwrap() >= 0.5), "{id}: {found:?}");
        }
    }
}

const STUDENTS: [(&str, &str); 18] = [
    ("Aylin", "Kaya"),
    ("Ben", "Schuster"),
    ("Clara", "Dietz"),
    ("Deniz", "Aksoy"),
    ("Emma", "Vogt"),
    ("Finn", "Harms"),
    ("Greta", "Lindner"),
    ("Hugo", "Petersen"),
    ("Ida", "Brandt"),
    ("Jonas", "Reuter"),
    ("Karla", "Stein"),
    ("Levi", "Noack"),
    ("Mila", "Voss"),
    ("Nils", "Ebert"),
    ("Olga", "Petrova"),
    ("Paul", "Winter"),
    ("Romy", "Haas"),
    ("Sami", "Haddad"),
];
