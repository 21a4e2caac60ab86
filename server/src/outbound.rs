//! Strangers that the server talks to of its own accord.

pub mod language_model;

pub mod attempt;
pub mod news;

pub mod address_guard;
pub mod mail;
pub mod post;
pub mod slack;
pub mod webhook;
