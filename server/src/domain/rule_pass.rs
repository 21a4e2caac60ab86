//! Changed rules go through everybody, page by page.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use app::types::rule::RuleProgress;
use app::types::time::Timestamp;

use super::settle::{Settled, load_rules, settle};
use crate::jobs::settle_everyone;
use crate::store::StoreError;
use crate::store::database::{AccountTransaction, Database};
use crate::store::scope::AccountId;

/// Identities of one page: few enough that events wait for none of them for long.
const PAGE: usize = 250;
/// Identities settled between two looks at the clock.
const HANDFUL: usize = 10;
/// A page ends early when so much happened in it.
const CHANGES: usize = 500;
/// A page ends early when it has taken so long: the only writer of SQLite is held meanwhile.
const PATIENCE: Duration = Duration::from_millis(100);

/// Sends the rules through everybody, also when they are on their way.
pub async fn start(store: &AccountTransaction<'_>, now: i64) -> Result<(), StoreError> {
    let total = store.count_identities().await?;
    store.start_pass(total, now).await?;
    store.enqueue(settle_everyone::KIND, [0], now).await
}

/// Settles the next page. Says what happened, and whether that was the last one.
pub async fn step(store: &AccountTransaction<'_>, now: i64) -> Result<(Vec<Settled>, bool), StoreError> {
    // Whoever changes a rule waits here, and begins anew.
    let Some(mut pass) = store.lock_pass().await?.filter(|pass| pass.finished_at.is_none()) else {
        return Ok((Vec::new(), true));
    };
    let began = Instant::now();
    let mut page = store.regard_after(pass.after, PAGE as u64).await?;
    let rules = load_rules(store).await?;
    let is_last = page.len() < PAGE;
    let mut told = Vec::new();
    while !page.is_empty() && told.len() < CHANGES && began.elapsed() < PATIENCE {
        let rest = page.split_off(page.len().min(HANDFUL));
        pass.after = page.last().map_or(pass.after, |regarded| regarded.identity);
        pass.done += i64::try_from(page.len()).unwrap_or(0);
        told.extend(settle(store, &rules, page, &BTreeMap::new(), now).await?);
        page = rest;
    }
    let finished = is_last && page.is_empty();
    if finished {
        pass.finished_at = Some(now);
        store.purge_badge_rules(pass.started_at).await?;
        store.purge_escalation_rules(pass.started_at).await?;
    }
    store.save_pass(&pass).await?;
    Ok((told, finished))
}

/// How far the rules have come.
pub async fn progress(database: &Database, account: AccountId) -> Result<RuleProgress, StoreError> {
    let pass = database.account(account).pass().await?;
    Ok(RuleProgress {
        running: pass.is_some_and(|pass| pass.finished_at.is_none()),
        done: pass.map_or(0, |pass| pass.done),
        // People who came meanwhile are gone through too.
        total: pass.map_or(0, |pass| pass.total.max(pass.done)),
        started_at: pass.map(|pass| Timestamp::from_millis(pass.started_at)),
        finished_at: pass.and_then(|pass| pass.finished_at).map(Timestamp::from_millis),
    })
}
