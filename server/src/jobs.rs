//! Work that happens after the answer: leased from a queue in the database, safe to do twice.

pub mod analyze_identity;
pub mod apply_mappings;
pub mod deliver_to_channel;
pub mod reevaluate_idle;
pub mod review_identity;
pub mod rules_lane;
pub mod runner;
pub mod settle_everyone;
pub mod settle_identity;
