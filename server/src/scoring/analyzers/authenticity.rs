//! Someone real who gives real details.

pub mod claimed_country;
pub mod disposable_email;
pub mod email_name_mismatch;
pub mod gibberish_name;
pub mod placeholder_values;
pub mod profanity;
pub mod random_email;
pub mod verified_contact;
