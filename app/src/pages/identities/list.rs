//! The list of identities: searched, filtered, sorted and paged by the URL.

use std::time::Duration;

use leptos::prelude::*;

use crate::api;
use crate::api::live::use_live_refresh;
use crate::components::badge_chip::{BadgeChip, DisregardedChip};
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::identity_link::IdentityLink;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::page_header::PageHeader;
use crate::components::pagination::{Pagination, Place};
use crate::components::score_chip::ScoreChip;
use crate::components::table::{Cell, Column, HeadCell, Sorting, Table};
use crate::components::time::TimeAgoOr;
use crate::routes;
use crate::types::identity::Identity;
use crate::types::page::Page;
use crate::types::score::Category;
use crate::types::stream::StreamMessage;
use crate::url::{Query, use_query};

mod filters;

use filters::{ActiveFilters, FILTERS, Filters};

const COLUMNS: [Column; 7] = [
    Column::new("Identity"),
    Column::new("Humanity").sorted_by("humanityScore"),
    Column::new("Authenticity").sorted_by("authenticityScore"),
    Column::new("Uniqueness").sorted_by("uniquenessScore"),
    Column::new("Behavior").sorted_by("behaviorScore"),
    Column::new("Last seen").sorted_by("lastTrackedAt"),
    Column::new("First seen").sorted_by("createdAt"),
];

#[component]
pub fn IdentitiesPage() -> impl IntoView {
    let query = use_query();
    let page = Resource::new(
        move || api_query(&query.read()),
        |query| api::identities::list(&query),
    );
    use_live_refresh(
        Duration::from_secs(4),
        |message| matches!(message, StreamMessage::Scored(_)),
        move || page.refetch(),
    );
    view! {
        <PageHeader title="Identities" about="Everyone your events speak of, with what we make of them."/>
        <div class="list">
            <Filters query/>
            <ActiveFilters query/>
            <Load resource=page skeleton=Skeleton::Rows let:page>
                <Rows page query=query.get_untracked()/>
            </Load>
        </div>
    }
}

/// What the API is asked for: nothing but what the page knows.
fn api_query(query: &Query) -> Query {
    let page = query.get("page").unwrap_or("0").to_owned();
    let keys: Vec<&str> = FILTERS.into_iter().chain(["sort", "order"]).collect();
    query.clone().only(&keys).with("pageNumber", &page)
}

#[component]
fn Rows(page: Page<Identity>, query: Query) -> impl IntoView {
    if page.total_elements == 0 {
        return view! { <Nobody filtered=FILTERS.iter().any(|key| query.get(key).is_some())/> }.into_any();
    }
    let place = Place::from(&page);
    let sorting = Sorting::of(routes::IDENTITIES, &query, "lastTrackedAt");
    let rows = page
        .content
        .into_iter()
        .map(|identity| view! { <Row identity/> })
        .collect_view();
    view! {
        <Table caption="Identities" columns=COLUMNS.to_vec() sorting=sorting>{rows}</Table>
        <Pagination place path=routes::IDENTITIES.to_owned() query what="identities"/>
    }
    .into_any()
}

#[component]
fn Row(identity: Identity) -> impl IntoView {
    let scores = Category::ALL.map(|category| {
        let score = identity.score(category);
        view! { <Cell label=category.label()><ScoreChip category score/></Cell> }
    });
    // One badge keeps every row at one height; the rest are counted.
    let shown = usize::from(!identity.disregarded);
    let badges = identity
        .badges
        .iter()
        .take(shown)
        .cloned()
        .map(|badge| view! { <BadgeChip badge/> });
    let badges = badges.collect_view();
    let more = identity.badges.len().saturating_sub(shown);
    let (last, first, disregarded) = (
        identity.last_tracked_at,
        identity.created_at,
        identity.disregarded,
    );
    view! {
        <tr>
            <HeadCell>
                <span class="identity-cell">
                    <IdentityLink identity/>
                    <span class="badges">
                        {disregarded.then(|| view! { <DisregardedChip/> })}
                        {badges}
                        {(more > 0).then(|| view! { <span class="badge">{format!("+{more}")}</span> })}
                    </span>
                </span>
            </HeadCell>
            {scores.into_iter().collect_view()}
            <Cell label="Last seen"><TimeAgoOr at=last never="never"/></Cell>
            <Cell label="First seen"><TimeAgoOr at=Some(first) never="never"/></Cell>
        </tr>
    }
}

#[component]
fn Nobody(filtered: bool) -> impl IntoView {
    if filtered {
        view! {
            <div class="card">
                <Empty icon=Icon::Filter title="Nobody matches these filters"
                    text="There are identities, but none of them fits all of the filters above.">
                    <a class="button" href=routes::IDENTITIES>"Clear filters"</a>
                </Empty>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class="card">
                <Empty icon=Icon::Identity title="No identities yet"
                    text="An identity appears when your page calls dregs.identify(), or your server sends an event about a person.">
                    <a class="button button--primary" href=routes::ONBOARDING>"Install the snippet"</a>
                </Empty>
            </div>
        }
        .into_any()
    }
}
