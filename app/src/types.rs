//! Wire types and checked names shared by the API and the dashboard: serde only, no Leptos.

pub mod account;
pub mod analysis;
pub mod badge;
pub mod credential;
pub mod dataset;
pub mod demo;
pub mod device;
pub mod error;
pub mod event;
pub mod event_kind;
pub mod group;
pub mod identity;
pub mod identity_field;
pub mod ids;
pub mod link;
pub mod mapping;
pub mod member;
pub mod overview;
pub mod page;
pub mod reference;
pub mod rejection;
pub mod scope;
pub mod score;
pub mod session;
pub mod stream;
pub mod time;
