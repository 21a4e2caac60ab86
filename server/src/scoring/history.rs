//! What an identity did, folded event by event into a small, bounded summary.
//!
//! Whole numbers only, so that storing it and reading it back changes nothing.

pub mod access;
pub mod churn;
pub mod claims;
pub mod days;
mod fold;
pub mod hours;
pub mod input;
pub mod input_day;
pub mod pace;
pub mod pages;
pub mod posts;
pub mod rhythm;
pub mod routine;
pub mod runs;
pub mod tells;
pub mod traces;
pub mod travel;
pub mod whereabouts;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use self::access::Arrival;
use self::churn::{Churn, MANY_NETWORKS};
use self::claims::Claims;
use self::days::Days;
use self::hours::Hours;
use self::input::Input;
use self::pace::Pace;
use self::pages::Pages;
use self::posts::Posts;
use self::rhythm::Rhythm;
use self::routine::Routine;
use self::runs::Runs;
use self::tells::Tells;
use self::traces::{DeviceTrace, NetworkTrace};
use self::whereabouts::Whereabouts;
use app::types::event_kind::EventKind;

/// The summary. It never grows beyond 16 KB of JSON, whatever comes in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct History {
    /// How it was folded: another version may remember something else of the same events.
    #[serde(default = "Format::unknown")]
    pub format: Format,
    /// The latest event folded; older ones are skipped, so that folding twice is harmless.
    pub last_seq: i64,
    /// Events folded.
    pub event_count: i64,
    /// … of them, sent by the customer's server.
    pub server_count: i64,
    /// Time of the first event.
    pub first_ms: i64,
    /// Time of the latest event.
    pub last_ms: i64,
    /// Days with an event.
    pub active: Days,
    /// When the identity had a history of its own for the first time.
    pub established_ms: Option<i64>,
    /// What was done how often.
    pub kinds: BTreeMap<EventKind, KindTally>,
    /// Devices it came from.
    pub devices: Vec<DeviceTrace>,
    /// Networks it came from.
    pub networks: Vec<NetworkTrace>,
    /// The network of the first event that had an address.
    pub first_network: Option<u32>,
    /// The device of the latest event that had one.
    pub last_device: String,
    /// Networks a day.
    pub churn: Churn<MANY_NETWORKS>,
    /// Countries and systems, and the ways between them.
    pub whereabouts: Whereabouts,
    /// What its clients showed.
    pub tells: Tells,
    /// How pages were used.
    pub input: Input,
    /// How even the gaps are.
    pub rhythm: Rhythm,
    /// What the first visit did, in which order, and how fast.
    pub routine: Routine,
    /// Browser events a minute.
    pub browser_pace: Pace,
    /// Server events a minute.
    pub server_pace: Pace,
    /// Hours of the day, and nights, of its browsers.
    pub hours: Hours,
    /// Pages it opened.
    pub pages: Pages,
    /// What it wrote.
    pub posts: Posts,
    /// Arrivals from somewhere new.
    pub arrivals: Vec<Arrival>,
    /// Failed sign-ins.
    pub logins: Runs,
    /// Refused payments.
    pub payments: Runs,
    /// Attributes claimed late.
    pub claims: Claims,
}

/// A version of folding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Format(u32);

impl Default for Format {
    fn default() -> Self {
        Self(2)
    }
}

impl Format {
    const fn unknown() -> Self {
        Self(0)
    }
}

/// One kind of event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KindTally {
    /// How many.
    #[serde(rename = "n")]
    pub count: u32,
    /// … of them, sent by the customer's server.
    #[serde(rename = "s")]
    pub confirmed: u32,
    /// Days with one.
    #[serde(rename = "d")]
    pub days: Days,
    /// The first.
    #[serde(rename = "f")]
    pub first_ms: i64,
}

impl History {
    /// Whether the identity has a history of its own.
    pub const fn is_established(&self) -> bool {
        self.established_ms.is_some()
    }

    /// How many events of a kind.
    pub fn count(&self, kind: EventKind) -> u32 {
        self.kinds.get(&kind).map_or(0, |tally| tally.count)
    }
}

#[cfg(test)]
mod tests;
