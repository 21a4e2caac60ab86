//! The example account: a month of life, made by the same path that real events take.

use app::types::member::Role;

use super::import::line::{self, Reading};
use super::live_through::live_through;
use super::{demo_population, demo_rules};
use crate::error::{Error, OrInternal};
use crate::geo::look_up::Geo;
use crate::jobs::analyze_identity;
use crate::store::accounts::NewAccount;
use crate::store::database::Database;
use crate::store::ingest::NewEvent;
use crate::store::scope::AccountId;

const NAME: &str = "Example shop";
/// Events a month: plenty to try things out with, and too few to live on.
const EVENTS: i64 = 50_000;

/// What was made.
pub struct Demo {
    /// The account.
    pub account: AccountId,
    /// Its short name.
    pub slug: String,
    /// Events in it.
    pub events: i64,
}

/// Makes an example account, lived through with rules that were on all the time; `owner` may look at it in the end.
pub async fn create(database: &Database, owner: Option<i64>, now: i64) -> Result<Demo, Error> {
    let reading = Reading {
        now,
        ..Reading::default()
    };
    let lines = demo_population::events(now);
    let geo = Geo::of_examples(demo_population::places(&lines));
    let events: Result<Vec<NewEvent>, String> = lines
        .into_iter()
        .map(|line| line::event(line, &reading))
        .collect();
    let events = events.or_internal("reading the example events")?;
    let began_at = events.first().map_or(now, |event| event.received_at) - 1;
    let transaction = database.begin().await?;
    let new = NewAccount {
        name: NAME.to_owned(),
        demo: true,
        monthly_event_limit: Some(EVENTS),
    };
    let account = transaction.system().create_account(&new, began_at).await?;
    transaction.commit().await?;
    if let Err(error) = fill(database, &geo, (account, owner), &events, (began_at, now)).await {
        let transaction = database.begin().await?;
        transaction.account(account).erase_account().await?;
        transaction.commit().await?;
        return Err(error);
    }
    let described = database.account(account).describe(0).await?;
    Ok(Demo {
        account,
        slug: described.map(|account| account.slug).unwrap_or_default(),
        events: i64::try_from(events.len()).unwrap_or(i64::MAX),
    })
}

/// Lives through the month, and lets the owner in.
async fn fill(
    database: &Database,
    geo: &Geo,
    (account, owner): (AccountId, Option<i64>),
    events: &[NewEvent],
    (began_at, now): (i64, i64),
) -> Result<(), Error> {
    demo_rules::make(database, account, owner, began_at).await?;
    let lived = live_through(database, geo, account, events).await?;
    demo_rules::decide(database, (account, owner), &lived, now).await?;
    // What neighbours have changed since, and what time does.
    let identities = database.account(account).regarded_identities().await?;
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    store.enqueue(analyze_identity::KIND, identities, now).await?;
    if let Some(owner) = owner {
        store.add_member(owner, Role::Owner, now).await?;
    }
    transaction.commit().await?;
    Ok(())
}
