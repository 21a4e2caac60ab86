//! One folder per resource, one file per operation.

pub mod auth;
pub mod badge_rules;
pub mod channels;
pub mod credentials;
pub mod datasets;
pub mod deliveries;
pub mod demo;
pub mod devices;
pub mod escalation_rules;
pub mod escalations;
pub mod events;
pub mod groups;
pub mod health;
pub mod identities;
pub mod mappings;
pub mod overview;
pub mod rejections;
pub mod rules;
pub mod setup;
pub mod stream;
