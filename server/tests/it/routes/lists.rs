//! Pages of lists: by number and by cursor.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::app::{NOW, TestApp};
use crate::support::builders::{BOT, NEW, SLOW};
use crate::support::client::Client;
use crate::support::on_both_databases;

/// Twelve people with few different times and scores, of whom three were never scored.
async fn populate(app: &TestApp) -> Client {
    let server = app.server(&app.acme);
    for number in 0..12 {
        if number == 9 {
            app.drain().await;
        }
        let event = |step: i64| {
            json!({
                "id": format!("e{number}-{step}"), "type": if step == 0 { "login" } else { "Page_View" },
                "identity": { "id": format!("user_{number}"), "data": { "name": format!("Person {number}"),
                    "email": if number % 2 == 0 { "asdf@mailinator.com" } else { "ada@example.com" } } },
                "groups": [{ "id": format!("g{}", number % 2), "data": { "name": format!("Labs {}", number % 2) } }, { "type": "team", "id": "g1" }],
                "fingerprint": format!("{:032x}", number % 5), "ip": format!("203.0.113.{number}"),
                "session": format!("00000000-0000-4000-8000-00000000000{}", number % 3),
                "timestamp": NOW - step * 1000 * (number % 2),
            })
        };
        let mut events = vec![event(0), event(1), event(2)];
        for event in &mut events {
            let at: i64 = event["timestamp"].as_i64().unwrap();
            event["timestamp"] = json!(app::types::time::Timestamp::from_millis(at).to_string());
        }
        server
            .post("/api/events", json!({ "events": events }))
            .await
            .expect(200);
    }
    server
}

/// One escalation about each of them, a third of which wait.
async fn raise(app: &TestApp) {
    for number in 0..12 {
        app.pass(1_000 * (number % 2));
        let rule = [BOT, NEW, SLOW][usize::try_from(number % 3).unwrap()];
        app.escalate(&app.acme, &format!("user_{number}"), rule)
            .await
            .unwrap();
    }
}

fn key(row: &Value) -> String {
    let key = row
        .get("fingerprint")
        .filter(|_| row.get("identityCount").is_some());
    // Groups of two types may have the same id.
    format!("{} {}", row["type"], key.unwrap_or(&row["id"]))
}

/// Every row, page by page, as the page's number tells.
async fn by_number(client: &Client, list: &str) -> Vec<Value> {
    let mut rows = Vec::new();
    for number in 0.. {
        let page = client
            .get(&format!("{list}&pageSize=5&pageNumber={number}"))
            .await
            .expect(200)
            .json();
        assert_eq!(page["first"], number == 0, "{list}");
        rows.extend(page["content"].as_array().unwrap().clone());
        if page["last"] == true {
            assert_eq!(page["totalElements"], rows.len(), "{list}");
            assert!(page.get("nextCursor").is_none(), "{page}");
            break;
        }
    }
    rows
}

/// Every row, page by page, as the cursor tells.
async fn by_cursor(client: &Client, list: &str) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = client
            .get(&format!("{list}&pageSize=5&cursor={cursor}"))
            .await
            .expect(200)
            .json();
        assert_eq!(page["pageNumber"], rows.len() / 5, "{list}");
        rows.extend(page["content"].as_array().unwrap().clone());
        match page["nextCursor"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => break,
        }
    }
    rows
}

