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
use axum::routing::{get, options};
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::dashboard::Dashboard;
use super::extract::client_address::find_client_address;
use super::middleware::check_access::check_access;
use super::middleware::request_id::give_request_id;
use super::middleware::security_headers::add_security_headers;
use super::middleware::sign_in_limit::sign_in_limit;
use super::middleware::unread_body::read_to_end;
use super::routes::{
    auth, badge_rules, channels, credentials, datasets, deliveries, demo, devices, escalation_rules,
    escalations, events, groups, health, identities, mappings, overview, rejections, rules, setup, stream,
};
use super::{docs, files, openapi};
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
        .route("/openapi.json", get(openapi::serve))
        .merge(docs::router())
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
        .layer(from_fn(read_to_end))
        .layer(from_fn(give_request_id))
        .with_state(state)
}

/// The JSON API with its description, before anybody is let in.
fn described() -> OpenApiRouter<AppState> {
    people()
        .merge(groups_and_escalations())
        .merge(rules_of_the_account())
        .merge(meanings())
        .merge(news())
        .merge(account())
}

/// What the JSON API answers, in the words of OpenAPI.
pub fn description() -> OpenApi {
    described().merge(patient()).merge(sign_in()).into_openapi()
}

/// The JSON API.
fn api(state: &AppState) -> Router<AppState> {
    let limited = sign_in().layer(sign_in_limit(state.sign_in_per_address));
    let router = described()
        .merge(limited)
        .layer(from_fn_with_state(state.clone(), time_out))
        .merge(patient())
        .route_layer(from_fn_with_state(state.clone(), check_access));
    Router::from(router)
        .fallback(async || Error::NotFound)
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
}

/// What may take longer than the rest.
fn patient() -> OpenApiRouter<AppState> {
    OpenApiRouter::default()
        .routes(routes!(stream::open::open_stream))
        .routes(routes!(demo::create::create_demo, demo::delete::delete_demo))
}

/// What is known of people: events, identities, devices.
fn people() -> OpenApiRouter<AppState> {
    OpenApiRouter::default()
        .routes(routes!(events::create::create_event, events::list::list_events))
        .route("/events", options(preflight))
        .routes(routes!(events::get::get_event))
        .routes(routes!(identities::list::list_identities))
        .routes(routes!(
            identities::get::get_identity,
            identities::update::update_identity,
            identities::erase::erase_identity
        ))
        .routes(routes!(identities::list_scores::list_scores))
        .routes(routes!(identities::get_analysis::get_latest_analysis))
        .routes(routes!(identities::get_analysis::get_analysis))
        .routes(routes!(identities::get_changes::get_changes))
        .routes(routes!(identities::list_history::list_history))
        .routes(routes!(identities::list_links::list_links))
        .routes(routes!(identities::list_sessions::list_sessions))
        .routes(routes!(identities::list_badge_changes::list_badge_changes))
        .routes(routes!(identities::analyze::analyze_identity))
        .routes(routes!(identities::list_reviews::list_reviews))
        .routes(routes!(identities::review::review_identity))
        .routes(routes!(devices::list::list_devices))
        .routes(routes!(devices::get::get_device, devices::update::update_device))
        .route("/devices/{fingerprint}", options(preflight))
        .routes(routes!(overview::get::get_overview))
        .routes(routes!(rejections::list::list_rejections))
}

/// Sets of identities, and what rules raised about identities.
fn groups_and_escalations() -> OpenApiRouter<AppState> {
    OpenApiRouter::default()
        .routes(routes!(groups::list::list_groups, groups::create::create_group))
        .routes(routes!(groups::get::get_group, groups::update::update_group))
        .routes(routes!(
            groups::identities::add::add_member,
            groups::identities::remove::remove_member
        ))
        .routes(routes!(escalations::list::list_escalations))
        .routes(routes!(escalations::summary::get_summary))
        .routes(routes!(
            escalations::get::get_escalation,
            escalations::update::update_escalation
        ))
        .routes(routes!(escalations::list_entries::list_entries))
}

