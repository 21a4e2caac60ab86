//! What the product does, in its own words.

pub mod strict_json;

pub mod incoming;

pub mod stitch;

pub mod merge;

pub mod ingest;

pub mod analyze;

pub mod live;

pub mod find_links;

pub mod rejections;

pub mod accounts;
pub mod credentials;

pub mod disregard;

pub mod patch_identity;

pub mod fingerprint;
pub mod own_device;

pub mod mapping;

pub mod demo;

pub mod demo_population;
