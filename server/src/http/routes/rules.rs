//! `/api/rules`.

pub mod progress;
