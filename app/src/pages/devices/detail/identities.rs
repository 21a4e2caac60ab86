//! Who used a device.

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

/// The identities of a device, those seen last first.
#[component]
pub fn DeviceIdentities(fingerprint: String) -> impl IntoView {
    let query = Query::default().with("device", &fingerprint);
    let all = query.on(routes::IDENTITIES);
    let identities = Resource::new(move || query.clone(), |query| api::identities::list(&query));
    view! {
        <section class="devices__section" aria-labelledby="device-identities">
            <h2 class="section-title" id="device-identities">"Identities on this device"</h2>
            <Load resource=identities skeleton=Skeleton::Rows let:page>
                <Identities page all=all.clone()/>
            </Load>
        </section>
    }
}

#[component]
fn Identities(page: Page<Identity>, all: String) -> impl IntoView {
    if page.content.is_empty() {
        return view! {
            <div class="card">
                <Empty icon=Icon::Identity title="Nobody has said who they are"
                    text="Identities appear here once a page calls dregs.identify() on this device."/>
            </div>
        }
        .into_any();
    }
    let more = (!page.last).then(|| {
        view! { <p class="devices__more"><a href=all>{format!("All {} identities", grouped(page.total_elements))}</a></p> }
    });
    let rows = page
        .content
        .into_iter()
        .map(|identity| view! { <Row identity/> })
        .collect_view();
    view! {
        <Table caption="Identities on this device" columns=COLUMNS.to_vec()>{rows}</Table>
        {more}
    }
    .into_any()
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
                <span class="device">
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
