//! Trying a channel out, and how that went.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use super::query::opened;
use crate::api;
use crate::components::button::Button;
use crate::components::icon::{Draw, Icon};
use crate::components::untrusted::visible;
use crate::types::delivery::{DeliveryDetail, DeliveryStatus};

/// One looks so often, and so many times: an attempt takes 10 seconds at most.
const PAUSE: Duration = Duration::from_millis(300);
const LOOKS: u32 = 60;

/// Where a test stands.
#[derive(Clone, Debug)]
pub enum Trial {
    /// It is under way.
    Waiting,
    /// It came to an end, or has not after all the looking.
    Known(Box<DeliveryDetail>),
    /// It did not begin.
    Refused(String),
}

/// The button that sends a test.
#[component]
pub fn TrialButton(id: i64, disabled: Signal<bool>, desk: Desk) -> impl IntoView {
    let busy = Signal::derive(move || {
        desk.trials
            .with(|all| matches!(find(all, id), Some(Trial::Waiting)))
    });
    let press = move |()| {
        tell(desk, id, Trial::Waiting);
        spawn_local(async move {
            match api::channels::try_out(id).await {
                Ok(delivery) => look(desk, id, delivery.id, LOOKS),
                Err(error) => tell(desk, id, Trial::Refused(error.message())),
            }
        });
    };
    view! { <Button icon=Icon::Send busy disabled press>"Send a test"</Button> }
}

/// Asks how it went until that is known.
fn look(desk: Desk, id: i64, delivery: String, left: u32) {
    spawn_local(async move {
        match api::deliveries::get(&delivery).await {
            Ok(found) if found.delivery.status == DeliveryStatus::Pending && left > 0 => {
                set_timeout(move || look(desk, id, delivery, left - 1), PAUSE);
            }
            Ok(found) => {
                tell(desk, id, Trial::Known(Box::new(found)));
                desk.refresh();
            }
            Err(error) => tell(desk, id, Trial::Refused(error.message())),
        }
    });
}

/// Notes where the test of a channel stands, unless nobody looks any more.
fn tell(desk: Desk, id: i64, trial: Trial) {
    let _ = desk.trials.try_update(|all| {
        all.retain(|(other, _)| *other != id);
        all.push((id, trial));
    });
}

fn find(all: &[(i64, Trial)], id: i64) -> Option<&Trial> {
    all.iter().find(|(other, _)| *other == id).map(|(_, trial)| trial)
}

/// How the test went, beside the button.
#[component]
pub fn TrialResult(id: i64, desk: Desk) -> impl IntoView {
    let shown = move || {
        match desk.trials.with(|all| find(all, id).cloned()) {
        None => ().into_any(),
        Some(Trial::Waiting) => view! { <p class="channel-notice"><Draw icon=Icon::Send/><span>"A test is on its way…"</span></p> }.into_any(),
        Some(Trial::Refused(why)) => {
            view! { <p class="channel-notice channel-notice--risk"><Draw icon=Icon::Alert/><span><b>"Not sent. "</b>{why}</span></p> }.into_any()
        }
        Some(Trial::Known(found)) => {
            let href = opened(id, &found.delivery.id);
            let (class, icon, title) = outcome(&found);
            let rest = rest(&found);
            view! {
                <p class=class><Draw icon/><span><b>{title}</b><bdi>{rest}</bdi>" "<a href=href>"See all of it"</a></span></p>
            }
            .into_any()
        }
    }
    };
    view! { <div role="status" class="channel__trial">{shown}</div> }
}

fn outcome(found: &DeliveryDetail) -> (&'static str, Icon, &'static str) {
    match found.delivery.status {
        DeliveryStatus::Delivered => (
            "channel-notice channel-notice--good",
            Icon::Check,
            "The test arrived. ",
        ),
        DeliveryStatus::Failed => (
            "channel-notice channel-notice--risk",
            Icon::Alert,
            "The test did not arrive. ",
        ),
        DeliveryStatus::Pending => (
            "channel-notice channel-notice--watch",
            Icon::Alert,
            "The test has not arrived yet. ",
        ),
    }
}

/// Such as “The receiver answered 200 after 35 ms.”
fn rest(found: &DeliveryDetail) -> String {
    let Some(last) = found.attempt_log.last() else {
        return "Others are before it.".to_owned();
    };
    let millis = last.duration_millis;
    match (&last.error, last.code) {
        (Some(error), _) => {
            let error = visible(error);
            format!("{} (after {millis} ms)", error.trim_end_matches('.'))
        }
        (None, Some(code)) => format!("The receiver answered {code} after {millis} ms."),
        (None, None) => format!("It took {millis} ms."),
    }
}
