//! Badges that an identity gained and lost.

use leptos::prelude::*;

use super::Subject;
use crate::api;
use crate::components::badge_chip::badge_class;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::table::{Cell, Column, HeadCell, Table};
use crate::components::time::TimeExact;
use crate::components::untrusted::visible;
use crate::types::badge::BadgeChange;

const COLUMNS: [Column; 4] = [
    Column::new("When"),
    Column::new("What"),
    Column::new("Badge"),
    Column::new("Why"),
];

/// Latest first; nothing when there were none.
#[component]
pub fn BadgeChanges(subject: Subject) -> impl IntoView {
    let changes = Resource::new(
        move || subject.source(),
        |(id, _)| api::identities::badge_changes(&id),
    );
    let row = |change: BadgeChange| {
        view! {
            <tr>
                <HeadCell><TimeExact at=change.at/></HeadCell>
                <Cell label="What">{if change.gained { "Gained" } else { "Lost" }}</Cell>
                <Cell label="Badge"><span class=badge_class(change.kind)>{visible(&change.name)}</span></Cell>
                <td class="table__cell table__cell--wide" data-label="Why"><bdi>{visible(&change.explanation)}</bdi></td>
            </tr>
        }
    };
    view! {
        <Load resource=changes skeleton=Skeleton::Rows let:all>
            {(!all.is_empty()).then(|| view! {
                <h2 class="section-title">"Badges gained and lost"</h2>
                <Table caption="Badges gained and lost" columns=COLUMNS.to_vec()>{all.clone().into_iter().map(row).collect_view()}</Table>
            })}
        </Load>
    }
}
