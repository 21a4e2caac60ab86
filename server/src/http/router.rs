//! The table of contents: every route, top to bottom.

use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_MAX_AGE,
};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, patch, post};
use tower_http::catch_panic::CatchPanicLayer;

use super::dashboard::Dashboard;
use super::extract::client_address::find_client_address;
use super::files;
use super::middleware::request_id::give_request_id;
use super::middleware::security_headers::add_security_headers;
use super::middleware::sign_in_limit::sign_in_limit;
use super::routes::{
    auth, credentials, demo, devices, events, health, identities, overview, rejections, setup, stream,
};
use crate::error::Error;
use crate::state::AppState;

/// How long anything but a stream may take, once its body is there.
const PATIENCE: Duration = Duration::from_secs(15);

/// Everything that the server answers.
pub fn router(state: AppState) -> Router {
    let api = Router::new().nest("/api", api(&state));
    let dashboard = Dashboard::new(api.clone().with_state(state.clone()), files::dashboard_assets());
    api.route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .merge(files::router())
        .fallback_service(get(|request| dashboard.page(request)))
        .layer(from_fn_with_state(state.clone(), find_client_address))
        .layer(CatchPanicLayer::custom(|_| {
            Error::Internal {
                doing: "answering a request",
                cause: "a handler panicked".into(),
            }
            .into_response()
        }))
        .layer(from_fn_with_state(state.clone(), add_security_headers))
        .layer(from_fn(give_request_id))
        .with_state(state)
}

/// The JSON API.
fn api(state: &AppState) -> Router<AppState> {
    let patient = Router::new()
        .route("/stream", get(stream::open::open_stream))
        .route(
            "/demo",
            post(demo::create::create_demo).delete(demo::delete::delete_demo),
        );
    people()
        .merge(account(state))
        .layer(from_fn_with_state(state.clone(), time_out))
        .merge(patient)
        .fallback(async || Error::NotFound)
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
}

/// What is known of people: events, identities, devices.
fn people() -> Router<AppState> {
    Router::new()
        .route(
            "/events",
            post(events::create::create_event)
                .get(events::list::list_events)
                .options(preflight),
        )
        .route("/events/{id}", get(events::get::get_event))
        .route("/identities", get(identities::list::list_identities))
        .route(
            "/identities/{id}",
            get(identities::get::get_identity).patch(identities::update::update_identity),
        )
        .route(
            "/identities/{id}/scores",
            get(identities::list_scores::list_scores),
        )
        .route(
            "/identities/{id}/analysis",
            get(identities::get_analysis::get_latest_analysis),
        )
        .route(
            "/identities/{id}/analysis/{cycle}",
            get(identities::get_analysis::get_analysis),
        )
        .route(
            "/identities/{id}/history",
            get(identities::list_history::list_history),
        )
        .route("/identities/{id}/links", get(identities::list_links::list_links))
        .route(
            "/identities/{id}/sessions",
            get(identities::list_sessions::list_sessions),
        )
        .route(
            "/identities/{id}/actions/analyze",
            post(identities::analyze::analyze_identity),
        )
        .route("/devices", get(devices::list::list_devices))
        .route(
            "/devices/{fingerprint}",
            get(devices::get::get_device)
                .patch(devices::update::update_device)
                .options(preflight),
        )
        .route("/overview", get(overview::get::get_overview))
        .route("/rejections", get(rejections::list::list_rejections))
}

/// The account and its members.
fn account(state: &AppState) -> Router<AppState> {
    let sign_in = Router::new()
        .route("/auth/login", post(auth::login::login))
        .route("/setup", post(setup::create::create_setup))
        .layer(sign_in_limit(state.sign_in_per_address));
    Router::new()
        .route(
            "/credentials",
            get(credentials::list::list_credentials).post(credentials::create::create_credential),
        )
        .route("/credentials/{id}", patch(credentials::update::update_credential))
        .route(
            "/credentials/{id}/actions/revoke",
            post(credentials::revoke::revoke_credential),
        )
        .route(
            "/credentials/{id}/actions/rotate",
            post(credentials::rotate::rotate_credential),
        )
        .route(
            "/credentials/{id}/actions/rotate-signing-secret",
            post(credentials::rotate_signing_secret::rotate_signing_secret),
        )
        .route("/auth/me", get(auth::get_me::get_me))
        .route("/auth/logout", post(auth::logout::logout))
        .route("/auth/logout-everywhere", post(auth::logout::logout_everywhere))
        .route("/auth/password", post(auth::password::change_password))
        .route("/auth/switch", post(auth::switch::switch_account))
        .route("/setup", get(setup::check::check_setup))
        .merge(sign_in)
}

/// Tells any page that it may ask; the answers decide what it may read. No cookie is ever involved.
async fn preflight() -> Response {
    let headers = HeaderMap::from_iter([
        (ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
        (
            ACCESS_CONTROL_ALLOW_METHODS,
            HeaderValue::from_static("GET, POST"),
        ),
        (
            ACCESS_CONTROL_ALLOW_HEADERS,
            HeaderValue::from_static("authorization, content-type"),
        ),
        (ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400")),
    ]);
    (StatusCode::NO_CONTENT, headers).into_response()
}

async fn time_out(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let body = if request.method().is_safe() {
        Duration::ZERO
    } else {
        state.body_patience
    };
    tokio::time::timeout(body + PATIENCE, next.run(request))
        .await
        .unwrap_or_else(|_| Error::TimedOut.into_response())
}
