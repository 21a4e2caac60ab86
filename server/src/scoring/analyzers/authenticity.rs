//! Someone real who gives real details.

pub mod disposable_email;
