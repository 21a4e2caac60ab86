//! Refused requests, counted for the customer who wonders why nothing arrives.

use std::collections::{BTreeMap, BTreeSet};

use app::types::rejection::Rejection;
use app::types::stream::StreamMessage;
use app::types::time::Timestamp;
use tokio::sync::mpsc;

use super::live::Live;
use crate::store::StoreError;
use crate::store::database::Database;
use crate::store::scope::AccountId;

/// Refusals that may wait to be counted; a flood beyond that is counted in part.
const PENDING: usize = 1_024;

/// Where refusals are reported.
#[derive(Clone)]
pub struct Rejections {
    sender: mpsc::Sender<(AccountId, Rejection)>,
}

impl Rejections {
    /// Starts the task that counts.
    pub fn start(database: Database, live: Live) -> Self {
        let (sender, reported) = mpsc::channel(PENDING);
        tokio::spawn(count(database, live, reported));
        Self { sender }
    }

    /// Reports a refusal. Never waits: refusing must stay cheap.
    pub fn report(&self, account: AccountId, code: &str, message: String, origin: Option<String>, at: i64) {
        let at = Timestamp::from_millis(at);
        let rejection = Rejection {
            code: code.to_owned(),
            message,
            origin,
            count: 1,
            first_at: at,
            last_at: at,
        };
        let _ = self.sender.try_send((account, rejection));
    }
}

async fn count(database: Database, live: Live, mut reported: mpsc::Receiver<(AccountId, Rejection)>) {
    let mut batch = Vec::new();
    while reported.recv_many(&mut batch, PENDING).await > 0 {
        let mut counted: BTreeMap<(AccountId, String, Option<String>), Rejection> = BTreeMap::new();
        for (account, rejection) in batch.drain(..) {
            let key = (account, rejection.code.clone(), rejection.origin.clone());
            match counted.get_mut(&key) {
                Some(known) => {
                    known.count += 1;
                    known.last_at = rejection.last_at;
                    known.message = rejection.message;
                }
                None => {
                    counted.insert(key, rejection);
                }
            }
        }
        if let Err(error) = write(&database, &counted).await {
            tracing::warn!(%error, "could not count refused requests");
        }
        for ((account, _, _), rejection) in counted {
            live.announce(account, StreamMessage::Rejected(rejection));
        }
    }
}

async fn write(
    database: &Database,
    counted: &BTreeMap<(AccountId, String, Option<String>), Rejection>,
) -> Result<(), StoreError> {
    let transaction = database.begin().await?;
    for ((account, _, _), rejection) in counted {
        transaction.account(*account).count_rejection(rejection).await?;
    }
    let accounts: BTreeSet<AccountId> = counted.keys().map(|(account, _, _)| *account).collect();
    for account in accounts {
        transaction.account(account).trim_rejections().await?;
    }
    transaction.commit().await
}
