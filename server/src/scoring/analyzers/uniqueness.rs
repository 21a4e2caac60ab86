//! One person with one account.

pub mod shared_device;
