//! What the product does, in its own words.

pub mod strict_json;

pub mod incoming;

pub mod redaction;

pub mod stitch;
pub mod turns;
pub mod verify;

pub mod merge;

pub mod ingest;

pub mod interpretation;

pub mod analyze;
pub mod note_kin;

pub mod live;
pub mod live_through;

pub mod find_links;

pub mod review;

pub mod rejections;

pub mod accounts;
pub mod credentials;

pub mod badge_rules;
pub mod escalation_rules;
pub mod settle;

pub mod back_test;
pub mod preview;
pub mod rule_pass;

pub mod disregard;

pub mod erase;

pub mod escalations;

pub mod groups;

pub mod patch_identity;

pub mod mappings;
pub mod own_device;

pub mod apply_mappings;

pub mod datasets;

pub mod fingerprint;

pub mod import;

pub mod demo;

pub mod demo_population;
mod demo_rules;

pub mod channels;
pub mod compare_cycles;
pub mod deliver;
pub mod deliveries;
pub mod plan_deliveries;
