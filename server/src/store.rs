//! Everything that touches the database, and the only place that knows SQL.

pub mod scope;

pub mod database;
pub mod system;

mod entities;

pub mod accounts;
pub mod badges;
pub mod credentials;
pub mod cursor;
pub mod cycles;
pub mod datasets;
pub mod devices;
pub mod erase;
pub mod escalations;
pub mod events;
pub mod evidence;
pub mod groups;
pub mod identities;
pub mod identity_states;
pub mod ingest;
pub mod jobs;
mod listing;
pub mod mappings;
pub mod members;
pub mod overview;
pub mod page_query;
pub mod rejections;
pub mod reviews;
pub mod sessions;
pub mod sightings;
pub mod surroundings;

/// What goes wrong in a database.
pub type StoreError = sea_orm::DbErr;
