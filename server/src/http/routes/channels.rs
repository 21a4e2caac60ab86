//! Channels: where news goes.

pub mod create;
pub mod delete;
pub mod get;
pub mod list;
pub mod redeliver_failed;
pub mod rotate_secret;
pub mod test;
pub mod update;

use crate::domain::channels::Channels;
use crate::state::AppState;

/// What the work on channels stands on.
fn channels(state: &AppState) -> Channels<'_> {
    Channels {
        database: &state.database,
        vault: &state.vault,
        guard: &state.guard,
        can_mail: state.can_mail,
    }
}
