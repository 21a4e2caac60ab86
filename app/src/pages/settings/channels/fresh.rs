//! Keeping what is shown up to date: the live stream tells of news, but not of how its delivery went.

use std::time::Duration;

use leptos::prelude::*;

use crate::api::live::use_live_refresh;
use crate::types::stream::StreamMessage;

const PAUSE: Duration = Duration::from_secs(2);

/// Calls `refresh` every other second while something is under way, when there is news, and when somebody comes back to the page.
pub fn use_fresh(
    is_moving: impl Fn() -> bool + Send + Sync + 'static,
    refresh: impl Fn() + Copy + Send + Sync + 'static,
) {
    Effect::new(move |_| {
        if is_moving() {
            let again = set_timeout_with_handle(refresh, PAUSE);
            on_cleanup(move || {
                if let Ok(again) = again {
                    again.clear();
                }
            });
        }
    });
    Effect::new(move |_| {
        let listener = window_event_listener(leptos::ev::focus, move |_| refresh());
        on_cleanup(move || listener.remove());
    });
    let concerns = |message: &StreamMessage| {
        matches!(
            message,
            StreamMessage::Escalation(_) | StreamMessage::Scored(_) | StreamMessage::Missed(_)
        )
    };
    use_live_refresh(PAUSE, concerns, refresh);
}
