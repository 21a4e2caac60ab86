//! Someone who uses the product as it is meant to be used.

pub mod login_failures;
