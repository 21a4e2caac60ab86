//! `GET /events`.

use app::types::event::Event;
use app::types::page::Page;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::page::{PageOf, QueryString, SortField, filled, parsed};
use crate::state::AppState;
use crate::store::events::{EventFilter, EventSort};

/// Filters.
#[derive(Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct EventQuery {
    /// Of this identity.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    identity: Option<String>,
    /// In the group with this id.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    group: Option<String>,
    /// In a group of this type.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<app::types::ids::group_type::GroupType>)]
    group_type: Option<String>,
    /// On the device with this fingerprint.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    device: Option<String>,
    /// In this session.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    session: Option<String>,
    /// Of this type.
    #[serde(default, rename = "type", deserialize_with = "filled")]
    #[param(max_length = 255)]
    event_type: Option<String>,
    /// Part of the event name, the address, or the id or name of the identity.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    term: Option<String>,
    /// Not before.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<app::types::time::Timestamp>)]
    from: Option<String>,
    /// Not after.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<app::types::time::Timestamp>)]
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
#[utoipa::path(
    get,
    path = "/events",
    params(EventQuery, PageOf<EventSort>),
    responses((status = 200, description = "One page", body = Page<Event>))
)]
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
