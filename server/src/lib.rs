//! The Dregs server: everything that knows HTTP, SQL and the clock.

pub mod clock;
pub mod config;
pub mod error;
pub mod state;

pub mod http;

pub mod auth;
pub mod domain;
pub mod geo;
pub mod jobs;
pub mod outbound;
pub mod rules;
pub mod scoring;
pub mod store;

pub mod cli;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::sync::{Notify, watch};

use crate::auth::known_devices::KnownDevices;
use crate::auth::limits::RateLimits;
use crate::auth::passwords::Passwords;
use crate::auth::tokens::Tokens;
use crate::auth::vault::Vault;
use crate::clock::Clock;
use crate::config::{Config, ConfigError};
use crate::domain::deliver::carry::Carrier;
use crate::domain::ingest::Ingest;
use crate::domain::live::Live;
use crate::domain::rejections::Rejections;
use crate::domain::review::reviewer::Reviewer;
use crate::domain::turns::Turns;
use crate::geo::look_up::Geo;
use crate::jobs::deliver_to_channel::DeliveryLane;
use crate::jobs::review_identity::ReviewLane;
use crate::jobs::runner::Runner;
use crate::outbound::address_guard::AddressGuard;
use crate::outbound::mail::Mailer;
use crate::outbound::post::Poster;
use crate::state::{AppState, Inner};
use crate::store::database::Database;

/// How often forgotten callers are forgotten.
const TIDY: Duration = Duration::from_secs(60);

/// A server that is ready to be served: its routes, its state and its worker.
pub struct Server {
    /// Everything that it answers.
    pub router: Router,
    /// What requests share.
    pub state: AppState,
    /// Does the work that happens after the answer.
    pub runner: Runner,
}

/// Puts a server together on an open, migrated database. Tests start the same thing.
pub fn build(config: &Config, database: Database, clock: Clock) -> Result<Server, ConfigError> {
    let (work, review_work) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let delivery_work = Arc::new(Notify::new());
    let reviewer = Reviewer::new(&config.reviews)?;
    let master_key = config.master_key()?;
    let vault = Arc::new(Vault::new(master_key.as_bytes()));
    let guard = AddressGuard::new(&config.webhooks.allow_private, &config.public_url());
    let carrier = carrier(config, &database, &vault, &guard)?;
    let live = Live::new(database.clone(), &config.limits);
    let geo =
        Geo::open(&config.geo, &config.data_dir).map_err(|error| ConfigError::Geo(error.to_string()))?;
    let state = AppState::new(Inner {
        ingest: Ingest::start(
            database.clone(),
            geo.clone(),
            live.clone(),
            Arc::clone(&work),
            clock.clone(),
        ),
        rejections: Rejections::start(database.clone(), live.clone()),
        tokens: Tokens::new(master_key.as_bytes()),
        vault,
        known_devices: KnownDevices::new(master_key.as_bytes()),
        passwords: Passwords::default(),
        credentials: Default::default(),
        readiness: Default::default(),
        limits: RateLimits::new(&config.limits),
        turns: Turns::new(),
        sign_in_per_address: config.limits.sign_in_per_address,
        body_patience: Duration::from_secs(config.connections.body_timeout_seconds.max(1)),
        stopping: watch::Sender::new(false),
        trusted_proxies: config.trusted_proxies.clone(),
        public_url: config.public_url(),
        database: database.clone(),
        live: live.clone(),
        work: Arc::clone(&work),
        review_work: Arc::clone(&review_work),
        delivery_work: Arc::clone(&delivery_work),
        guard,
        geo,
        can_mail: carrier.mailer.is_some(),
        clock: clock.clone(),
    });
    tokio::spawn(tidy(state.clone()));
    let reviews = ReviewLane::new(
        database.clone(),
        live.clone(),
        review_work,
        clock.clone(),
        reviewer,
    );
    let deliveries = DeliveryLane::new(config, database.clone(), delivery_work, clock.clone(), carrier);
    let runner = Runner::new(database, live, work, clock, reviews, deliveries);
    Ok(Server {
        router: http::router::router(state.clone()),
        state,
        runner,
    })
}

/// Every way out: for webhooks, for Slack, and for email where there is a mail server.
fn carrier(
    config: &Config,
    database: &Database,
    vault: &Arc<Vault>,
    guard: &AddressGuard,
) -> Result<Carrier, ConfigError> {
    let public_url = config.public_url();
    let smtp = config.mail.smtp()?;
    let mailer = smtp.map(|smtp| Mailer::new(&smtp, &public_url)).transpose()?;
    Ok(Carrier {
        database: database.clone(),
        poster: Poster::new(guard.clone())?,
        mailer,
        vault: Arc::clone(vault),
        public_url,
    })
}

async fn tidy(state: AppState) {
    loop {
        tokio::time::sleep(TIDY).await;
        state.limits.tidy();
    }
}
