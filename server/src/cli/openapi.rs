//! `dregs openapi`.

use std::io::Write;

use super::Failure;
use crate::http::openapi;

/// Prints the description of the API, as `docs/openapi.json` holds it.
pub fn run() -> Result<(), Failure> {
    std::io::stdout().write_all(openapi::text().as_bytes())?;
    Ok(())
}
