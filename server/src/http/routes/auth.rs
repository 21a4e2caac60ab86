//! Signing in and out.

pub mod get_me;
pub mod login;
pub mod logout;
pub mod password;
pub mod session;
pub mod switch;
