//! Whom the identity is tied to, and by what.

use leptos::prelude::*;

use super::Subject;
use crate::api;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::identity_link::short;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::score_card::Confidence;
use crate::components::table::{Cell, Column, HeadCell, Table};
use crate::components::time::TimeAgo;
use crate::components::untrusted::Untrusted;
use crate::routes;
use crate::types::link::{Link, LinkType};

const COLUMNS: [Column; 6] = [
    Column::new("Identity"),
    Column::new("Shared"),
    Column::new("Strength").numeric(),
    Column::new("Confidence"),
    Column::new("Why"),
    Column::new("Found"),
];

/// A table of links.
#[component]
pub fn Links(subject: Subject) -> impl IntoView {
    let links = Resource::new(move || subject.source(), |(id, _)| api::identities::links(&id));
    view! {
        <Load resource=links skeleton=Skeleton::Rows let:links>
            {if links.is_empty() {
                view! {
                    <div class="card">
                        <Empty icon=Icon::Link title="No links"
                            text="This identity shares no device, address, visit, name or email address with another."/>
                    </div>
                }.into_any()
            } else {
                let rows = links.into_iter().map(|link| view! { <Row link/> }).collect_view();
                view! { <Table caption="Links of this identity" columns=COLUMNS.to_vec()>{rows}</Table> }.into_any()
            }}
        </Load>
    }
}

#[component]
fn Row(link: Link) -> impl IntoView {
    let id = link.target_identity_id.to_string();
    let name = link.target_display_name.unwrap_or_else(|| id.clone());
    let below = (name != id).then(|| short(&id));
    view! {
        <tr>
            <HeadCell>
                <span class="identity-link">
                    <a class="identity-link__name" href=routes::identity(&id)><bdi>{short(&name)}</bdi></a>
                    {below.map(|below| view! { <span class="identity-link__below"><bdi>{below}</bdi></span> })}
                </span>
            </HeadCell>
            <Cell label="Shared"><span class="badge">{shared(link.kind)}</span></Cell>
            <Cell label="Strength" numeric=true>{format!("{:.0}%", link.value * 100.0)}</Cell>
            <Cell label="Confidence"><Confidence value=link.confidence/></Cell>
            <Cell label="Why"><Untrusted text=link.explanation/></Cell>
            <Cell label="Found"><TimeAgo at=link.created_at/></Cell>
        </tr>
    }
}

const fn shared(kind: LinkType) -> &'static str {
    match kind {
        LinkType::SameDevice => "Same device",
        LinkType::SharedIp => "Shared address",
        LinkType::SharedSession => "Shared visit",
        LinkType::SimilarName => "Similar name",
        LinkType::SimilarEmail => "Similar email",
        LinkType::SimilarBehavior => "Similar habits",
    }
}
