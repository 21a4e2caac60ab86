//! What every request can reach.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use ipnet::IpNet;
use tokio::sync::{Notify, watch};

use crate::auth::credential_cache::CredentialCache;
use crate::auth::known_devices::KnownDevices;
use crate::auth::limits::RateLimits;
use crate::auth::passwords::Passwords;
use crate::auth::tokens::Tokens;
use crate::auth::vault::Vault;
use crate::clock::Clock;
use crate::domain::ingest::Ingest;
use crate::domain::live::Live;
use crate::domain::rejections::Rejections;
use crate::domain::turns::Turns;
use crate::geo::look_up::Geo;
use crate::http::routes::health::Readiness;
use crate::outbound::address_guard::AddressGuard;
use crate::store::database::Database;
use crate::store::scope::AccountId;

/// Shared by all requests; cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<Inner>);

/// What is shared.
pub struct Inner {
    /// The database.
    pub database: Database,
    /// The way into the event writer.
    pub ingest: Ingest,
    /// The live feed.
    pub live: Live,
    /// Refused requests.
    pub rejections: Rejections,
    /// Turns true when the server is asked to stop.
    pub stopping: watch::Sender<bool>,
    /// Wakes those who score.
    pub work: Arc<Notify>,
    /// Wakes those who write reviews.
    pub review_work: Arc<Notify>,
    /// Wakes those who deliver.
    pub delivery_work: Arc<Notify>,
    /// Where deliveries may go.
    pub guard: AddressGuard,
    /// Where addresses lie.
    pub geo: Geo,
    /// Whether there is a mail server.
    pub can_mail: bool,
    /// The time.
    pub clock: Clock,
    /// Signs and checks sign-in tokens.
    pub tokens: Tokens,
    /// Recognizes browsers in which members have signed in.
    pub known_devices: KnownDevices,
    /// Seals what must be read again.
    pub vault: Arc<Vault>,
    /// Hashes and checks passwords.
    pub passwords: Passwords,
    /// Whose key a key is.
    pub credentials: CredentialCache,
    /// How often callers may call.
    pub limits: RateLimits,
    /// Whose turn it is to ask what takes long.
    pub turns: Turns<AccountId>,
    /// Attempts to sign in, a minute, from one address.
    pub sign_in_per_address: u32,
    /// How long a body may take to arrive.
    pub body_patience: Duration,
    /// Whether the database takes writes.
    pub readiness: Readiness,
    /// Proxies that are believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Where people reach the server.
    pub public_url: String,
}

impl AppState {
    /// Shares `inner`.
    pub fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    /// Whether people reach the server through TLS.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

impl Deref for AppState {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
