//! Channels: where news goes.

pub mod create;
pub mod delete;
pub mod get;
pub mod list;
pub mod redeliver_failed;
pub mod rotate_secret;
pub mod test;
pub mod update;

use app::types::channel::Channel;

use crate::auth::callers::AccountCaller;
use crate::domain::channels::{Channels, without_query};
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

/// A channel, with the whole address of a webhook for those who may change it.
fn as_shown_to(caller: &AccountCaller, channel: Channel) -> Channel {
    if caller.is_admin() {
        channel
    } else {
        without_query(channel)
    }
}
