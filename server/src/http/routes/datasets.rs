//! Named tables of things known.

pub mod create_entries;
pub mod delete_entry;
pub mod list;
pub mod list_entries;
pub mod put_entry;
