//! One module per page, named as the API names what it shows.

pub mod identities;
pub mod not_found;
pub mod overview;
pub mod setup;
pub mod sign_in;
