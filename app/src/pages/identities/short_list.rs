//! The first identities of a place or a group, on the page of that place or group.

use leptos::prelude::*;

use crate::api;
use crate::components::badge_chip::{BadgeChip, DisregardedChip};
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::identity_link::IdentityLink;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::pagination::grouped;
use crate::components::score_chip::ScoreChip;
use crate::components::table::{Cell, Column, HeadCell, Table};
use crate::components::time::TimeAgoOr;
use crate::routes;
use crate::types::identity::Identity;
use crate::types::page::Page;
use crate::types::score::Category;
use crate::url::Query;

const COLUMNS: [Column; 6] = [
    Column::new("Identity"),
    Column::new("Humanity"),
    Column::new("Authenticity"),
    Column::new("Uniqueness"),
    Column::new("Behavior"),
    Column::new("Last seen"),
];

/// The identities that a query finds, those seen last first, and the way to all of them.
#[component]
pub fn IdentityShortList(
    query: Query,
    title: &'static str,
    /// What to say where there are none, and why.
    empty: &'static str,
    hint: &'static str,
) -> impl IntoView {
    let all = query.on(routes::IDENTITIES);
    let identities = Resource::new(move || query.clone(), |query| api::identities::list(&query));
    view! {
        <section class="short-list" aria-labelledby="short-list-identities">
            <h2 class="section-title" id="short-list-identities">{title}</h2>
            <Load resource=identities skeleton=Skeleton::Rows let:page>
                {if page.content.is_empty() {
                    view! { <div class="card"><Empty icon=Icon::Identity title=empty text=hint/></div> }.into_any()
                } else {
                    view! { <Identities page title all=all.clone()/> }.into_any()
                }}
            </Load>
        </section>
    }
}

#[component]
fn Identities(page: Page<Identity>, title: &'static str, all: String) -> impl IntoView {
    let more = (!page.last).then(|| {
        view! { <p class="short-list__more"><a href=all>{format!("All {} identities", grouped(page.total_elements))}</a></p> }
    });
    let rows = page
        .content
        .into_iter()
        .map(|identity| view! { <Row identity/> })
        .collect_view();
    view! {
        <Table caption=title columns=COLUMNS.to_vec()>{rows}</Table>
        {more}
    }
}

#[component]
fn Row(identity: Identity) -> impl IntoView {
    let scores = Category::ALL.map(|category| {
        let score = identity.score(category);
        view! { <Cell label=category.label()><ScoreChip category score/></Cell> }
    });
    let badges = identity
        .badges
        .clone()
        .into_iter()
        .map(|badge| view! { <BadgeChip badge/> });
    let (seen, disregarded) = (identity.last_tracked_at, identity.disregarded);
    view! {
        <tr>
            <HeadCell>
                <span class="short-list__who">
                    <IdentityLink identity/>
                    <span class="badges">
                        {badges.collect_view()}
                        {disregarded.then(|| view! { <DisregardedChip/> })}
                    </span>
                </span>
            </HeadCell>
            {scores.into_iter().collect_view()}
            <Cell label="Last seen"><TimeAgoOr at=seen never="never"/></Cell>
        </tr>
    }
}
