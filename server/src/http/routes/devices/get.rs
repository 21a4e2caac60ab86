//! `GET /devices/{fingerprint}`: any device for the account, its own for a page.

use app::types::device::Device;
use app::types::ids::fingerprint::Fingerprint;
use axum::Json;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::callers::{AccountCaller, Shown, public_credential, shown};
use crate::auth::limits::{Caller, counted_address};
use crate::domain::own_device::{self, Visitor};
use crate::error::Error;
use crate::http::extract::client_address;
use crate::http::extract::event_submission::{Readable, check_page};
use crate::http::extract::id::Id;
use crate::http::extract::page::{QueryString, filled};
use crate::state::AppState;

/// What a page may add to say that the device is its own.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OwnDeviceQuery {
    /// The session that the page runs in; only for public keys.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    session: Option<String>,
}

/// One device.
#[utoipa::path(
    get,
    path = "/devices/{fingerprint}",
    params(("fingerprint" = Fingerprint, Path, description = "Fingerprint of the device"), OwnDeviceQuery),
    responses((status = 200, description = "The device", body = Device))
)]
pub async fn get_device(State(state): State<AppState>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let mut readable = Readable::default();
    let found = match shown(&parts.headers, state.is_https()) {
        Ok(Shown::Public(key)) => device_of_visitor(&state, &mut parts, &key, &mut readable).await,
        _ => any_device(&state, &mut parts).await,
    };
    let mut response = found.map(Json).into_response();
    readable.apply(&mut response);
    response
}

async fn any_device(state: &AppState, parts: &mut Parts) -> Result<Device, Error> {
    let caller = AccountCaller::from_request_parts(parts, state).await?;
    let Id(fingerprint) = Id::<String>::from_request_parts(parts, state).await?;
    // Of no use here, and checked all the same: what can be sent does not depend on the key.
    QueryString::<OwnDeviceQuery>::from_request_parts(parts, state).await?;
    state
        .database
        .account(caller.account)
        .device(&fingerprint)
        .await?
        .ok_or(Error::NotFound)
}

async fn device_of_visitor(
    state: &AppState,
    parts: &mut Parts,
    key: &str,
    readable: &mut Readable,
) -> Result<Device, Error> {
    readable.by_anyone();
    let address = client_address::of(&parts.extensions);
    let credential = public_credential(state, address, key).await?;
    check_page(&credential, &parts.headers).inspect_err(|_| readable.by_nobody())?;
    state
        .limits
        .api
        .take(&Caller::Page(credential.id, address.map(counted_address)))?;
    let Id(fingerprint) = Id::<String>::from_request_parts(parts, state).await?;
    let QueryString(query) = QueryString::<OwnDeviceQuery>::from_request_parts(parts, state).await?;
    let visitor = Visitor {
        ip: address.map(|ip| ip.to_string()),
        session: query.session,
    };
    let device = own_device::find(&state.database, credential.account, &fingerprint, &visitor).await?;
    device.ok_or(Error::NotFound)
}
