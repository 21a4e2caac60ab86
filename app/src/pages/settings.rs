//! Settings: keys for pages and servers, channels, rules, what names and values mean, and one's own sign-in.

pub mod channels;
pub mod credentials;
pub mod datasets;
pub mod mappings;
pub mod member;
pub mod rules;
