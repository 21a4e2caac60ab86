//! Everything a channel carried in the last 30 days.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use super::query::{LogPage, Wanted};
use super::row::{COLUMNS, DeliveryRow};
use super::signature::Signature;
use crate::api;
use crate::api::client::ApiResult;
use crate::components::button::Button;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::pagination::{Pagination, Place, grouped};
use crate::components::table::Table;
use crate::components::tabs::{Tab, Tabs};
use crate::components::toast::use_toaster;
use crate::layout::member::use_may;
use crate::routes;
use crate::types::channel::{Channel, ChannelType};
use crate::types::delivery::DeliveryDetail;
use crate::types::member::Role;

/// The delivery that is open, with everything about it.
pub type Opened = Resource<ApiResult<Option<DeliveryDetail>>>;

/// What the rows share.
#[derive(Clone, Copy)]
pub struct Shelf {
    pub wanted: Memo<Wanted>,
    pub opened: Opened,
    /// The channel that all of them went through.
    pub channel: StoredValue<Channel>,
    pub desk: Desk,
}

/// The log, narrowed by where deliveries stand; for a webhook, how its receiver tells that it is us.
#[component]
pub fn Log(found: LogPage, opened: Opened, wanted: Memo<Wanted>, desk: Desk) -> impl IntoView {
    let Some(channel) = found.channel.clone() else {
        return ().into_any();
    };
    let signs = channel.kind == ChannelType::Webhook;
    let shelf = Shelf {
        wanted,
        opened,
        channel: StoredValue::new(channel),
        desk,
    };
    let tabs = vec![
        Tab::new("", "All"),
        Tab::new("PENDING", "Waiting"),
        Tab::new("DELIVERED", "Delivered"),
        Tab::new("FAILED", "Failed"),
    ];
    let current = Signal::derive(move || wanted.with(|wanted| wanted.status.to_owned()));
    let href = move |status: &'static str| wanted.with(|wanted| wanted.on_tab(status));
    view! {
        <section class="deliveries" aria-labelledby="deliveries-title">
            <header class="deliveries__head">
                <h2 class="card__title" id="deliveries-title">"Deliveries"</h2>
                <AllFailed failed=found.failed shelf/>
            </header>
            <Tabs label="Where deliveries stand" tabs current href/>
            <Rows found shelf/>
        </section>
        {signs.then(|| view! { <Signature wanted/> })}
    }
    .into_any()
}

#[component]
fn Rows(found: LogPage, shelf: Shelf) -> impl IntoView {
    let wanted = shelf.wanted.get_untracked();
    if found.page.content.is_empty() {
        let (title, text) = if wanted.status.is_empty() {
            (
                "Nothing was sent yet",
                "Send a test to see it here: what was sent, what the receiver answered, and how long that took.",
            )
        } else {
            (
                "Nothing stands there",
                "There may be deliveries that stand elsewhere.",
            )
        };
        return view! { <div class="card"><Empty icon=Icon::Send title text/></div> }.into_any();
    }
    let place = Place::from(&found.page);
    let path = routes::channel(shelf.channel.with_value(|channel| channel.id));
    let rows = found
        .page
        .content
        .into_iter()
        .map(move |delivery| view! { <DeliveryRow delivery shelf/> });
    view! {
        <Table caption="Deliveries, newest first" columns=COLUMNS.to_vec()>{rows.collect_view()}</Table>
        <Pagination place path query=wanted.query() what="deliveries"/>
    }
    .into_any()
}

#[component]
fn AllFailed(failed: u64, shelf: Shelf) -> impl IntoView {
    let toaster = use_toaster();
    let may = use_may(Role::Analyst);
    let (id, on) = shelf.channel.with_value(|channel| (channel.id, channel.enabled));
    let busy = RwSignal::new(false);
    let press = move |()| {
        busy.set(true);
        spawn_local(async move {
            match api::channels::redeliver_failed(id).await {
                Ok(done) => toaster.done(format!(
                    "{} on the way again, under the same ids.",
                    grouped(done.queued)
                )),
                Err(error) => toaster.failed("Not sent again", &error),
            }
            let _ = busy.try_set(false);
            shelf.desk.refresh();
        });
    };
    let press = Callback::new(press);
    let title = (!on).then_some("The channel is off");
    let title = title.unwrap_or("Sent again under the same ids");
    move || {
        (failed > 0 && may.get()).then(move || {
            view! {
                <Button icon=Icon::Refresh busy disabled=!on title press>
                    {format!("Redeliver all failed ({})", grouped(failed))}
                </Button>
            }
        })
    }
}
