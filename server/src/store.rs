//! Everything that touches the database, and the only place that knows SQL.

pub mod scope;

pub mod database;
pub mod system;

mod entities;

pub mod accounts;
pub mod credentials;
pub mod cursor;
pub mod cycles;
pub mod devices;
pub mod events;
pub mod evidence;
pub mod identities;
pub mod ingest;
pub mod jobs;
mod listing;
pub mod members;
pub mod overview;
pub mod page_query;
pub mod rejections;
pub mod sessions;
pub mod sightings;
pub mod surroundings;

/// What goes wrong in a database.
pub type StoreError = sea_orm::DbErr;
