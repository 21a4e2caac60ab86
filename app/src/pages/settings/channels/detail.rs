//! One channel: how it stands, everything it carried, and how its receiver tells that it is us.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::card::ChannelCard;
use super::desk::{Desk, Dialogs, Told};
use super::fresh::use_fresh;
use super::listed::{Listed, is_moving};
use super::log::Log;
use super::query::{Wanted, fetch};
use super::{NOT_ALLOWED, one};
use crate::api;
use crate::components::icon::{Draw, Icon};
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::page_header::PageHeader;
use crate::layout::member::use_member;
use crate::routes;
use crate::types::member::Role;
use crate::url::use_query;

#[component]
pub fn ChannelPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query());
    let id = Memo::new(move |_| {
        // No channel has the number 0: what is no number is not found.
        params.with(|params| {
            params
                .get_str("id")
                .map_or(0, |id| id.parse::<i64>().unwrap_or(0))
        })
    });
    let wanted = Memo::new(move |_| query.with(|query| Wanted::of(id.get(), query)));
    let listed = Memo::new(move |_| wanted.with(Wanted::listed));
    let open = Memo::new(move |_| wanted.with(|wanted| wanted.open.clone()));
    let channel = Resource::new(move || id.get(), one);
    let log = Resource::new(move || listed.get(), fetch);
    let opened = Resource::new(
        move || open.get(),
        |open| async move {
            match open {
                Some(id) => api::deliveries::get(&id).await.map(Some),
                None => Ok(None),
            }
        },
    );
    let refresh = move || {
        channel.refetch();
        log.refetch();
        if untrack(move || open.get()).is_some() {
            opened.refetch();
        }
    };
    let desk = Desk {
        leaves: true,
        ..Desk::new(Callback::new(move |()| refresh()))
    };
    use_fresh(
        move || matches!(log.get(), Some(Ok(found)) if found.page.content.iter().any(is_moving)),
        refresh,
    );
    view! {
        <a class="back-link" href=routes::CHANNELS><Draw icon=Icon::Back/>"Channels"</a>
        <div class="channels">
            <Load resource=channel skeleton=Skeleton::Lines let:found>
                {found.into_iter().map(|found| view! { <Top found desk/> }).collect_view()}
            </Load>
            // Beside and not inside: news of the channel leaves what is listed where it is.
            <Load resource=log skeleton=Skeleton::Rows let:found>
                <Log found opened wanted desk/>
            </Load>
        </div>
        <Dialogs desk/>
    }
}

#[component]
fn Top(found: Listed, desk: Desk) -> impl IntoView {
    let member = use_member().resource();
    let title = found.channel.name.clone();
    view! {
        <PageHeader title/>
        <Told desk/>
        <Load resource=member skeleton=Skeleton::Nothing let:me>
            {
                let may = me.role >= Role::Admin;
                view! {
                    {(!may).then(|| view! { <p class="channels__why">{NOT_ALLOWED}</p> })}
                    <ChannelCard listed=found.clone() may desk whole=true/>
                }
            }
        </Load>
    }
}
