//! Where addresses lie and whose networks they are in. Asks nobody: it reads what ships with the product, newer data in
//! the data folder, and databases of the operator's own.

// Data: as it is kept, where it comes from, and how it gets here.
mod coding;
pub mod kinds;
pub mod mmdb;
pub mod pack;
pub mod sources;
pub mod table;
pub mod update;

// What is asked of it.
pub mod look_up;
pub mod status;

/// Folder in the data folder.
pub const FOLDER: &str = "geo";
/// Newer data in it.
pub const FILE: &str = "places.bin";

/// Days after which data is called old: blocks of addresses change hands every day, and a few in a hundred in a season.
pub const OLD_DAYS: i64 = 60;
