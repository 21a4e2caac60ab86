//! `GET /deliveries`.

use app::types::channel::ChannelEvent;
use app::types::delivery::{Delivery, DeliveryStatus};
use app::types::page::Page;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::page::{PageOf, QueryString, SortField, filled, parsed};
use crate::state::AppState;
use crate::store::deliveries::{DeliveryFilter, DeliverySort};

/// Filters.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DeliveryQuery {
    /// Through this channel, by number or slug.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    channel: Option<String>,
    /// Standing there.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<DeliveryStatus>)]
    status: Option<String>,
    /// About this.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<ChannelEvent>)]
    event: Option<String>,
    /// About this identity.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    identity: Option<String>,
}

impl SortField for DeliverySort {
    const FIELDS: &'static [(&'static str, Self)] = &[("createdAt", Self::CreatedAt)];
}

/// One page of deliveries, newest first unless told. Those that came to an end are kept for 30 days.
#[utoipa::path(
    get,
    path = "/deliveries",
    params(DeliveryQuery, PageOf<DeliverySort>),
    responses((status = 200, description = "One page", body = Page<Delivery>))
)]
pub async fn list_deliveries(
    State(state): State<AppState>,
    caller: AccountCaller,
    QueryString(query): QueryString<DeliveryQuery>,
    PageOf(page): PageOf<DeliverySort>,
) -> Result<Json<Page<Delivery>>, Error> {
    let filter = DeliveryFilter {
        channel: query.channel,
        status: parsed("status", query.status)?,
        event: parsed("event", query.event)?,
        identity: query.identity,
    };
    let store = state.database.account(caller.account);
    Ok(Json(store.deliveries(&filter, &page).await?))
}
