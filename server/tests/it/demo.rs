//! The example account.

use serde_json::{Value, json};
use server::jobs::analyze_identity;
use server::store::identities::{IdentityFilter, IdentitySort};
use server::store::page_query::PageQuery;
use server::store::scope::AccountId;

use crate::support::app::{NOW, TestApp};
use crate::support::client::{Answer, Client};

async fn example(app: &TestApp) -> AccountId {
    app.database.system().demo_accounts().await.unwrap()[0]
}

/// Every score and observation in the account, by identity.
async fn findings(app: &TestApp) -> Vec<(String, Value)> {
    let store = app.database.account(example(app).await);
    let mut all = Vec::new();
    for page_number in 0.. {
        let page = PageQuery {
            page_number,
            page_size: 100,
            sort: IdentitySort::CreatedAt,
            descending: false,
            cursor: None,
            list: 0,
        };
        let identities = store.identities(&IdentityFilter::default(), &page).await.unwrap();
        for identity in &identities.content {
            let number = store
                .identity_number(identity.id.as_str())
                .await
                .unwrap()
                .unwrap();
            let analysis = store.analysis(number, &identity.id, None).await.unwrap().unwrap();
            all.push((
                identity.id.to_string(),
                serde_json::to_value(&analysis.scores).unwrap(),
            ));
        }
        if identities.last {
            break;
        }
    }
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

async fn rebuild(app: &TestApp) {
    let account = example(app).await;
    let identities = app.database.account(account).regarded_identities().await.unwrap();
    let transaction = app.database.begin().await.unwrap();
    transaction.account(account).forget_evidence().await.unwrap();
    transaction
        .account(account)
        .enqueue(analyze_identity::KIND, identities, NOW)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    app.drain().await;
}

fn cookie(answer: &Answer) -> String {
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

/// The owner of an account, who has made an example and looks at it.
async fn visitor(app: &TestApp) -> Client {
    let made = app
        .owner(&app.acme)
        .post("/api/demo", json!({}))
        .await
        .expect(201);
    app.anyone()
        .header("cookie", &cookie(&made))
        .header("sec-fetch-site", "same-origin")
}

/// Every escalation of a rule: whom it is about, and when it opened.
async fn raised(visitor: &Client, rule: &Value) -> Vec<(Value, Value)> {
    let path = format!(
        "/api/escalations?rule={}&pageSize=100",
        rule["slug"].as_str().unwrap()
    );
    let page = visitor.get(&path).await.expect(200).json();
    assert_eq!(page["last"], true);
    let rows = page["content"].as_array().unwrap().iter();
    rows.map(|row| (row["identity"]["id"].clone(), row["openedAt"].clone()))
        .collect()
}

/// What a rule would have raised over the month is, escalation for escalation, what it raised while the month was lived
/// through.
async fn expect_honest_back_tests(visitor: &Client) {
    let rules = visitor.get("/api/escalation-rules").await.expect(200).json();
    assert_eq!(rules.as_array().unwrap().len(), 3);
    for rule in rules.as_array().unwrap() {
        let mut lived = raised(visitor, rule).await;
        let fields = [
            "name",
            "severity",
            "conditions",
            "openAfterSeconds",
            "closeAfterSeconds",
        ];
        let tried: Value = fields
            .iter()
            .map(|field| ((*field).to_owned(), rule[*field].clone()))
            .collect();
        let request = json!({ "rule": tried, "days": 30 });
        let test = visitor
            .post("/api/escalation-rules/actions/back-test", request)
            .await
            .expect(200)
            .json();
        let told = test["escalations"].as_array().unwrap().iter();
        let mut told: Vec<(Value, Value)> = told
            .map(|row| (row["identity"].clone(), row["openedAt"].clone()))
            .collect();
        for rows in [&mut lived, &mut told] {
            rows.sort_by_key(|(identity, at)| (at.to_string(), identity.to_string()));
        }
        assert!(!lived.is_empty(), "{rule}");
        assert_eq!(told, lived, "{rule}");
    }
}

/// The example scores the same, number for number, on both databases, and again when rebuilt from its raw events; and
/// back-tests tell the truth about it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_everywhere() {
    let (sqlite, postgres) = (TestApp::sqlite().await, TestApp::postgres().await);
    let (here, there) = futures::join!(visitor(&sqlite), visitor(&postgres));
    futures::join!(sqlite.drain(), postgres.drain());
    expect_honest_back_tests(&here).await;
    expect_honest_back_tests(&there).await;
    let lived = findings(&sqlite).await;
    assert!(lived.len() > 200);
    assert_eq!(lived, findings(&postgres).await);
    rebuild(&sqlite).await;
    assert_eq!(lived, findings(&sqlite).await);
}

/// One click makes it, another removes it and leaves nothing behind.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_click_in_and_one_click_out() {
    let app = TestApp::sqlite().await;
    let owner = app.owner(&app.acme);
    owner
        .send(axum::http::Method::DELETE, "/api/demo", None)
        .await
        .expect(409);
    let visitor = visitor(&app).await;
    visitor.post("/api/demo", json!({})).await.expect(409);
    let me = visitor.get("/api/auth/me").await.expect(200).json();
    assert_eq!(me["account"]["demo"], true);
    assert!(
        visitor.get("/api/identities").await.expect(200).json()["totalElements"]
            .as_u64()
            .unwrap()
            > 200
    );
    let gone = visitor
        .send(axum::http::Method::DELETE, "/api/demo", None)
        .await
        .expect(204);
    let cookie = cookie(&gone);
    let me = app
        .anyone()
        .header("cookie", &cookie)
        .get("/api/auth/me")
        .await
        .expect(200)
        .json();
    assert_eq!(me["account"]["slug"], "acme");
    assert_eq!(me["accounts"].as_array().unwrap().len(), 1);
    assert_eq!(app.database.system().demo_accounts().await.unwrap().len(), 0);
}
