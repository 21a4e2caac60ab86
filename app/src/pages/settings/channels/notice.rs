//! What somebody has to know about a channel before anything else: that it is off, resting, failing, or between two secrets.

use leptos::prelude::*;

use super::is_ahead;
use crate::components::icon::{Draw, Icon};
use crate::components::pagination::grouped_signed;
use crate::components::time::{TimeAgoOr, TimeExact, use_now};
use crate::components::untrusted::visible;
use crate::types::channel::Channel;

/// A warning, when there is something to warn of; and until when two secrets sign.
#[component]
pub fn Notice(channel: Channel) -> impl IntoView {
    let now = use_now().still();
    let until = channel.previous_secret_until.filter(|at| at.millis() > now);
    let warning = warning(&channel, now);
    let secrets = until.map(|until| {
        view! {
            <p class="channel-notice">
                <Draw icon=Icon::Key/>
                <span>"Two secrets sign until "<TimeExact at=until/>": the new one in "<code>"X-Dregs-Signature"</code>", the one before in "
                <code>"X-Dregs-Signature-Previous"</code>". Both stand in "<code>"webhook-signature"</code>"."</span>
            </p>
        }
    });
    view! { {warning}{secrets} }
}

fn warning(channel: &Channel, now: i64) -> Option<AnyView> {
    let health = &channel.health;
    let failures = grouped_signed(health.consecutive_failures);
    let since = health.failing_since;
    if let (Some(reason), false) = (&channel.disabled_reason, channel.enabled) {
        let reason = visible(reason);
        return Some(
            view! {
                <p class="channel-notice channel-notice--risk">
                    <Draw icon=Icon::Alert/>
                    <span><b>"This channel was switched off. "</b><bdi>{reason}</bdi>" Nothing is sent any more. Put the receiver right, then switch it on again: what waited is sent then."</span>
                </p>
            }
            .into_any(),
        );
    }
    if !channel.enabled || health.consecutive_failures == 0 {
        return None;
    }
    let until = health.paused_until.filter(|_| is_ahead(health.paused_until, now));
    let text = match until {
        Some(until) => view! {
            <span><b>"Paused until "<TimeExact at=until/>". "</b>{failures}" attempts in a row have failed. Then one attempt tells whether the receiver is back; what waits is not lost."</span>
        }
        .into_any(),
        None => view! {
            <span><b>"The last attempt failed. "</b>{failures}" in a row, since "<TimeAgoOr at=since never="now"/>". What failed is sent again by itself."</span>
        }
        .into_any(),
    };
    Some(
        view! { <p class="channel-notice channel-notice--watch"><Draw icon=Icon::Alert/>{text}</p> }
            .into_any(),
    )
}
