//! The first owner, by the one-time link that the server printed.

pub mod check;
pub mod create;

use crate::auth::keys;
use crate::domain::accounts::SETUP_TOKEN;
use crate::error::Error;
use crate::state::AppState;

/// Whether the token is the one of the printed link, and nobody was set up yet.
async fn check_token(state: &AppState, token: &str) -> Result<(), Error> {
    use subtle::ConstantTimeEq;
    let system = state.database.system();
    let stored = system.setting(SETUP_TOKEN).await?.ok_or(Error::NotFound)?;
    let right: bool = keys::hash(token).as_bytes().ct_eq(stored.as_bytes()).into();
    if !right || system.has_members().await? {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}