/// Lists with their filters, and how many rows each has.
const LISTS: [(&str, usize); 48] = [
    ("/api/events?", 36),
    ("/api/events?type=Page_View", 24),
    ("/api/events?identity=user_3", 3),
    ("/api/events?device=00000000000000000000000000000001", 9),
    ("/api/events?session=00000000-0000-4000-8000-000000000001", 12),
    ("/api/events?group=g0", 18),
    ("/api/events?group=g1", 36),
    ("/api/events?group=g1&groupType=organization&type=login", 6),
    ("/api/events?groupType=team&identity=user_2", 3),
    ("/api/events?term=page_v", 24),
    ("/api/events?term=gi", 12),
    ("/api/events?term=203.0.113.", 36),
    ("/api/events?term=203.0.113.1", 9),
    ("/api/events?term=user_1&type=login", 3),
    ("/api/events?term=mailinator", 18),
    ("/api/events?from=2026-11-20T11:59:59.000Z", 30),
    ("/api/events?to=2026-11-20T11:59:59.999Z", 12),
    ("/api/events?from=2026-11-20T11:59:59.000Z&type=Page_View", 18),
    ("/api/events?from=2026-11-20T12:00:00.001Z", 0),
    ("/api/identities?", 12),
    ("/api/identities?term=user_1", 3),
    ("/api/identities?term=PERSON", 12),
    ("/api/identities?term=pe", 12),
    ("/api/identities?term=er", 0),
    ("/api/identities?group=g1&groupType=organization", 6),
    ("/api/identities?groupType=team&term=mailinator", 6),
    // Three who used it, and three who were told to be in a session that began on it.
    ("/api/identities?device=00000000000000000000000000000001", 6),
    ("/api/identities?disregarded=false", 12),
    (
        "/api/identities?authenticityMax=39&humanityMin=0&authenticityMin=0",
        0,
    ),
    ("/api/devices?", 5),
    ("/api/devices?identity=user_3", 2),
    ("/api/devices?term=203.0.113.1", 2),
    ("/api/groups?", 3),
    ("/api/groups?type=organization", 2),
    ("/api/groups?identity=user_3", 2),
    ("/api/groups?identity=user_3&type=team", 1),
    ("/api/groups?term=labs", 2),
    ("/api/groups?term=g", 3),
    ("/api/groups?term=LABS+1&type=organization", 1),
    ("/api/groups?term=abs&type=team", 0),
    ("/api/escalations?", 8),
    ("/api/escalations?status=OPEN", 8),
    ("/api/escalations?status=PENDING", 4),
    ("/api/escalations?severity=CRITICAL", 4),
    ("/api/escalations?rule=bot&status=open", 4),
    ("/api/escalations?rule=7", 4),
    ("/api/escalations?identity=user_3&severity=CRITICAL", 1),
    ("/api/escalations?identity=nobody", 0),
];

const SORTS: [(&str, &[&str]); 5] = [
    ("/api/events", &["timestamp", "eventName"]),
    (
        "/api/identities",
        &[
            "lastTrackedAt",
            "createdAt",
            "lastScoredAt",
            "humanityScore",
            "authenticityScore",
        ],
    ),
    ("/api/devices", &["lastSeenAt", "firstSeenAt", "country"]),
    ("/api/groups", &["lastTrackedAt", "displayName"]),
    ("/api/escalations", &["openedAt", "severity"]),
];

on_both_databases! {
    /// Numbers and cursors lead through the same rows, each once, however many are alike or have no value; rows
    /// without a value come last in both directions.
    async fn numbers_and_cursors_agree(app) {
        let server = populate(&app).await;
        raise(&app).await;
        for (list, sorts) in SORTS {
            for (filter, expected) in LISTS.into_iter().filter(|(filter, _)| filter.starts_with(list)) {
                for sort in sorts {
                    let mut walks = Vec::new();
                    for order in ["ASC", "DESC"] {
                        let path = format!("{filter}&sort={sort}&order={order}");
                        let numbered = by_number(&server, &path).await;
                        let walked = by_cursor(&server, &path).await;
                        let ids: Vec<String> = numbered.iter().map(key).collect();
                        assert_eq!(ids, walked.iter().map(key).collect::<Vec<_>>(), "{path}");
                        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{path}");
                        if !filter.contains("Max=") {
                            assert_eq!(ids.len(), expected, "{path}");
                        }
                        let field = if *sort == "eventName" { "eventName" } else { *sort };
                        let missing = numbered.iter().skip_while(|row| !row[field].is_null());
                        assert!(missing.into_iter().all(|row| row[field].is_null()), "{path}");
                        walks.push(numbered.into_iter().filter(|row| !row[field].is_null()).map(|row| key(&row)).collect::<Vec<_>>());
                    }
                    walks[1].reverse();
                    assert_eq!(walks[0], walks[1], "{filter} {sort}");
                }
            }
        }
    }
}

