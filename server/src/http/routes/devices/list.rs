//! `GET /devices`.

use app::types::device::Device;
use app::types::page::Page;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::page::{PageOf, QueryString, SortField, filled};
use crate::state::AppState;
use crate::store::devices::DeviceSort;

/// Filters.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DeviceQuery {
    /// Used by this identity.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    identity: Option<String>,
    /// Part of the fingerprint, address, place or user agent.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    term: Option<String>,
}

impl SortField for DeviceSort {
    const FIELDS: &'static [(&'static str, Self)] = &[
        ("lastSeenAt", Self::LastSeenAt),
        ("firstSeenAt", Self::FirstSeenAt),
        ("country", Self::Country),
    ];
}

/// One page of devices, last seen first unless told.
#[utoipa::path(
    get,
    path = "/devices",
    params(DeviceQuery, PageOf<DeviceSort>),
    responses((status = 200, description = "One page", body = Page<Device>))
)]
pub async fn list_devices(
    State(state): State<AppState>,
    caller: AccountCaller,
    QueryString(query): QueryString<DeviceQuery>,
    PageOf(page): PageOf<DeviceSort>,
) -> Result<Json<Page<Device>>, Error> {
    let store = state.database.account(caller.account);
    Ok(Json(
        store
            .devices(query.identity.as_deref(), query.term.as_deref(), &page)
            .await?,
    ))
}
