//! Lives through days that are over: what happened is stored, scored and settled at its own time.

use std::collections::{BTreeMap, BTreeSet};

use super::analyze::analyze;
use super::ingest::batch::store_past;
use super::interpretation::Interpretation;
use super::note_kin::note_kin;
use super::settle::{Scored, Settled, load_rules, settle_once};
use crate::clock::Clock;
use crate::error::{Error, OrInternal};
use crate::geo::look_up::Geo;
use crate::store::database::Database;
use crate::store::ingest::NewEvent;
use crate::store::scope::AccountId;

/// What happens within so long of each other is scored together, once: nobody looks at the past by the minute.
const STEP_MS: i64 = 3 * 3_600_000;
/// Cycles of one transaction: small enough that others can write in between.
const CYCLES: usize = 100;

/// Something that rules did, and when.
pub struct Lived {
    /// The time.
    pub at: i64,
    /// What it was.
    pub settled: Settled,
}

/// Lives through events, oldest first. Deliveries are not made of it, and delays that end later are not waited for:
/// whoever is scored next is settled up to then.
pub async fn live_through(
    database: &Database,
    geo: &Geo,
    account: AccountId,
    events: &[NewEvent],
) -> Result<Vec<Lived>, Error> {
    let interpretation = Interpretation::load(database, account).await?;
    let mut lived = Vec::new();
    for step in events.chunk_by(|one, next| one.received_at / STEP_MS == next.received_at / STEP_MS) {
        let Some(at) = step.last().map(|event| event.received_at) else {
            continue;
        };
        let mut moved = store_past(database, geo, account, step).await?;
        // Who appeared is news to those who are like them; scored once more, they are news to nobody.
        while !moved.is_empty() {
            let mut kin = BTreeSet::new();
            for identities in moved.into_iter().collect::<Vec<_>>().chunks(CYCLES) {
                let (settled, met) = score(database, account, identities, &interpretation, at).await?;
                lived.extend(settled.into_iter().map(|settled| Lived { at, settled }));
                kin.extend(met);
            }
            moved = kin;
        }
    }
    Ok(lived)
}

/// Scores identities as of a time, stores their cycles, and settles what rules say of them; says also to whom they
/// are news.
async fn score(
    database: &Database,
    account: AccountId,
    identities: &[i64],
    interpretation: &Interpretation,
    at: i64,
) -> Result<(Vec<Settled>, BTreeSet<i64>), Error> {
    let clock = Clock::moved_by(move || at);
    let mut cycles = Vec::with_capacity(identities.len());
    for identity in identities {
        let cycle = analyze(database, account, *identity, interpretation, &clock).await;
        cycles.extend(cycle.or_internal("scoring the past")?);
    }
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    let scored_ones: BTreeSet<i64> = cycles.iter().map(|cycle| cycle.identity).collect();
    let regarded = store.regard(&scored_ones.into_iter().collect::<Vec<_>>()).await?;
    let kin = note_kin(&transaction, cycles.iter()).await?;
    let mut scored = BTreeMap::new();
    for cycle in &cycles {
        let finished = cycle.finished();
        if store.store_cycle(&finished).await?.is_some() {
            scored.insert(cycle.identity, Scored::new(finished.scores, at));
        }
    }
    let rules = load_rules(&store).await?;
    let (settled, _) = settle_once(&store, &rules, regarded, &scored, at).await?;
    transaction.commit().await?;
    Ok((settled, kin.into_values().flatten().collect()))
}
