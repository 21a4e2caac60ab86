//! Who is calling: keys, passwords, tokens, and the limits on trying them.

pub mod callers;
pub mod credential_cache;
pub mod keys;
pub mod known_devices;
pub mod limits;
pub mod passwords;
pub mod tokens;
pub mod vault;
