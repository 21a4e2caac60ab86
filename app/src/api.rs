//! The typed client of the JSON API: one file per resource, the same calls in the browser and on the server.

pub mod client;
pub mod transport;

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
pub mod identities;
pub mod live;
pub mod mappings;
pub mod overview;
pub mod rejections;
pub mod rules;
pub mod setup;
