//! The live feed: what just happened, for whoever is looking.

use std::sync::Arc;

use app::types::stream::StreamMessage;
use tokio::sync::{broadcast, mpsc};

use crate::store::database::Database;
use crate::store::scope::AccountId;

/// Messages kept for a reader that falls behind; then it is told how many it missed.
const BACKLOG: usize = 1_024;
/// Batches waiting to be read back and published.
const PENDING_BATCHES: usize = 256;

/// One message for the readers of one account.
#[derive(Clone, Debug)]
pub struct LiveMessage {
    /// Whose it is.
    pub account: AccountId,
    /// Number of the event, when it is one: where a reader can resume.
    pub seq: Option<i64>,
    /// What happened.
    pub message: Arc<StreamMessage>,
}

/// Where things that happen are announced.
#[derive(Clone)]
pub struct Live {
    sender: broadcast::Sender<LiveMessage>,
    stored: mpsc::Sender<(AccountId, Vec<i64>)>,
}

impl Live {
    /// Starts the task that reads stored events back and announces them.
    pub fn start(database: Database) -> Self {
        let (sender, _) = broadcast::channel(BACKLOG);
        let (stored, batches) = mpsc::channel(PENDING_BATCHES);
        tokio::spawn(announce(database, batches, sender.clone()));
        Self { sender, stored }
    }

    /// Begins to listen.
    pub fn listen(&self) -> broadcast::Receiver<LiveMessage> {
        self.sender.subscribe()
    }

    /// Announces events that were stored. Nobody waits for it, and nobody pays when nobody looks.
    pub fn events_stored(&self, account: AccountId, seqs: Vec<i64>) {
        if !self.has_listeners() {
            return;
        }
        let missed = seqs.len() as u64;
        if self.stored.try_send((account, seqs)).is_err() {
            self.announce(account, StreamMessage::Missed(missed));
        }
    }

    /// Announces anything else.
    pub fn announce(&self, account: AccountId, message: StreamMessage) {
        // Fails only when nobody listens.
        let _ = self.sender.send(LiveMessage {
            account,
            seq: None,
            message: Arc::new(message),
        });
    }

    /// Whether anybody looks.
    pub fn has_listeners(&self) -> bool {
        self.sender.receiver_count() > 0
    }
}

async fn announce(
    database: Database,
    mut batches: mpsc::Receiver<(AccountId, Vec<i64>)>,
    sender: broadcast::Sender<LiveMessage>,
) {
    while let Some((account, seqs)) = batches.recv().await {
        match database.account(account).events_by_seq(&seqs).await {
            Ok(events) => {
                for (seq, event) in events {
                    let message = Arc::new(StreamMessage::Event(Box::new(event)));
                    let _ = sender.send(LiveMessage {
                        account,
                        seq: Some(seq),
                        message,
                    });
                }
            }
            Err(error) => tracing::warn!(%error, "could not read events back for the live feed"),
        }
    }
}
