//! Scoring: arithmetic on a snapshot. No database, no clock, no network, no chance.

// In: what happened, and who else is near.
pub mod event_fact;
pub mod event_kind;
pub mod evidence;
pub mod history;

// How a snapshot becomes four scores.
pub mod engine;

pub mod analyzer;
pub mod analyzers;
pub mod combine;
pub mod confidence;

// What the analyzers know about the world.
pub mod agent;
pub mod arithmetic;
pub mod digest;
pub mod disposable_domains;
pub mod email;
pub mod gibberish;
pub mod latin;
pub mod placeholders;
pub mod request;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod personas;