/// What puts badges on identities and raises escalations about them.
fn rules_of_the_account() -> OpenApiRouter<AppState> {
    OpenApiRouter::default()
        .routes(routes!(rules::progress::get_progress))
        .routes(routes!(
            badge_rules::list::list_badge_rules,
            badge_rules::create::create_badge_rule
        ))
        .routes(routes!(badge_rules::preview::preview_badge_rule))
        .routes(routes!(
            badge_rules::get::get_badge_rule,
            badge_rules::update::update_badge_rule,
            badge_rules::delete::delete_badge_rule
        ))
        .routes(routes!(badge_rules::list_versions::list_badge_rule_versions))
        .routes(routes!(badge_rules::restore_version::restore_badge_rule))
        .routes(routes!(
            escalation_rules::list::list_escalation_rules,
            escalation_rules::create::create_escalation_rule
        ))
        .routes(routes!(escalation_rules::preview::preview_escalation_rule))
        .routes(routes!(escalation_rules::back_test::back_test_escalation_rule))
        .routes(routes!(
            escalation_rules::get::get_escalation_rule,
            escalation_rules::update::update_escalation_rule,
            escalation_rules::delete::delete_escalation_rule
        ))
        .routes(routes!(
            escalation_rules::list_versions::list_escalation_rule_versions
        ))
        .routes(routes!(
            escalation_rules::restore_version::restore_escalation_rule
        ))
}

/// What a customer's names and values mean.
fn meanings() -> OpenApiRouter<AppState> {
    OpenApiRouter::default()
        .routes(routes!(
            mappings::list::list_mappings,
            mappings::create::create_mapping
        ))
        .routes(routes!(
            mappings::get::get_mapping,
            mappings::update::update_mapping,
            mappings::delete::delete_mapping
        ))
        .routes(routes!(datasets::list::list_datasets))
        .routes(routes!(
            datasets::list_entries::list_entries,
            datasets::create_entries::create_entries
        ))
        .routes(routes!(
            datasets::put_entry::put_entry,
            datasets::delete_entry::delete_entry
        ))
}

/// Where news goes, and how it got there.
fn news() -> OpenApiRouter<AppState> {
    OpenApiRouter::default()
        .routes(routes!(
            channels::list::list_channels,
            channels::create::create_channel
        ))
        .routes(routes!(
            channels::get::get_channel,
            channels::update::update_channel,
            channels::delete::delete_channel
        ))
        .routes(routes!(channels::test::test_channel))
        .routes(routes!(channels::rotate_secret::rotate_channel_secret))
        .routes(routes!(channels::redeliver_failed::redeliver_failed_deliveries))
        .routes(routes!(deliveries::list::list_deliveries))
        .routes(routes!(deliveries::get::get_delivery))
        .routes(routes!(deliveries::redeliver::redeliver_delivery))
}

/// The account and its members.
fn account() -> OpenApiRouter<AppState> {
    OpenApiRouter::default()
        .routes(routes!(
            credentials::list::list_credentials,
            credentials::create::create_credential
        ))
        .routes(routes!(credentials::update::update_credential))
        .routes(routes!(credentials::revoke::revoke_credential))
        .routes(routes!(credentials::rotate::rotate_credential))
        .routes(routes!(credentials::rotate_signing_secret::rotate_signing_secret))
        .routes(routes!(auth::get_me::get_me))
        .routes(routes!(auth::logout::logout))
        .routes(routes!(auth::logout::logout_everywhere))
        .routes(routes!(auth::password::change_password))
        .routes(routes!(auth::switch::switch_account))
        .routes(routes!(setup::check::check_setup))
}

/// The doors, with a limit on how often one address may knock.
fn sign_in() -> OpenApiRouter<AppState> {
    OpenApiRouter::default()
        .routes(routes!(auth::login::login))
        .routes(routes!(setup::create::create_setup))
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
