//! Scoring: arithmetic on a snapshot. No database, no clock, no network, no chance.

/// Version of the analyzers and of how they are combined: another one may give the same evidence other scores.
pub const SCORER: &str = "2";

// In: what happened, and who else is near.
pub mod event_fact;
pub mod evidence;
pub mod history;
pub mod kinship;
pub mod place;

// What the customer's words mean.
pub mod mapping;
pub mod meanings;
pub mod overlay;

// How a snapshot becomes four scores.
pub mod engine;

pub mod analyzer;
pub mod analyzers;
pub mod combine;
pub mod confidence;
pub mod contributions;

// Four scores, put into words.
pub mod issued_badges;
pub mod review;

// What the analyzers know about the world.
pub mod agent;
pub mod arithmetic;
pub mod countries;
pub mod datacenters;
pub mod device_limits;
pub mod digest;
pub mod disposable_domains;
pub mod distance;
pub mod email;
pub mod gibberish;
pub mod latin;
pub mod likeness;
pub mod placeholders;
pub mod places;
pub mod profanity;
pub mod request;

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod personas;
