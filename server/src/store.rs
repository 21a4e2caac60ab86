//! Everything that touches the database, and the only place that knows SQL.

pub mod scope;

pub mod database;
pub mod system;

mod entities;

pub mod accounts;
pub mod back_test;
pub mod badge_rules;
pub mod badges;
pub mod channels;
pub mod credentials;
pub mod cursor;
pub mod cycles;
pub mod datasets;
pub mod deliveries;
pub mod devices;
pub mod erase;
pub mod escalation_life;
pub mod escalation_rules;
pub mod escalations;
pub mod events;
pub mod evidence;
pub mod groups;
pub mod identities;
pub mod identity_states;
pub mod imports;
pub mod ingest;
pub mod jobs;
pub mod kin;
mod listing;
pub mod mappings;
pub mod members;
pub mod overview;
pub mod page_query;
pub mod rejections;
pub mod reviews;
pub mod rule_matches;
pub mod rule_versions;
pub mod sessions;
pub mod sightings;
pub mod standings;
pub mod surroundings;
pub mod ties;

/// What goes wrong in a database.
pub type StoreError = sea_orm::DbErr;

/// Kinds of trouble with a database that a caller can be told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A statement ran for too long, and was ended.
    TookTooLong,
    /// Every connection is in use, or none can be made.
    NoConnection,
    /// What it is about is gone, such as an account that was removed a moment ago.
    Gone,
    /// Anything else.
    Other,
}

/// PostgreSQL's word for a statement that was cancelled, and SQLite's for one that was interrupted.
const ENDED: [&str; 2] = ["57014", "9"];

/// What kind of trouble this is.
pub fn trouble(error: &StoreError) -> Trouble {
    use sea_orm::{DbErr, RuntimeErr};
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Trouble::NoConnection,
        DbErr::RecordNotFound(_) => Trouble::Gone,
        DbErr::Query(RuntimeErr::SqlxError(error)) | DbErr::Exec(RuntimeErr::SqlxError(error)) => {
            let code = error.as_database_error().and_then(|error| error.code());
            match code {
                Some(code) if ENDED.contains(&&*code) => Trouble::TookTooLong,
                _ => Trouble::Other,
            }
        }
        _ => Trouble::Other,
    }
}
