//! One file per resource, as the API has them.

mod auth;
mod credentials;
mod devices;
mod events;
mod identities;
mod rejections;
mod setup;
pub mod stream;
