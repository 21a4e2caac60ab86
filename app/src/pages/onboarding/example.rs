//! The example account: made-up people to look around with.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::button::{Button, LinkButton};
use crate::components::icon::{Draw, Icon};
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::pagination::grouped_signed;
use crate::layout::member::use_member;
use crate::{api, browser, routes};

#[derive(Clone, Debug, PartialEq, Eq)]
enum Progress {
    Offered,
    /// For how many seconds; the server does not say how far it is.
    Loading(u32),
    Loaded(i64),
    Failed(String),
}

/// The offer, unless one looks at the example already.
#[component]
pub fn LoadExample() -> impl IntoView {
    let member = use_member().resource();
    view! {
        <Load resource=member skeleton=Skeleton::Nothing let:me>
            {(!me.account.demo).then(|| {
                let existing = me.accounts.iter().any(|account| account.demo);
                view! { <Offer existing/> }
            })}
        </Load>
    }
}

#[component]
fn Offer(existing: bool) -> impl IntoView {
    let progress = RwSignal::new(Progress::Offered);
    let load = move |_| {
        progress.set(Progress::Loading(0));
        count_seconds(progress);
        spawn_local(async move {
            match api::demo::create().await {
                Ok(made) => {
                    progress.set(Progress::Loaded(made.events));
                    browser::leave_for(routes::OVERVIEW);
                }
                Err(error) => progress.set(Progress::Failed(error.message())),
            }
        });
    };
    let busy = Signal::derive(move || matches!(*progress.read(), Progress::Loading(_) | Progress::Loaded(_)));
    let about = if existing {
        "You have an example account already; the menu with your account's name leads to it."
    } else {
        "People, bots and account rings, all made up, in an account of their own. Yours stays as it is, and the example goes at a click."
    };
    view! {
        <section class="card example" aria-labelledby="example-title">
            <span class="example__icon"><Draw icon=Icon::Sparkle/></span>
            <div class="example__text">
                <h2 class="card__title" id="example-title">"Look around first"</h2>
                <p class="step__about">{about}</p>
                <p class="example__progress" role="status">{move || describe(&progress.read())}</p>
            </div>
            {if existing {
                view! { <LinkButton href=routes::OVERVIEW>"Overview"</LinkButton> }.into_any()
            } else {
                view! { <Button busy press=load>"Load demo data"</Button> }.into_any()
            }}
        </section>
    }
}

fn describe(progress: &Progress) -> String {
    match progress {
        Progress::Offered => String::new(),
        Progress::Loading(seconds @ 0..15) => {
            format!("Storing and scoring made-up events… {seconds} s. It takes some seconds.")
        }
        Progress::Loading(seconds) => {
            format!("Still at it… {seconds} s. A small machine needs longer; nothing is lost if you wait.")
        }
        Progress::Loaded(events) => {
            format!("{} events stored. Opening the overview…", grouped_signed(*events))
        }
        Progress::Failed(message) => format!("The example could not be made: {message}"),
    }
}

fn count_seconds(progress: RwSignal<Progress>) {
    let tick = move || {
        let still = progress.try_update(|progress| match progress {
            Progress::Loading(seconds) => {
                *seconds += 1;
                true
            }
            _ => false,
        });
        if still == Some(true) {
            count_seconds(progress);
        }
    };
    set_timeout(tick, Duration::from_secs(1));
}
