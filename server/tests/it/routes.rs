//! One file per resource, as the API has them.

mod auth;
mod badge_rules;
mod changes;
mod channels;
mod credentials;
mod datasets;
mod deliveries;
mod devices;
mod escalation_rules;
mod escalations;
mod events;
mod groups;
mod identities;
mod lists;
mod mappings;
mod rejections;
mod reviews;
mod setup;
pub mod stream;
