//! The table of groups.

use leptos::prelude::*;

use crate::components::button::{LinkButton, Tone};
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::identity_link::short;
use crate::components::pagination::{Pagination, grouped_signed};
use crate::components::table::{Cell, Column, HeadCell, Sorting, Table};
use crate::components::time::{TimeAgo, TimeAgoOr};
use crate::routes;
use crate::types::group::Group;
use crate::types::page::Page;
use crate::url::Query;

const COLUMNS: [Column; 5] = [
    Column::new("Group").sorted_by("displayName"),
    Column::new("Type"),
    Column::new("Identities").numeric(),
    Column::new("First heard of"),
    Column::new("Last event").sorted_by("lastTrackedAt"),
];

/// A page of groups, or why there are none.
#[component]
pub fn GroupList(page: Page<Group>, query: Query) -> impl IntoView {
    if page.content.is_empty() {
        let narrowed = ["type", "identity", "term", "page"]
            .into_iter()
            .any(|key| query.get(key).is_some());
        return view! { <NoGroups narrowed/> }.into_any();
    }
    let place = (&page).into();
    let sorting = Sorting::of(routes::GROUPS, &query, "lastTrackedAt");
    let rows = page.content.into_iter();
    let rows = rows.map(|group| {
        let of_type = query.clone().without("page").with("type", group.kind.as_str());
        view! { <Row group of_type=of_type.on(routes::GROUPS)/> }
    });
    let rows = rows.collect_view();
    view! {
        <Table caption="Groups" columns=COLUMNS.to_vec() sorting=sorting>{rows}</Table>
        <Pagination place path=routes::GROUPS.to_owned() query what="groups"/>
    }
    .into_any()
}

#[component]
fn Row(group: Group, of_type: String) -> impl IntoView {
    let id = group.id.to_string();
    let below = group.display_name.is_some().then(|| short(&id));
    let name = group.display_name.as_deref().map_or_else(|| short(&id), short);
    let href = routes::group(group.kind.as_str(), &id);
    let kind = group.kind.to_string();
    view! {
        <tr>
            <HeadCell>
                <span class="groups__name">
                    <a href=href><bdi>{name}</bdi></a>
                    {below.map(|id| view! { <span class="groups__id"><bdi>{id}</bdi></span> })}
                </span>
            </HeadCell>
            <Cell label="Type"><a href=of_type>{kind}</a></Cell>
            <Cell label="Identities" numeric=true>{grouped_signed(group.identity_count)}</Cell>
            <Cell label="First heard of"><TimeAgo at=group.created_at/></Cell>
            <Cell label="Last event"><TimeAgoOr at=group.last_tracked_at never="never"/></Cell>
        </tr>
    }
}

#[component]
fn NoGroups(narrowed: bool) -> impl IntoView {
    if narrowed {
        view! {
            <div class="card">
                <Empty icon=Icon::Search title="No group found" text="Nothing matches. Part of a name or an id is enough.">
                    <LinkButton href=routes::GROUPS>"Clear search"</LinkButton>
                </Empty>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class="card">
                <Empty icon=Icon::Group title="No groups yet"
                    text="They appear when an event names them in groups, or a page passes its organization to dregs('init').">
                    <LinkButton href=routes::ONBOARDING tone=Tone::Primary>"Install Dregs"</LinkButton>
                </Empty>
            </div>
        }
        .into_any()
    }
}
