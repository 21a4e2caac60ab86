//! `GET /events`.

use app::types::event::Event;
use app::types::page::Page;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::page::{PageOf, QueryString, SortField, filled, parsed};
use crate::state::AppState;
use crate::store::events::{EventFilter, EventSort};

/// Filters.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EventQuery {
    #[serde(default, deserialize_with = "filled")]
    identity: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    group: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    group_type: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    device: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    session: Option<String>,
    #[serde(default, rename = "type", deserialize_with = "filled")]
    event_type: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    term: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    from: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    to: Option<String>,
}

impl SortField for EventSort {
    const FIELDS: &'static [(&'static str, Self)] =
        &[("timestamp", Self::Timestamp), ("eventName", Self::EventName)];
}

impl TryFrom<EventQuery> for EventFilter {
    type Error = Error;

    fn try_from(query: EventQuery) -> Result<Self, Error> {
        Ok(Self {
            from: parsed("from", query.from)?,
            to: parsed("to", query.to)?,
            identity: query.identity,
            group: query.group,
            group_type: parsed("groupType", query.group_type)?,
            device: query.device,
            session: query.session,
            event_type: query.event_type,
            term: query.term,
        })
    }
}

/// One page of events, newest first unless told.
pub async fn list_events(
    State(state): State<AppState>,
    caller: AccountCaller,
    QueryString(query): QueryString<EventQuery>,
    PageOf(page): PageOf<EventSort>,
) -> Result<Json<Page<Event>>, Error> {
    let filter = EventFilter::try_from(query)?;
    Ok(Json(
        state
            .database
            .account(caller.account)
            .events(&filter, &page)
            .await?,
    ))
}
