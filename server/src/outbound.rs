//! Strangers that the server talks to of its own accord.

pub mod language_model;
