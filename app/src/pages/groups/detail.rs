//! One group: what it is, who is in it, and what happened in it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde_json::Map;

use crate::api;
use crate::components::copy::CopyText;
use crate::components::facts::{Fact, Facts};
use crate::components::icon::{Draw, Icon};
use crate::components::identity_link::short;
use crate::components::load::Load;
use crate::components::page_header::PageHeader;
use crate::components::pagination::grouped_signed;
use crate::components::time::{TimeAgo, TimeAgoOr};
use crate::pages::events::short_list::EventShortList;
use crate::pages::identities::detail::attributes::Attributes;
use crate::pages::identities::short_list::IdentityShortList;
use crate::routes;
use crate::types::group::Group;
use crate::url::Query;

#[component]
pub fn GroupPage() -> impl IntoView {
    let params = use_params_map();
    let parameter = move |name: &str| params.with(|params| params.get_str(name).unwrap_or("").to_owned());
    let key = Memo::new(move |_| (parameter("type"), parameter("id")));
    let group = Resource::new(move || key.get(), |(kind, id)| api::groups::get(&kind, &id));
    view! {
        <a class="back-link" href=routes::GROUPS><Draw icon=Icon::Back/>"Groups"</a>
        <Load resource=group let:group>
            <Shown group/>
        </Load>
    }
}

#[component]
fn Shown(group: Group) -> impl IntoView {
    let title = group
        .display_name
        .as_deref()
        .map_or_else(|| short(group.id.as_str()), short);
    let within = Query::default()
        .with("group", group.id.as_str())
        .with("groupType", group.kind.as_str());
    // Only lists leave it out.
    let data = group.data.clone().map_or_else(Map::new, Map::from);
    view! {
        <PageHeader title/>
        <div class="groups">
            <About group/>
            <section class="groups__attributes" aria-labelledby="group-attributes">
                <h2 class="section-title" id="group-attributes">"Attributes"</h2>
                <Attributes data hint="Pass what you know with the data of a group in an event, or with POST /api/groups."/>
            </section>
            <IdentityShortList query=within.clone() title="Members" empty="Nobody is in this group"
                hint="Identities join when an event of theirs names the group."/>
            <EventShortList query=within title="Events in this group"
                hint="No event named this group, or they are past the time events are kept."/>
        </div>
    }
}

#[component]
fn About(group: Group) -> impl IntoView {
    view! {
        <section class="card groups__facts" aria-label="About this group">
            <Facts>
                <Fact name="Id"><CopyText text=group.id.to_string() what="id"/></Fact>
                <Fact name="Type">{group.kind.to_string()}</Fact>
                <Fact name="Identities">{grouped_signed(group.identity_count)}</Fact>
                <Fact name="First heard of"><TimeAgo at=group.created_at/></Fact>
                <Fact name="Last event"><TimeAgoOr at=group.last_tracked_at never="never"/></Fact>
            </Facts>
        </section>
    }
}
