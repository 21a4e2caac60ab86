//! One person with one account.

pub mod behavioral_twin;
pub mod same_email;
pub mod shared_address;
pub mod shared_device;
pub mod shared_session;
pub mod signup_burst;
pub mod similar_identity;
