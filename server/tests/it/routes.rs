//! One file per resource, as the API has them.

mod auth;
mod credentials;
mod devices;
mod events;
mod identities;
mod lists;
mod setup;
mod stream;
