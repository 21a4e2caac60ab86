//! Someone real who gives real details.

pub mod claimed_country;
pub mod disposable_email;
pub mod email_name_mismatch;
pub mod field_contradictions;
pub mod gibberish_name;
pub mod lookalike_domain;
pub mod mixed_scripts;
pub mod placeholder_values;
pub mod profanity;
pub mod random_email;
pub mod serial_email;
pub mod verified_contact;
