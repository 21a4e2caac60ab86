//! `dregs migrate`.

use super::{Failure, open, say};
use crate::config::Config;

/// Brings the database up to this version.
pub async fn run(config: &Config) -> Result<(), Failure> {
    open(config).await?;
    say(&mut std::io::stdout(), "The database is up to date.");
    Ok(())
}
