//! Someone who uses the product as it is meant to be used.

pub mod account_takeover;
pub mod address_churn;
pub mod card_testing;
pub mod content_spam;
pub mod event_burst;
pub mod impossible_travel;
pub mod login_failures;
pub mod rushed_reward;
pub mod scraping;
pub mod steady_use;
pub mod suspicious_address;
pub mod vpn_use;
