//! History from a file: read and checked beside the writer, stored in large transactions, each of which notes how far it
//! came.

mod checked;
pub mod chunks;
pub mod line;
pub mod refused;
pub mod resume;

use std::collections::{BTreeMap, HashSet};
use std::io::BufRead;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use self::checked::{Checked, read};
use self::chunks::Place;
use self::line::{Reading, Refusal};
use self::refused::{RefusedLine, RefusedLines};
use super::ingest::batch::{Charge, store_events};
use crate::clock::Clock;
use crate::geo::look_up::Geo;
use crate::jobs::analyze_identity;
use crate::store::StoreError;
use crate::store::database::Database;
use crate::store::imports::NotedImport;
use crate::store::ingest::NewEvent;
use crate::store::scope::AccountId;

/// When what an import has moved is scored though its end was never reached.
const SCORED_AT_LAST_MS: i64 = 15 * 60_000;
/// Identities queued in one transaction.
const QUEUED_AT_ONCE: usize = 5_000;
/// Tries of a transaction: another writer may be in the way for a moment.
const TRIES: usize = 3;
/// The least pause in which another process that waits for SQLite looks again.
const PAUSE: Duration = Duration::from_millis(120);

/// An import.
pub struct Import<'a> {
    /// Where to.
    pub database: &'a Database,
    /// Where addresses lie.
    pub geo: &'a Geo,
    /// Whose history it is.
    pub account: AccountId,
    /// The time.
    pub clock: Clock,
    /// Whether a refused line ends it.
    pub strict: bool,
    /// Whether another process writes to the same SQLite file at the moment, and is to be let in between.
    pub has_company: &'a (dyn Fn() -> bool + Sync),
    /// Turns true when it is asked to stop.
    pub stopping: watch::Receiver<bool>,
}

/// What is imported, and from where on.
pub struct Source {
    /// What follows.
    pub reader: Box<dyn BufRead + Send>,
    /// How much of it was read before.
    pub place: Place,
    /// What is noted of it so far; nothing of a stream, which cannot be read again.
    pub noted: Option<NotedImport>,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Lines looked at.
    pub lines: u64,
    /// Events that are new.
    pub stored: u64,
    /// Events that were stored before.
    pub repeated: u64,
    /// Lines that were refused.
    pub refused: u64,
    /// Lines that arrived before the line above them.
    pub out_of_order: u64,
    /// Whether it was asked to stop before its end.
    pub stopped: bool,
}

/// How an import ended.
pub struct Ended {
    /// What it did.
    pub done: Done,
    /// Whom it moved: all of them when an earlier run of it did not get as far as telling.
    moved: Moved,
    noted: Option<NotedImport>,
}

/// Identities that are to be scored.
#[derive(Default)]
struct Moved {
    known: HashSet<i64>,
    and_all_others: bool,
}

/// Why an import ended early.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file cannot be read or written.
    #[error("{0}")]
    File(#[from] std::io::Error),
    /// The database does not store.
    #[error("lines {from} to {to} could not be stored: {cause}")]
    Store {
        /// First line of the transaction.
        from: u64,
        /// Last line of the transaction.
        to: u64,
        /// Why.
        #[source]
        cause: StoreError,
    },
    /// A line is refused, and that was not to be.
    #[error("line {}: {}", .0.line, told(&.0.refusal))]
    Refused(RefusedLine),
    /// A line cannot be checked.
    #[error("the checks failed at line {0}")]
    Panicked(u64),
}

/// A refusal as one sentence.
pub fn told(refusal: &Refusal) -> String {
    match &refusal.field {
        Some(field) => format!("{field}: {}", refusal.reason),
        None => refusal.reason.clone(),
    }
}

