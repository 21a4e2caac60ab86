//! One person with one account.

pub mod same_email;
pub mod shared_address;
pub mod shared_device;
pub mod shared_session;
