//! The live feed: what just happened, for whoever is looking. Each account has a channel of its own.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use app::types::stream::StreamMessage;
use tokio::sync::{broadcast, mpsc};

use crate::auth::limits::Caller;
use crate::config::Limits;
use crate::store::database::Database;
use crate::store::scope::AccountId;

/// Messages kept for a reader that falls behind; then it is told how many it missed.
const BACKLOG: usize = 1_024;
/// Batches of one account waiting to be read back and published.
const PENDING_BATCHES: usize = 256;

/// One message for the readers of an account.
#[derive(Clone, Debug)]
pub struct LiveMessage {
    /// Number of the event, when it is one: where a reader can resume.
    pub seq: Option<i64>,
    /// What happened.
    pub message: Arc<StreamMessage>,
}

/// Where things that happen are announced.
#[derive(Clone)]
pub struct Live(Arc<Inner>);

struct Inner {
    database: Database,
    readers_of_account: usize,
    readers_of_caller: usize,
    channels: Mutex<HashMap<AccountId, Channel>>,
}

/// The feed of an account, there for as long as somebody looks.
struct Channel {
    messages: broadcast::Sender<LiveMessage>,
    stored: mpsc::Sender<Vec<i64>>,
    readers: HashMap<Caller, usize>,
}

/// A reader's place; given back when dropped.
pub struct Listener {
    /// What happens from now on.
    pub messages: broadcast::Receiver<LiveMessage>,
    live: Live,
    account: AccountId,
    caller: Caller,
}

impl Live {
    /// A feed that nobody reads yet.
    pub fn new(database: Database, limits: &Limits) -> Self {
        Self(Arc::new(Inner {
            database,
            readers_of_account: limits.streams_per_account,
            readers_of_caller: limits.streams_per_caller,
            channels: Mutex::default(),
        }))
    }

    /// Begins to listen, unless too many do already.
    pub fn listen(&self, account: AccountId, caller: Caller) -> Option<Listener> {
        let mut channels = self.channels();
        let open = channels.get(&account).map_or(0, Channel::count);
        let own = channels
            .get(&account)
            .and_then(|channel| channel.readers.get(&caller));
        let own = own.copied().unwrap_or(0);
        if open >= self.0.readers_of_account || own >= self.0.readers_of_caller {
            return None;
        }
        let channel = channels
            .entry(account)
            .or_insert_with(|| Channel::open(self.0.database.clone(), account));
        *channel.readers.entry(caller).or_default() += 1;
        Some(Listener {
            messages: channel.messages.subscribe(),
            live: self.clone(),
            account,
            caller,
        })
    }

    /// Announces events that were stored. Nobody waits for it, and nobody pays when nobody looks.
    pub fn events_stored(&self, account: AccountId, seqs: Vec<i64>) {
        if let Some(channel) = self.channels().get(&account) {
            let missed = seqs.len() as u64;
            if channel.stored.try_send(seqs).is_err() {
                channel.announce(StreamMessage::Missed(missed));
            }
        }
    }

    /// Announces anything else.
    pub fn announce(&self, account: AccountId, message: StreamMessage) {
        if let Some(channel) = self.channels().get(&account) {
            channel.announce(message);
        }
    }

    /// Whether anybody looks at the account.
    pub fn has_listeners(&self, account: AccountId) -> bool {
        self.channels().contains_key(&account)
    }

    fn channels(&self) -> MutexGuard<'_, HashMap<AccountId, Channel>> {
        self.0.channels.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Channel {
    /// A channel, with the task that reads stored events back; it ends with the channel.
    fn open(database: Database, account: AccountId) -> Self {
        let (messages, _) = broadcast::channel(BACKLOG);
        let (stored, batches) = mpsc::channel(PENDING_BATCHES);
        tokio::spawn(announce(database, account, batches, messages.clone()));
        Self {
            messages,
            stored,
            readers: HashMap::new(),
        }
    }

    fn count(&self) -> usize {
        self.readers.values().sum()
    }

    fn announce(&self, message: StreamMessage) {
        // Fails only when nobody listens.
        let _ = self.messages.send(LiveMessage {
            seq: None,
            message: Arc::new(message),
        });
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut channels = self.live.channels();
        let Some(channel) = channels.get_mut(&self.account) else {
            return;
        };
        if let Some(count) = channel.readers.get_mut(&self.caller) {
            *count -= 1;
            if *count == 0 {
                channel.readers.remove(&self.caller);
            }
        }
        if channel.readers.is_empty() {
            channels.remove(&self.account);
        }
    }
}

async fn announce(
    database: Database,
    account: AccountId,
    mut batches: mpsc::Receiver<Vec<i64>>,
    messages: broadcast::Sender<LiveMessage>,
) {
    while let Some(seqs) = batches.recv().await {
        match database.background(account).events_by_seq(&seqs).await {
            Ok(events) => {
                for (seq, event) in events {
                    let message = Arc::new(StreamMessage::Event(Box::new(event)));
                    let _ = messages.send(LiveMessage {
                        seq: Some(seq),
                        message,
                    });
                }
            }
            Err(error) => {
                tracing::warn!(%error, "could not read events back for the live feed");
                let message = Arc::new(StreamMessage::Missed(seqs.len() as u64));
                let _ = messages.send(LiveMessage { seq: None, message });
            }
        }
    }
}
