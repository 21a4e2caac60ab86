//! History from a file: read and checked beside the writer, stored in large transactions, each of which notes how far it
//! came.

pub mod chunks;
pub mod line;
pub mod refused;
pub mod resume;

use std::collections::BTreeMap;
use std::io::BufRead;
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use self::chunks::{Chunk, Chunks, MAX_LINE_BYTES, Place};
use self::line::{Reading, Refusal};
use self::refused::{RefusedLine, RefusedLines};
use super::ingest::batch::{Charge, store_events};
use crate::clock::Clock;
use crate::jobs::analyze_identity;
use crate::store::StoreError;
use crate::store::database::Database;
use crate::store::imports::NotedImport;
use crate::store::ingest::NewEvent;
use crate::store::scope::AccountId;

/// Chunks that are read or checked ahead of the writer.
const AHEAD: usize = 2;
/// When what an import has moved is scored though its end was never reached.
const SCORED_AT_LAST_MS: i64 = 15 * 60_000;
/// Tries of a transaction: another writer may be in the way for a moment.
const TRIES: usize = 3;
/// The least pause in which another process that waits for SQLite looks again.
const PAUSE: Duration = Duration::from_millis(120);

/// The mark that some editors put before the first line.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// An import.
pub struct Import<'a> {
    /// Where to.
    pub database: &'a Database,
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

/// A chunk that was checked.
struct Checked {
    first: u64,
    lines: u64,
    events: Vec<NewEvent>,
    refused: Vec<RefusedLine>,
    end: Option<Place>,
}

type Queue = mpsc::Receiver<std::io::Result<(u64, JoinHandle<Checked>)>>;

impl Import<'_> {
    /// Imports what follows in `source`, lists what is refused, and tells after each transaction what was done so far
    /// and up to which byte.
    pub async fn run(
        &self,
        source: Source,
        refused: &mut RefusedLines,
        tell: &mut (dyn FnMut(&Done, u64) + Send),
    ) -> Result<Done, ImportError> {
        let reading = Reading {
            now: self.clock.now(),
            sensitive_keys: self.sensitive_keys().await?,
        };
        let mut noted = source.noted;
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
            let stored = self.store(&checked, noted.as_mut(), refused.bytes).await?;
            done.lines += checked.lines;
            done.refused += checked.refused.len() as u64;
            done.stored += stored;
            done.repeated += checked.events.len() as u64 - stored;
            tell(&done, checked.end.map_or(0, |end| end.bytes));
            if (self.has_company)() {
                tokio::time::sleep(PAUSE.max(began.elapsed())).await;
            }
        }
        Ok(done)
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
    ) -> Result<u64, ImportError> {
        // What cannot be noted is known by its events.
        let noted = noted.zip(checked.end.as_ref());
        let further = noted.as_ref().map(|(noted, end)| NotedImport {
            bytes: end.bytes,
            digest: end.digest(),
            lines: end.lines,
            refused: noted.refused + checked.refused.len() as u64,
            refused_bytes,
            ..(**noted).clone()
        });
        let mut tries = 1;
        let (stored, further) = loop {
            match self.try_to_store(&checked.events, further.clone()).await {
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
    ) -> Result<(u64, Option<NotedImport>), StoreError> {
        let events: Vec<&NewEvent> = events.iter().collect();
        let now = self.clock.now();
        let transaction = self.database.begin().await?;
        let store = transaction.account(self.account);
        let done = store_events(&transaction, self.account, &events, Charge::Nobody).await?;
        let stored = done.seqs.len() as u64;
        // Once, in the end; but also when there is no end.
        let moved = done.acted.into_iter().chain(done.neighbours);
        let moved = moved
            .map(|identity| (identity, now + SCORED_AT_LAST_MS))
            .collect();
        store.enqueue_at(analyze_identity::KIND, moved).await?;
        let further = further.map(|further| NotedImport {
            stored: further.stored + stored,
            repeated: further.repeated + events.len() as u64 - stored,
            ..further
        });
        if let Some(further) = &further {
            store.note_import(further, now).await?;
        }
        transaction.commit().await?;
        Ok((stored, further))
    }
}

/// Reads and checks chunks, in order, beside whoever takes them.
fn read(reader: Box<dyn BufRead + Send>, place: Place, reading: Reading) -> Queue {
    let (sender, queue) = mpsc::channel(AHEAD);
    let runtime = Handle::current();
    // A thread of its own: a pipe from which nothing comes must not keep the process from ending.
    std::thread::spawn(move || {
        let mut chunks = Chunks::new(reader, place);
        loop {
            let sent = match chunks.next() {
                Ok(Some(chunk)) => {
                    let (first, reading) = (chunk.first, reading.clone());
                    let checking = runtime.spawn_blocking(move || check(chunk, &reading));
                    sender.blocking_send(Ok((first, checking)))
                }
                Ok(None) => return,
                Err(error) => sender.blocking_send(Err(error)),
            };
            // Nobody takes them any more.
            if sent.is_err() {
                return;
            }
        }
    });
    queue
}

fn check(chunk: Chunk, reading: &Reading) -> Checked {
    let (mut events, mut refused, mut lines) = (Vec::new(), Vec::new(), 0);
    for (text, line) in chunk.lines().zip(chunk.first..) {
        lines += 1;
        let read = match text {
            Some([]) => continue,
            // Some editors mark the first line as UTF-8.
            Some(text) => line::read(text.strip_prefix(MARK).unwrap_or(text), reading),
            None => Err(Refusal {
                field: None,
                reason: format!("the line is larger than {} KB", MAX_LINE_BYTES >> 10),
            }),
        };
        match read {
            Ok(event) => events.push(event),
            Err(refusal) => refused.push(RefusedLine { line, refusal }),
        }
    }
    Checked {
        first: chunk.first,
        lines,
        events,
        refused,
        end: chunk.end,
    }
}
