//! `PATCH /devices/{fingerprint}`.

use app::types::device::Device;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;

use crate::domain::disregard;
use crate::error::Error;
use crate::http::extract::callers::Investigator;
use crate::http::extract::id::Id;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// What can be changed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DevicePatch {
    disregarded: bool,
}

/// Makes a device link nobody, or lets it link again.
pub async fn update_device(
    State(state): State<AppState>,
    Investigator(caller): Investigator,
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
