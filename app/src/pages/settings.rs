//! Settings: keys for pages and servers, and one's own sign-in.

pub mod credentials;
pub mod member;
