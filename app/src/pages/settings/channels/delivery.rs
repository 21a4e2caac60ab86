//! All of one delivery: what was asked of the receiver, what it answered, and every try.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::log::Shelf;
use super::request::Request;
use crate::api;
use crate::components::button::Button;
use crate::components::copy::CopyText;
use crate::components::facts::{Fact, Facts};
use crate::components::icon::Icon;
use crate::components::pagination::grouped_signed;
use crate::components::time::{TimeAgoOr, TimeExact};
use crate::components::toast::use_toaster;
use crate::components::untrusted::{Untrusted, visible};
use crate::layout::member::use_may;
use crate::types::delivery::{Delivery, DeliveryAttempt, DeliveryDetail, DeliveryStatus};
use crate::types::member::Role;

/// The delivery that is open.
#[component]
pub fn Sheet(found: DeliveryDetail, shelf: Shelf) -> impl IntoView {
    let delivery = found.delivery.clone();
    let tries = found.attempt_log.clone();
    let (next, id) = (delivery.next_attempt_at, delivery.id.clone());
    let (happened, ended) = (delivery.created_at, delivery.finished_at);
    view! {
        <div class="delivery-sheet">
            <div class="delivery-sheet__facts">
                <Facts>
                    <Fact name="Delivery" wide=true><CopyText text=id what="delivery id"/></Fact>
                    <Fact name="Happened"><TimeExact at=happened/></Fact>
                    <Fact name="Ended"><TimeAgoOr at=ended never="not yet"/></Fact>
                    {next.map(|at| view! { <Fact name="Next try"><TimeExact at/></Fact> })}
                </Facts>
                <Again delivery shelf/>
            </div>
            <Tries tries/>
            <Request found channel=shelf.channel.get_value()/>
        </div>
    }
}

#[component]
fn Again(delivery: Delivery, shelf: Shelf) -> impl IntoView {
    let toaster = use_toaster();
    let may = use_may(Role::Analyst);
    let busy = RwSignal::new(false);
    let on = shelf.channel.with_value(|channel| channel.enabled);
    let ended = delivery.status != DeliveryStatus::Pending;
    let press = Callback::new(move |()| {
        busy.set(true);
        let again = api::deliveries::redeliver(&delivery.id);
        spawn_local(async move {
            match again.await {
                Ok(_) => toaster.done("On its way again, under the same id."),
                Err(error) => toaster.failed("Not sent again", &error),
            }
            let _ = busy.try_set(false);
            shelf.desk.refresh();
        });
    });
    let title = match (on, ended) {
        (false, _) => "The channel is off",
        (true, false) => "It is under way already",
        (true, true) => "Sent again under the same id: a receiver that has seen it can tell",
    };
    move || {
        may.get().then(|| view! { <Button icon=Icon::Refresh busy disabled=!(on && ended) title press>"Redeliver"</Button> })
    }
}

#[component]
fn Tries(tries: Vec<DeliveryAttempt>) -> impl IntoView {
    if tries.is_empty() {
        return view! { <p class="faint">"Not tried yet."</p> }.into_any();
    }
    let rows = tries.into_iter().map(|one| view! { <Try one/> });
    view! {
        <section>
            <h3 class="delivery-sheet__title">"Tries"</h3>
            <ol class="tries">{rows.collect_view()}</ol>
        </section>
    }
    .into_any()
}

#[component]
fn Try(one: DeliveryAttempt) -> impl IntoView {
    let (class, mark) = match one.error {
        None => ("badge badge--good", "Arrived"),
        Some(_) => ("badge badge--bad", "Failed"),
    };
    let code = one.code.map(|code| view! { <b>{format!("Status {code}")}</b> });
    let answer = one.answer.filter(|text| !text.is_empty()).map(|text| {
        view! { <pre class="tries__answer" tabindex="0" role="group" aria-label="How the answer begins">{visible(&text)}</pre> }
    });
    view! {
        <li class="tries__one">
            <span class="tries__number">{grouped_signed(one.number)}</span>
            <div class="tries__what">
                <p class="tries__line">
                    <span class=class>{mark}</span>
                    {code}
                    <span class="faint">{format!("{} ms", grouped_signed(one.duration_millis))}</span>
                    <TimeExact at=one.at/>
                </p>
                {one.error.map(|error| view! { <div class="tries__error"><Untrusted text=error/></div> })}
                {answer}
            </div>
        </li>
    }
}
