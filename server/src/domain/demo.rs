//! The example account: a month of life, made by the same path that real events take.

use std::sync::Arc;

use app::types::member::Role;
use serde_json::Value;

use super::demo_population;
use super::incoming::{self, Sender};
use super::ingest::store_batch;
use crate::error::{Error, OrInternal};
use crate::jobs::analyze_identity;
use crate::store::accounts::NewAccount;
use crate::store::database::Database;
use crate::store::ingest::{KeyKind, NewEvent};
use crate::store::scope::AccountId;

const NAME: &str = "Example shop";
/// Events of one transaction: small enough that others can write in between.
const CHUNK: usize = 500;

/// What was made.
pub struct Demo {
    /// The account.
    pub account: AccountId,
    /// Its short name.
    pub slug: String,
    /// Events in it.
    pub events: i64,
}

/// Makes an example account; `owner` may look at it.
pub async fn create(database: &Database, owner: Option<i64>, now: i64) -> Result<Demo, Error> {
    let transaction = database.begin().await?;
    let new = NewAccount {
        name: NAME.to_owned(),
        demo: true,
        monthly_event_limit: None,
    };
    let account = transaction.system().create_account(&new, now).await?;
    if let Some(owner) = owner {
        transaction
            .account(account)
            .add_member(owner, Role::Owner, now)
            .await?;
    }
    transaction.commit().await?;
    let lines = demo_population::events(now);
    let events = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    for chunk in lines.chunks(CHUNK) {
        let parsed: Result<Vec<NewEvent>, String> = chunk.iter().map(parse).collect();
        let parsed = parsed.or_internal("reading the example events")?;
        store_batch(database, account, &parsed, now).await?;
    }
    // Nobody should have to wait until an example has settled.
    let identities = database.account(account).regarded_identities().await?;
    let transaction = database.begin().await?;
    transaction
        .account(account)
        .enqueue(analyze_identity::KIND, identities, now)
        .await?;
    transaction.commit().await?;
    let described = database.account(account).describe(0).await?;
    Ok(Demo {
        account,
        slug: described.map(|account| account.slug).unwrap_or_default(),
        events,
    })
}

/// Reads one line of the import format.
fn parse(line: &Value) -> Result<NewEvent, String> {
    let text = |name: &str| line.get(name).and_then(Value::as_str).map(str::to_owned);
    let received_at = text("receivedAt").ok_or("receivedAt: is required")?;
    let received_at: app::types::time::Timestamp = received_at.parse()?;
    let key_kind = if text("key").as_deref() == Some("browser") {
        KeyKind::Browser
    } else {
        KeyKind::Server
    };
    let sender = Sender {
        key_kind,
        credential_id: None,
        signing_secret: None,
        ip: text("ip").and_then(|ip| ip.parse().ok()),
        user_agent: text("userAgent"),
        request: Value::Null,
        received_at: received_at.millis(),
        sensitive_keys: Arc::default(),
    };
    incoming::parse(line.clone(), &sender)
}