on_both_databases! {
    /// A cursor goes on behind the row it came from, whatever was added before it.
    async fn what_is_added_moves_no_cursor(app) {
        let server = populate(&app).await;
        let before: Vec<String> = by_cursor(&server, "/api/events?").await.iter().map(key).collect();
        let mut seen = Vec::new();
        let mut cursor = String::new();
        for step in 0.. {
            let page = server.get(&format!("/api/events?pageSize=7&cursor={cursor}")).await.expect(200).json();
            seen.extend(page["content"].as_array().unwrap().iter().map(key));
            let event = json!({ "id": format!("new{step}"), "type": "login", "identity": { "id": "late" } });
            server.post("/api/events", event).await.expect(200);
            let Some(next) = page["nextCursor"].as_str() else { break };
            cursor = next.to_owned();
        }
        assert_eq!(seen, before);
    }
}

on_both_databases! {
    /// A cursor belongs to its list, filters and order, and to nothing else.
    async fn cursors_are_not_exchanged(app) {
        let server = populate(&app).await;
        let page = server.get("/api/events?pageSize=2&type=login").await.expect(200).json();
        let cursor = page["nextCursor"].as_str().unwrap();
        server.get(&format!("/api/events?cursor={cursor}&type=login&pageSize=9&sort=timestamp&order=desc")).await.expect(200);
        for list in ["events?", "events?type=click&", "events?type=login&order=ASC&", "events?type=login&sort=eventName&", "identities?"] {
            let answer = server.get(&format!("/api/{list}cursor={cursor}")).await.expect(400).json();
            assert!(answer["message"].as_str().unwrap().starts_with("cursor: "), "{answer}");
        }
        for cursor in ["x", "bnVsbA", "W10", "%00", &"A".repeat(9000)] {
            server.get(&format!("/api/events?type=login&cursor={cursor}")).await.expect(400);
        }
    }
}

on_both_databases! {
    /// Signs that mean something to a database mean themselves.
    async fn terms_are_not_patterns(app) {
        let server = populate(&app).await;
        let odd = "100%_\"done\" AND * (x)\\";
        server.post("/api/events", json!({ "type": "login", "identity": { "id": "odd", "data": { "name": odd } } })).await.expect(200);
        for (term, found) in [("100%25", 1), ("%25", 0), ("_0", 0), ("%5C", 0), ("100%25_%22done", 1), ("%22done%22+AND", 1), ("*+(x)", 1),
            ("OR", 0), ("NOT+odd", 0), ("0%25_", 1), ("p%25n", 0), ("user__", 0), ("%22%22", 0)] {
            for list in ["identities", "events"] {
                let page = server.get(&format!("/api/{list}?term={term}")).await.expect(200).json();
                assert_eq!(page["totalElements"], found, "{list} {term}");
            }
        }
    }
}

on_both_databases! {
    /// What the database counts by itself stays right when an account is erased and when names change.
    async fn counts_and_search_follow_changes(app) {
        let server = populate(&app).await;
        let rename = json!({ "attributes": { "name": "Zuse" } });
        server.patch("/api/identities/user_4", rename).await.expect(200);
        let total = async |path: &str| server.get(path).await.expect(200).json()["totalElements"].clone();
        assert_eq!(total("/api/identities?term=zuse").await, 1);
        assert_eq!(total("/api/identities?term=zu").await, 1);
        assert_eq!(total("/api/identities?term=person+4").await, 0);
        assert_eq!(total("/api/events?term=zuse").await, 3);
        let transaction = app.database.begin().await.unwrap();
        transaction.account(app.acme.id).erase_account().await.unwrap();
        transaction.commit().await.unwrap();
        let store = app.database.account(app.acme.id);
        assert_eq!(store.identity_number("user_4").await.unwrap(), None);
    }
}
