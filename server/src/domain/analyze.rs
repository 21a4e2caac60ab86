//! One cycle: fold what is new, look around, score.

use std::net::IpAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};

use app::types::analysis::Score;
use app::types::event_kind::EventKind;
use serde_json::{Map, Value};

use super::interpretation::Interpretation;
use crate::clock::Clock;
use crate::scoring::engine;
use crate::scoring::event_fact::{EventFact, Source};
use crate::scoring::evidence::{Evidence, Profile};
use crate::scoring::history::{Format, History};
use crate::scoring::kinship::Kinship;
use crate::scoring::mapping::Mappings;
use crate::scoring::meanings::Meanings;
use crate::store::StoreError;
use crate::store::cycles::{FinishedCycle, Versions};
use crate::store::database::Database;
use crate::store::evidence::{FoldMark, FoldRow, StoredEvidence};
use crate::store::scope::AccountId;

/// Events read at a time while folding.
const FOLD_PAGE: u64 = 500;

/// A cycle that was worked out and is not stored yet.
pub struct Cycle {
    /// Whose it is.
    pub account: AccountId,
    /// Whom it is about.
    pub identity: i64,
    /// Under which keys others find it, where that is news.
    pub kinship: Option<Kinship>,
    scores: Vec<Score>,
    event_count: i64,
    device_count: i64,
    started_at: i64,
    finished_at: i64,
    history: String,
    meanings: String,
    mark: FoldMark,
    versions: Versions,
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
            meanings: self.meanings.clone(),
            mark: self.mark,
            versions: self.versions.clone(),
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
    interpretation: &Interpretation,
    clock: &Clock,
) -> Result<Option<Cycle>, AnalyzeError> {
    let stored = database.account(account).evidence(identity).await?;
    work_out(database, account, (identity, stored), interpretation, clock).await
}

/// The same without what was folded before: from the first event.
pub async fn analyze_from_start(
    database: &Database,
    account: AccountId,
    identity: i64,
    interpretation: &Interpretation,
    clock: &Clock,
) -> Result<Option<Cycle>, AnalyzeError> {
    work_out(database, account, (identity, None), interpretation, clock).await
}

async fn work_out(
    database: &Database,
    account: AccountId,
    (identity, stored): (i64, Option<StoredEvidence>),
    interpretation: &Interpretation,
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
    let mappings = &interpretation.mappings;
    let Folded {
        history,
        mut meanings,
        mark,
    } = folded(database, account, (identity, stored), mappings).await?;
    let display = mappings.display(&state.data);
    meanings.read_as(&display);
    let profile = Profile {
        attributes: state.data,
        server_keys: state.server_keys,
        name: display.name,
        email: display.email,
        username: display.username,
        phone: display.phone,
        organization: display.organization,
        country: display.country,
    };
    let kinship = Kinship::of(&profile, &history);
    let surroundings = store
        .surroundings(identity, state.email_key.as_deref(), &kinship)
        .await?;
    let device_count = i64::try_from(surroundings.devices.len()).unwrap_or(i64::MAX);
    let is_news = store.kinship_of(identity).await? != kinship;
    let evidence = Evidence {
        as_of_ms: history.last_ms,
        overlay: interpretation
            .look_up(database, account, &profile, &history, &surroundings)
            .await?,
        profile,
        history,
        surroundings,
    };
    let scores =
        catch_unwind(AssertUnwindSafe(|| engine::analyze(&evidence))).map_err(|_| AnalyzeError::Panicked)?;
    Ok(Some(Cycle {
        account,
        identity,
        kinship: is_news.then_some(kinship),
        scores,
        event_count: evidence.history.event_count,
        device_count,
        started_at,
        finished_at: clock.now().max(started_at),
        history: serde_json::to_string(&evidence.history)
            .map_err(|error| StoreError::Json(error.to_string()))?,
        meanings: serde_json::to_string(&meanings).map_err(|error| StoreError::Json(error.to_string()))?,
        mark,
        versions: interpretation.versions(),
    }))
}

/// Folds what is new.
async fn folded(
    database: &Database,
    account: AccountId,
    (identity, stored): (i64, Option<StoredEvidence>),
    mappings: &Mappings,
) -> Result<Folded, StoreError> {
    let store = database.account(account);
    let mut folded = stored
        .and_then(|stored| usable(&stored, mappings))
        .unwrap_or_default();
    loop {
        let rows = store.events_to_fold(identity, folded.mark, FOLD_PAGE).await?;
        for row in &rows {
            let canonical = folded.meanings.of(&row.event_type, mappings);
            fold(&mut folded.history, row, canonical);
            folded.mark = row.mark;
        }
        if (rows.len() as u64) < FOLD_PAGE {
            return Ok(folded);
        }
    }
}

/// What is folded of an identity.
#[derive(Default)]
struct Folded {
    history: History,
    meanings: Meanings,
    mark: FoldMark,
}

/// Evidence that this version cannot read, or in which a name meant something else than it does now, is folded again
/// from the first event.
fn usable(stored: &StoredEvidence, mappings: &Mappings) -> Option<Folded> {
    let meanings = Meanings::read(&stored.meanings).filter(|meanings| meanings.hold(mappings))?;
    let history: History = serde_json::from_str(&stored.history).ok()?;
    (history.format == Format::default()).then_some(Folded {
        history,
        meanings,
        mark: stored.mark,
    })
}

fn fold(history: &mut History, row: &FoldRow, canonical: Option<EventKind>) {
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
        canonical,
        data: &data,
        identity_data: identity_data.as_ref(),
        fingerprint: row.fingerprint.as_deref(),
        device: device.as_ref(),
        session: row.session.as_deref(),
        ip: row.ip.as_deref().and_then(|ip| ip.parse::<IpAddr>().ok()),
        place: row.place.as_ref(),
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
