//! One table, one file. Nothing outside the store sees these.

pub mod account;
pub mod address_identity;
pub mod credential;
pub mod cycle;
pub mod device;
pub mod device_identity;
pub mod event;
pub mod event_group;
pub mod event_hour;
pub mod event_type;
pub mod evidence;
pub mod group;
pub mod group_identity;
pub mod identity;
pub mod job;
pub mod list_total;
pub mod member;
pub mod membership;
pub mod observation;
pub mod rejection;
pub mod session;
pub mod session_identity;
pub mod setting;
pub mod usage;
