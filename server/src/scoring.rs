//! Scoring: arithmetic on a snapshot. No database, no clock, no network, no chance.

// In: what happened, and who else is near.
pub mod event_fact;
pub mod evidence;
pub mod history;
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

// Four scores, put into words.
pub mod issued_badges;
pub mod review;

// What the analyzers know about the world.
pub mod agent;
pub mod arithmetic;
pub mod countries;
pub mod datacenters;
pub mod digest;
pub mod disposable_domains;
pub mod distance;
pub mod email;
pub mod gibberish;
pub mod latin;
pub mod placeholders;
pub mod profanity;
pub mod request;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod personas;
