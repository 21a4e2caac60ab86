//! How often a caller may try. One bucket per caller; idle ones are forgotten.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::config::Limits;
use crate::error::Error;
use crate::store::ingest::KeyKind;

/// A limit with a bucket per key.
pub struct Limit<K: Clone + Eq + Hash> {
    limiter: DefaultKeyedRateLimiter<K>,
    clock: DefaultClock,
    /// Buckets that were found empty, and until when they are.
    empty: Mutex<HashMap<K, Instant>>,
}

impl<K: Clone + Eq + Hash> Limit<K> {
    /// `burst` at once, refilled evenly so that `burst` come back within `period`.
    fn new(burst: u32, period: Duration) -> Self {
        let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
        let refill = (period / burst.get()).max(Duration::from_nanos(1));
        let quota = Quota::with_period(refill)
            .unwrap_or_else(|| Quota::per_second(burst))
            .allow_burst(burst);
        Self {
            limiter: RateLimiter::keyed(quota),
            clock: DefaultClock::default(),
            empty: Mutex::default(),
        }
    }

    /// Takes one from the caller's bucket.
    pub fn take(&self, key: &K) -> Result<(), Error> {
        self.limiter.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(self.clock.now());
            self.empty().insert(key.clone(), Instant::now() + wait);
            too_many(wait)
        })
    }

    /// Refuses while the caller's bucket is known to be empty. Takes nothing: for what is paid only when it fails.
    pub fn refuse_if_empty(&self, key: &K) -> Result<(), Error> {
        match self.empty().get(key) {
            Some(until) if *until > Instant::now() => Err(too_many(*until - Instant::now())),
            _ => Ok(()),
        }
    }

    fn empty(&self) -> MutexGuard<'_, HashMap<K, Instant>> {
        self.empty.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes `count` from the caller's bucket, or nothing.
    pub fn take_many(&self, key: &K, count: u32) -> Result<(), Error> {
        let Some(count) = NonZeroU32::new(count) else {
            return Ok(());
        };
        match self.limiter.check_key_n(key, count) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(until)) => Err(too_many(until.wait_time_from(self.clock.now()))),
            Err(_) => Err(Error::TooManyRequests { retry_after: 1 }),
        }
    }

    /// Forgets full buckets.
    fn tidy(&self) {
        self.limiter.retain_recent();
        self.limiter.shrink_to_fit();
        let now = Instant::now();
        self.empty().retain(|_, until| *until > now);
    }
}

const fn too_many(wait: Duration) -> Error {
    Error::TooManyRequests {
        retry_after: wait.as_secs().saturating_add(1),
    }
}

/// Every limit of the server.
pub struct RateLimits {
    /// Attempts to sign in to one member's account, from browsers that the member has not signed in with before.
    pub sign_in_member: Limit<String>,
    /// Attempts from a browser that the member has signed in with before, by that browser's mark.
    pub sign_in_device: Limit<String>,
    /// Password changes and the like, by member.
    pub sensitive: Limit<i64>,
    /// Channels made, led elsewhere and tried out, by member: each has the server call strangers.
    pub channels: Limit<i64>,
    /// API calls, by credential or member.
    pub api: Limit<Caller>,
    /// Events, by credential and kind of key: what a page may use up is not what the server lives on.
    pub ingestion: Limit<(i64, KeyKind)>,
    /// Requests with a key that does not work, by address.
    pub unknown_key: Limit<IpAddr>,
}

/// Who spends from a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Caller {
    /// A credential, by number.
    Credential(i64),
    /// A page, by the number of its credential and its visitor's address.
    Page(i64, Option<IpAddr>),
    /// A member, by number.
    Member(i64),
}

impl RateLimits {
    /// The limits as configured.
    pub fn new(limits: &Limits) -> Self {
        let minute = Duration::from_secs(60);
        let ingestion_burst = limits.ingestion_burst.max(1);
        let per_second = limits.ingestion_per_second.max(1);
        Self {
            sign_in_member: Limit::new(limits.sign_in_per_member, minute),
            sign_in_device: Limit::new(limits.sign_in_per_member, minute),
            sensitive: Limit::new(limits.sensitive_per_minute, minute),
            channels: Limit::new(limits.channels_per_minute, minute),
            api: Limit::new(limits.api_per_minute, minute),
            ingestion: Limit::new(
                ingestion_burst,
                Duration::from_secs_f64(f64::from(ingestion_burst) / f64::from(per_second)),
            ),
            unknown_key: Limit::new(limits.api_per_minute, minute),
        }
    }

    /// Forgets callers who have been quiet.
    pub fn tidy(&self) {
        self.sign_in_member.tidy();
        self.sign_in_device.tidy();
        self.sensitive.tidy();
        self.channels.tidy();
        self.api.tidy();
        self.ingestion.tidy();
        self.unknown_key.tidy();
    }
}

/// The address by which a caller is counted: IPv6 callers own at least a /64.
pub fn counted_address(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from(u128::from(address) & !u128::from(u64::MAX))),
    }
}