impl Import<'_> {
    /// Imports what follows in `source`, lists what is refused, and tells after each transaction what was done so far
    /// and up to which byte.
    pub async fn run(
        &self,
        source: Source,
        refused: &mut RefusedLines,
        tell: &mut (dyn FnMut(&Done, u64) + Send),
    ) -> Result<Ended, ImportError> {
        let reading = Reading {
            now: self.clock.now(),
            sensitive_keys: self.sensitive_keys().await?,
        };
        let mut noted = source.noted;
        let mut moved = Moved {
            known: HashSet::new(),
            and_all_others: noted
                .as_ref()
                .is_some_and(|noted| noted.bytes > 0 && !noted.finished),
        };
        let mut queue = read(source.reader, source.place, reading);
        let (mut done, mut last_arrival) = (Done::default(), i64::MIN);
        let mut stopping = self.stopping.clone();
        loop {
            let next = tokio::select! {
                biased;
                Ok(_) = stopping.wait_for(|stopping| *stopping) => {
                    done.stopped = true;
                    break;
                }
                next = queue.recv() => next,
            };
            let Some(next) = next else { break };
            let (first, checking) = next?;
            let checked = checking.await.map_err(|_| ImportError::Panicked(first))?;
            if let Some(line) = checked.refused.first().filter(|_| self.strict) {
                return Err(ImportError::Refused(line.clone()));
            }
            for event in &checked.events {
                done.out_of_order += u64::from(event.received_at < last_arrival);
                last_arrival = last_arrival.max(event.received_at);
            }
            refused.add(&checked.refused)?;
            let began = Instant::now();
            let stored = self
                .store(&checked, noted.as_mut(), refused.bytes, &mut moved)
                .await?;
            done.lines += checked.lines;
            done.refused += checked.refused.len() as u64;
            done.stored += stored;
            done.repeated += checked.events.len() as u64 - stored;
            tell(&done, checked.end.map_or(0, |end| end.bytes));
            if (self.has_company)() {
                tokio::time::sleep(PAUSE.max(began.elapsed())).await;
            }
        }
        Ok(Ended { done, moved, noted })
    }

    /// Queues everybody whom an import moved, and notes that it has come to its end.
    pub async fn queue_scores(&self, ended: Ended) -> Result<(), StoreError> {
        let Ended { moved, noted, .. } = ended;
        let now = self.clock.now();
        let mut identities: Vec<i64> = moved.known.into_iter().collect();
        if moved.and_all_others {
            identities = self.database.account(self.account).regarded_identities().await?;
        }
        identities.sort_unstable();
        for identities in identities.chunks(QUEUED_AT_ONCE) {
            let transaction = self.database.begin().await?;
            let store = transaction.account(self.account);
            let identities = identities.iter().copied();
            store.enqueue(analyze_identity::KIND, identities, now).await?;
            transaction.commit().await?;
        }
        let transaction = self.database.begin().await?;
        let store = transaction.account(self.account);
        store.bring_forward(analyze_identity::KIND, now).await?;
        if let Some(noted) = noted.filter(|noted| noted.bytes > 0 && !noted.finished) {
            let finished = NotedImport {
                finished: true,
                ..noted
            };
            store.note_import(&finished, now).await?;
        }
        transaction.commit().await
    }

    async fn sensitive_keys(&self) -> Result<std::sync::Arc<BTreeMap<String, bool>>, ImportError> {
        let keys = self.database.account(self.account).sensitive_keys().await;
        let cause = |cause| ImportError::Store {
            from: 0,
            to: 0,
            cause,
        };
        keys.map(std::sync::Arc::new).map_err(cause)
    }

    /// Stores a chunk, and says how many of its events are new.
    async fn store(
        &self,
        checked: &Checked,
        noted: Option<&mut NotedImport>,
        refused_bytes: u64,
        moved: &mut Moved,
    ) -> Result<u64, ImportError> {
        // What cannot be noted is known by its events.
        let noted = noted.zip(checked.end.as_ref());
        let further = noted.as_ref().map(|(noted, end)| NotedImport {
            bytes: end.bytes,
            digest: end.digest(),
            lines: end.lines,
            refused: noted.refused + checked.refused.len() as u64,
            refused_bytes,
            finished: false,
            ..(**noted).clone()
        });
        let mut tries = 1;
        let (stored, further) = loop {
            match self
                .try_to_store(&checked.events, further.clone(), &mut moved.known)
                .await
            {
                Ok(stored) => break stored,
                Err(error) if tries < TRIES => {
                    tracing::warn!(%error, first = checked.first, "trying again to store lines");
                    tries += 1;
                }
                Err(cause) => {
                    return Err(ImportError::Store {
                        from: checked.first,
                        to: checked.first + checked.lines.saturating_sub(1),
                        cause,
                    });
                }
            }
        };
        if let (Some((noted, _)), Some(further)) = (noted, further) {
            *noted = further;
        }
        Ok(stored)
    }

    async fn try_to_store(
        &self,
        events: &[NewEvent],
        further: Option<NotedImport>,
        known: &mut HashSet<i64>,
    ) -> Result<(u64, Option<NotedImport>), StoreError> {
        let events: Vec<&NewEvent> = events.iter().collect();
        let now = self.clock.now();
        let transaction = self.database.begin().await?;
        let store = transaction.account(self.account);
        let done = store_events(&transaction, self.geo, self.account, &events, Charge::Nobody).await?;
        let stored = done.seqs.len() as u64;
        // Whoever was moved is queued in the end; for the case that there is no end, also when moved for the first time.
        let moved = done.acted.into_iter().chain(done.neighbours);
        let moved: Vec<i64> = moved.filter(|identity| !known.contains(identity)).collect();
        let last = now + SCORED_AT_LAST_MS;
        let queued = moved.iter().map(|identity| (*identity, last)).collect();
        store.enqueue_at(analyze_identity::KIND, queued).await?;
        let further = further.map(|further| NotedImport {
            stored: further.stored + stored,
            repeated: further.repeated + events.len() as u64 - stored,
            ..further
        });
        if let Some(further) = &further {
            store.note_import(further, now).await?;
        }
        transaction.commit().await?;
        known.extend(moved);
        Ok((stored, further))
    }
}
