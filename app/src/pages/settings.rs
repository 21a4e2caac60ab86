//! Settings: keys for pages and servers, what names and values mean, and one's own sign-in.

pub mod credentials;
pub mod datasets;
pub mod mappings;
pub mod member;
