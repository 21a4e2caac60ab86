//! `GET /stream`: what happens in the account, as it happens (server-sent events).

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use app::types::event::Event as WireEvent;
use app::types::stream::StreamMessage;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::stream::{self, StreamExt};
use serde::Deserialize;
use tokio::sync::{broadcast, watch};
use tokio::time::Instant;
use utoipa::IntoParams;

use crate::auth::callers::{AccountCaller, Shown, member, secret_credential, shown};
use crate::domain::live::{Listener, LiveMessage};
use crate::error::Error;
use crate::http::extract::page::{QueryString, filled};
use crate::state::AppState;
use crate::store::StoreError;

const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// How often the reader's right to read is checked again.
const CHECK_AGAIN: Duration = Duration::from_secs(15);
/// Events read back at a time for a reader that comes back.
const REPLAY: u64 = 500;

/// Which events to send; everything else always comes.
#[derive(Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StreamQuery {
    /// Events of this identity.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    identity: Option<String>,
    /// Events on the device with this fingerprint.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    device: Option<String>,
    /// Part of the event name, the address, or the id or name of the identity.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    term: Option<String>,
}

/// Opens the stream; `Last-Event-ID` resumes it.
#[utoipa::path(
    get,
    path = "/stream",
    params(StreamQuery, ("Last-Event-ID" = Option<i64>, Header, description = "Number of the last event that was seen; what was stored since comes first")),
    responses((status = 200, description = "Messages, one JSON document on each `data:` line", body = StreamMessage, content_type = "text/event-stream"))
)]
pub async fn open_stream(
    State(state): State<AppState>,
    caller: AccountCaller,
    headers: HeaderMap,
    QueryString(query): QueryString<StreamQuery>,
) -> Result<Response, Error> {
    let listener = state.live.listen(caller.account, caller.who.bucket());
    let listener = listener.ok_or(Error::TooManyRequests {
        retry_after: CHECK_AGAIN.as_secs(),
    })?;
    let reader = Reader::new(state, caller, headers, query, listener);
    let messages = stream::unfold(reader, Reader::next).map(Ok::<_, Infallible>);
    let keep_alive = KeepAlive::new().interval(KEEP_ALIVE);
    let unbuffered = [
        (
            HeaderName::from_static("x-accel-buffering"),
            HeaderValue::from_static("no"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((unbuffered, Sse::new(messages).keep_alive(keep_alive)).into_response())
}

impl StreamQuery {
    fn wants(&self, event: &WireEvent) -> bool {
        let identity = event.identity.as_ref();
        let same = |wanted: &Option<String>, found: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| found == Some(wanted))
        };
        let term = self.term.as_deref().map(str::to_lowercase);
        same(&self.identity, identity.map(|identity| identity.id.as_str()))
            && same(&self.device, event.fingerprint.as_deref())
            && term.is_none_or(|term| {
                let texts = [
                    Some(event.event_name.as_str()),
                    event.ip.as_deref(),
                    identity.map(|identity| identity.id.as_str()),
                    identity.map(|identity| identity.label.as_str()),
                ];
                texts
                    .into_iter()
                    .flatten()
                    .any(|text| text.to_lowercase().contains(&term))
            })
    }
}

struct Reader {
    state: AppState,
    caller: AccountCaller,
    headers: HeaderMap,
    query: StreamQuery,
    live: Listener,
    stopping: watch::Receiver<bool>,
    /// Whether there may still be stored events that the reader has not seen.
    catching_up: bool,
    /// The last event that was read back.
    read_to: i64,
    missed: VecDeque<(i64, WireEvent)>,
    checked_at: Instant,
}

/// There is nothing more to read.
struct Ended;

impl Reader {
    /// `live` listens already, before what was missed is read, so that nothing falls between.
    fn new(
        state: AppState,
        caller: AccountCaller,
        headers: HeaderMap,
        query: StreamQuery,
        live: Listener,
    ) -> Self {
        let last_seen = headers
            .get("last-event-id")
            .and_then(|id| id.to_str().ok()?.parse().ok());
        Self {
            live,
            stopping: state.stopping.subscribe(),
            state,
            caller,
            headers,
            query,
            catching_up: last_seen.is_some(),
            read_to: last_seen.unwrap_or(i64::MIN),
            missed: VecDeque::new(),
            checked_at: Instant::now(),
        }
    }

    async fn next(mut self) -> Option<(Event, Self)> {
        loop {
            if self.checked_at.elapsed() >= CHECK_AGAIN {
                if !self.may_still_read().await {
                    return None;
                }
                self.checked_at = Instant::now();
            }
            match self.next_missed().await {
                Ok(Some(event)) => return Some((event, self)),
                Ok(None) => {}
                // A gap must not look like silence: the reader comes back and resumes.
                Err(error) => {
                    tracing::warn!(%error, "could not read back what a reader missed");
                    return None;
                }
            }
            match self.next_live().await {
                Ok(Some(event)) => return Some((event, self)),
                Ok(None) => {}
                Err(Ended) => return None,
            }
        }
    }

    /// What happens next, unless nothing does for a while or the reader does not want it.
    async fn next_live(&mut self) -> Result<Option<Event>, Ended> {
        let received = tokio::select! {
            received = tokio::time::timeout(CHECK_AGAIN, self.live.messages.recv()) => received,
            _ = self.stopping.wait_for(|stopping| *stopping) => return Err(Ended),
        };
        match received {
            Err(_) => Ok(None),
            Ok(Ok(live)) => Ok(self.select(&live)),
            Ok(Err(broadcast::error::RecvError::Lagged(missed))) => {
                Ok(Some(message(None, &StreamMessage::Missed(missed))))
            }
            Ok(Err(broadcast::error::RecvError::Closed)) => Err(Ended),
        }
    }

    /// The next event from before the reader came back, page by page.
    async fn next_missed(&mut self) -> Result<Option<Event>, StoreError> {
        loop {
            while let Some((seq, event)) = self.missed.pop_front() {
                if self.query.wants(&event) {
                    return Ok(Some(message(Some(seq), &StreamMessage::Event(Box::new(event)))));
                }
            }
            if !self.catching_up {
                return Ok(None);
            }
            let page = self
                .state
                .database
                .account(self.caller.account)
                .events_after(self.read_to, REPLAY)
                .await?;
            self.missed = page.into();
            self.catching_up = !self.missed.is_empty();
            self.read_to = self.missed.back().map_or(self.read_to, |(seq, _)| *seq);
        }
    }

    fn select(&self, live: &LiveMessage) -> Option<Event> {
        let repeated = live.seq.is_some_and(|seq| seq <= self.read_to);
        let unwanted = matches!(&*live.message, StreamMessage::Event(event) if !self.query.wants(event));
        if repeated || unwanted {
            return None;
        }
        Some(message(live.seq, &live.message))
    }

    /// A key may have been revoked, a member signed out.
    async fn may_still_read(&self) -> bool {
        let account = match shown(&self.headers, self.state.is_https()) {
            Ok(Shown::Secret(key)) => secret_credential(&self.state, None, &key)
                .await
                .map(|credential| credential.account),
            Ok(Shown::Token { token, .. }) => member(&self.state, &token).await.map(|member| member.account),
            _ => return false,
        };
        account.is_ok_and(|account| account == self.caller.account)
    }
}

/// One message: its JSON is a single line, so that no text in it can look like another field.
fn message(seq: Option<i64>, message: &StreamMessage) -> Event {
    let name = match message {
        StreamMessage::Event(_) => "event",
        StreamMessage::Scored(_) => "scored",
        StreamMessage::Escalation(_) => "escalation",
        StreamMessage::Reviewed(_) => "reviewed",
        StreamMessage::Rejected(_) => "rejected",
        StreamMessage::Missed(_) => "missed",
    };
    let event = Event::default()
        .event(name)
        .data(serde_json::to_string(message).unwrap_or_default());
    match seq {
        Some(seq) => event.id(seq.to_string()),
        None => event,
    }
}
