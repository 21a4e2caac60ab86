//! One cycle: fold what is new, look around, score.

use std::net::IpAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};

use app::types::analysis::Score;
use serde_json::{Map, Value};

use super::mapping;
use crate::clock::Clock;
use crate::scoring::engine;
use crate::scoring::event_fact::{EventFact, Source};
use crate::scoring::evidence::{Evidence, Profile};
use crate::scoring::history::History;
use crate::store::StoreError;
use crate::store::cycles::FinishedCycle;
use crate::store::database::Database;
use crate::store::evidence::{FoldMark, FoldRow};
use crate::store::scope::AccountId;

/// Events read at a time while folding.
const FOLD_PAGE: u64 = 500;

/// A cycle that was worked out and is not stored yet.
pub struct Cycle {
    /// Whose it is.
    pub account: AccountId,
    /// Whom it is about.
    pub identity: i64,
    scores: Vec<Score>,
    event_count: i64,
    device_count: i64,
    started_at: i64,
    finished_at: i64,
    history: String,
    mark: FoldMark,
}

impl Cycle {
    /// As it is stored.
    pub fn finished(&self) -> FinishedCycle<'_> {
        FinishedCycle {
            identity: self.identity,
            scores: &self.scores,
            event_count: self.event_count,
            device_count: self.device_count,
            started_at: self.started_at,
            finished_at: self.finished_at,
            history: self.history.clone(),
            mark: self.mark,
        }
    }
}

/// Why a cycle could not be worked out.
#[derive(Debug, thiserror::Error)]
pub enum AnalyzeError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An analyzer failed.
    #[error("an analyzer panicked")]
    Panicked,
}

/// Works out a cycle over one identity; `None` when it is gone or left out of scoring.
pub async fn analyze(
    database: &Database,
    account: AccountId,
    identity: i64,
    clock: &Clock,
) -> Result<Option<Cycle>, AnalyzeError> {
    let started_at = clock.now();
    let store = database.background(account);
    let Some(state) = store.profile_of(identity).await? else {
        return Ok(None);
    };
    if state.disregarded {
        return Ok(None);
    }
    let (mut history, mut mark) = match store.evidence(identity).await? {
        // Evidence that this version cannot read is folded again from the first event.
        Some((text, mark)) => {
            serde_json::from_str(&text).map_or_else(|_| Default::default(), |read| (read, mark))
        }
        None => (History::default(), FoldMark::default()),
    };
    loop {
        let rows = store.events_to_fold(identity, mark, FOLD_PAGE).await?;
        for row in &rows {
            fold(&mut history, row);
            mark = row.mark;
        }
        if (rows.len() as u64) < FOLD_PAGE {
            break;
        }
    }
    let surroundings = store.surroundings(identity, state.email_key.as_deref()).await?;
    let device_count = i64::try_from(surroundings.devices.len()).unwrap_or(i64::MAX);
    let display = mapping::display(&state.data);
    let evidence = Evidence {
        as_of_ms: history.last_ms,
        profile: Profile {
            attributes: state.data,
            server_keys: state.server_keys,
            name: display.name,
            email: display.email,
            username: display.username,
        },
        history,
        surroundings,
    };
    let scores =
        catch_unwind(AssertUnwindSafe(|| engine::analyze(&evidence))).map_err(|_| AnalyzeError::Panicked)?;
    Ok(Some(Cycle {
        account,
        identity,
        scores,
        event_count: evidence.history.event_count,
        device_count,
        started_at,
        finished_at: clock.now().max(started_at),
        history: serde_json::to_string(&evidence.history)
            .map_err(|error| StoreError::Json(error.to_string()))?,
        mark,
    }))
}

fn fold(history: &mut History, row: &FoldRow) {
    let data: Map<String, Value> = read(&row.data);
    let identity_data: Option<Map<String, Value>> = row.identity_data.as_deref().map(read);
    let device: Option<Value> = row.device.as_deref().map(read);
    let interaction: Option<Value> = row.interaction.as_deref().map(read);
    history.fold(&EventFact {
        // The order of folding is not that of arrival: events can turn out to be somebody's later on.
        seq: history.last_seq + 1,
        at_ms: row.timestamp,
        received_at_ms: row.received_at,
        client_at_ms: row.client_timestamp,
        source: if row.from_browser {
            Source::Browser
        } else {
            Source::Server
        },
        event_type: &row.event_type,
        canonical: row.canonical_type.as_deref().and_then(|kind| kind.parse().ok()),
        data: &data,
        identity_data: identity_data.as_ref(),
        fingerprint: row.fingerprint.as_deref(),
        device: device.as_ref(),
        session: row.session.as_deref(),
        ip: row.ip.as_deref().and_then(|ip| ip.parse::<IpAddr>().ok()),
        user_agent: row.user_agent.as_deref(),
        url: row.url.as_deref(),
        interaction: interaction.as_ref(),
        fingerprint_mismatch: row.fingerprint_mismatch,
    });
}

/// Reads JSON that we wrote ourselves.
fn read<T: serde::de::DeserializeOwned + Default>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_default()
}
