//! One file per resource, as the API has them.

mod auth;
mod credentials;
mod datasets;
mod devices;
mod events;
mod identities;
mod mappings;
mod setup;
mod stream;
