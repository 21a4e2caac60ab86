//! `PATCH /devices/{fingerprint}`.

use app::types::device::Device;
use app::types::ids::fingerprint::Fingerprint;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::callers::AccountCaller;
use crate::domain::disregard;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// What can be changed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DevicePatch {
    /// Link nobody, or link again.
    disregarded: bool,
}

/// Makes a device link nobody, or lets it link again.
#[utoipa::path(
    patch,
    path = "/devices/{fingerprint}",
    params(("fingerprint" = Fingerprint, Path, description = "Fingerprint of the device")),
    request_body(content = DevicePatch, example = json!({ "disregarded": false })),
    responses((status = 200, description = "The device as it is now", body = Device))
)]
pub async fn update_device(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(fingerprint): Id<String>,
    JsonBody(patch): JsonBody<DevicePatch>,
) -> Result<Json<Device>, Error> {
    let now = state.clock.now();
    disregard::device(
        &state.database,
        caller.account,
        &fingerprint,
        patch.disregarded,
        now,
    )
    .await?;
    state.work.notify_one();
    let device = state
        .database
        .account(caller.account)
        .device(&fingerprint)
        .await?;
    device.map(Json).ok_or(Error::NotFound)
}
