//! One module per page, named as the API names what it shows.

pub mod devices;
pub mod escalations;
pub mod events;
pub mod groups;
pub mod identities;
pub mod not_found;
pub mod onboarding;
pub mod overview;
pub mod settings;
pub mod setup;
pub mod sign_in;
