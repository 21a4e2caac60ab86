//! Scores those again whom nothing has happened to for a while: what is known of the world around them moves on.

use std::time::Duration;

use tokio::sync::watch;

use super::analyze_identity;
use crate::clock::Clock;
use crate::store::StoreError;
use crate::store::database::Database;

/// How often it is looked who is due.
const PERIOD: Duration = Duration::from_secs(60);
const PERIOD_MS: i64 = 60_000;
/// Identities queued each time, of each account: few beside what a worker can do, so that a server that was off for a
/// month does not make up for it at once.
const AT_ONCE: u64 = 200;
const HOUR_MS: i64 = 3_600_000;

/// Queues those who are due, again and again until `stopping` turns true.
pub async fn run(database: Database, clock: Clock, after_hours: u32, mut stopping: watch::Receiver<bool>) {
    if after_hours == 0 {
        return;
    }
    while !*stopping.borrow() {
        if let Err(error) = queue_idle(&database, &clock, after_hours).await {
            tracing::error!(%error, "idle identities cannot be queued");
        }
        let _ = tokio::time::timeout(PERIOD, stopping.wait_for(|stopping| *stopping)).await;
    }
}

/// Queues those whose last cycle is longer ago, spread over the time until the next look, behind everybody who acts.
pub async fn queue_idle(database: &Database, clock: &Clock, after_hours: u32) -> Result<(), StoreError> {
    let now = clock.now();
    let until = now - i64::from(after_hours) * HOUR_MS;
    for account in database.system().accounts().await? {
        let idle = database
            .background(account)
            .idle_identities(until, AT_ONCE)
            .await?;
        if idle.is_empty() {
            continue;
        }
        let step = PERIOD_MS / i64::try_from(idle.len()).unwrap_or(1).max(1);
        let spread = idle
            .into_iter()
            .zip(0..)
            .map(|(identity, turn)| (identity, now + turn * step));
        let transaction = database.begin().await?;
        let store = transaction.account(account);
        store
            .enqueue_idle(analyze_identity::KIND, spread.collect())
            .await?;
        transaction.commit().await?;
    }
    Ok(())
}
