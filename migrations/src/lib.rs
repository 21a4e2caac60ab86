//! The schema, one step after the other. Knows nothing of the rest of the product.

mod columns;
mod m20261120_000001_create_accounts;
mod m20261120_000002_create_credentials;
mod m20261120_000003_create_identities;
mod m20261120_000004_create_devices;
mod m20261120_000005_create_events;
mod m20261120_000006_create_cycles;
mod m20261120_000007_create_jobs;
mod m20261124_000008_count_lists;
mod m20261124_000009_search_lists;
mod m20261124_000010_create_badges_and_escalations;
mod m20261124_000011_create_mappings;
mod m20261124_000012_create_reviews;
mod m20261124_000014_add_turns_and_overlaps;
mod m20261129_000015_create_rules;
mod m20261129_000016_create_channels;
mod m20261129_000017_note_escalations;
mod m20261129_000020_search_groups;
mod m20261129_000021_count_groups_and_escalations;
mod m20261129_000022_count_types_by_day;
mod m20261129_000023_widen_indexes;
mod m20261129_000024_note_imports;
mod m20261129_000025_version_cycles;
mod m20261129_000026_create_identity_keys;
mod m20261129_000030_create_places;

use sea_orm_migration::prelude::*;

/// Every migration, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261120_000001_create_accounts::Migration),
            Box::new(m20261120_000002_create_credentials::Migration),
            Box::new(m20261120_000003_create_identities::Migration),
            Box::new(m20261120_000004_create_devices::Migration),
            Box::new(m20261120_000005_create_events::Migration),
            Box::new(m20261120_000006_create_cycles::Migration),
            Box::new(m20261120_000007_create_jobs::Migration),
            Box::new(m20261124_000008_count_lists::Migration),
            Box::new(m20261124_000009_search_lists::Migration),
            Box::new(m20261124_000010_create_badges_and_escalations::Migration),
            Box::new(m20261124_000011_create_mappings::Migration),
            Box::new(m20261124_000012_create_reviews::Migration),
            Box::new(m20261124_000014_add_turns_and_overlaps::Migration),
            Box::new(m20261129_000015_create_rules::Migration),
            Box::new(m20261129_000016_create_channels::Migration),
            Box::new(m20261129_000017_note_escalations::Migration),
            Box::new(m20261129_000020_search_groups::Migration),
            Box::new(m20261129_000021_count_groups_and_escalations::Migration),
            Box::new(m20261129_000022_count_types_by_day::Migration),
            Box::new(m20261129_000023_widen_indexes::Migration),
            Box::new(m20261129_000024_note_imports::Migration),
            Box::new(m20261129_000025_version_cycles::Migration),
            Box::new(m20261129_000026_create_identity_keys::Migration),
            Box::new(m20261129_000030_create_places::Migration),
        ]
    }
}
