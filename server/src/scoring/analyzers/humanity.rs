//! A person rather than a program.

pub mod automation;
pub mod fingerprint_tampering;
pub mod hosting_network;
pub mod impossible_device;
pub mod interaction;
pub mod replayed_interaction;
pub mod sleeplessness;
pub mod uniform_intervals;
pub mod user_agent;
