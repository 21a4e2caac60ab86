//! How often one address may try to sign in.

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use axum::response::IntoResponse;
use governor::middleware::NoOpMiddleware;
use tower_governor::governor::GovernorConfigBuilder;
use tower_governor::key_extractor::KeyExtractor;
use tower_governor::{GovernorError, GovernorLayer};

use crate::auth::limits::counted_address;
use crate::error::Error;
use crate::http::extract::client_address;

/// The caller's true address: the library's own extractors believe headers that anybody can write.
#[derive(Clone, Debug)]
pub struct TrueAddress;

impl KeyExtractor for TrueAddress {
    type Key = IpAddr;

    fn extract<T>(&self, request: &Request<T>) -> Result<IpAddr, GovernorError> {
        // Calls inside the process have no peer; they share one bucket.
        let address = client_address::of(request.extensions()).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        Ok(counted_address(address))
    }
}

/// Lets `per_minute` attempts through at once, and that many a minute.
pub fn sign_in_limit(per_minute: u32) -> GovernorLayer<TrueAddress, NoOpMiddleware, Body> {
    let per_minute = per_minute.max(1);
    let config = GovernorConfigBuilder::default()
        .key_extractor(TrueAddress)
        .period(Duration::from_secs(60) / per_minute)
        .burst_size(per_minute)
        .finish()
        .expect("neither the period nor the burst is zero");
    GovernorLayer::new(config).error_handler(|error| match error {
        GovernorError::TooManyRequests { wait_time, .. } => Error::TooManyRequests {
            retry_after: wait_time.max(1),
        }
        .into_response(),
        _ => Error::Overloaded.into_response(),
    })
}
