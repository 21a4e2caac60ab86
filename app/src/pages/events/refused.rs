//! Requests that were refused, counted by reason and origin, so that nobody has to guess why nothing arrives.

use std::time::Duration;

use leptos::prelude::*;

use crate::api;
use crate::api::live::use_live_refresh;
use crate::components::button::LinkButton;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::identity_link::short;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::pagination::grouped_signed;
use crate::components::refusal::{advice, reason};
use crate::components::table::{Cell, Column, HeadCell, Table};
use crate::components::time::TimeAgo;
use crate::components::untrusted::Untrusted;
use crate::routes;
use crate::types::rejection::Rejection;
use crate::types::stream::StreamMessage;

const COLUMNS: [Column; 6] = [
    Column::new("Reason"),
    Column::new("From"),
    Column::new("Times").numeric(),
    Column::new("First"),
    Column::new("Latest"),
    Column::new("What to do"),
];

/// The table of refusals; it follows the live stream.
#[component]
pub fn Refused() -> impl IntoView {
    let rejections = Resource::new(|| (), |()| api::rejections::list());
    use_live_refresh(
        Duration::from_secs(1),
        |message| matches!(message, StreamMessage::Rejected(_)),
        move || rejections.refetch(),
    );
    view! {
        <Load resource=rejections skeleton=Skeleton::Rows let:rejections>
            <Refusals rejections/>
        </Load>
    }
}

#[component]
fn Refusals(rejections: Vec<Rejection>) -> impl IntoView {
    if rejections.is_empty() {
        return view! {
            <div class="card">
                <Empty icon=Icon::Check title="Nothing was refused" text="Requests with a wrong origin, a dead key or a malformed event would be listed here with the reason.">
                    <LinkButton href=routes::CREDENTIALS icon=Icon::Key>"Credentials"</LinkButton>
                </Empty>
            </div>
        }
        .into_any();
    }
    let rows = rejections
        .into_iter()
        .map(|rejection| view! { <Row rejection/> })
        .collect_view();
    view! { <Table caption="Refused requests, latest first" columns=COLUMNS.to_vec()>{rows}</Table> }
        .into_any()
}

#[component]
fn Row(rejection: Rejection) -> impl IntoView {
    let (reason, advice) = (reason(&rejection.code), advice(&rejection.code));
    let from = rejection
        .origin
        .as_deref()
        .map_or_else(|| "a server".to_owned(), short);
    view! {
        <tr>
            <HeadCell>
                <div>
                    <p class="refused__reason">{reason}</p>
                    <p class="refused__message"><Untrusted text=rejection.message/></p>
                </div>
            </HeadCell>
            <td class="table__cell table__cell--wide" data-label="From"><bdi>{from}</bdi></td>
            <Cell label="Times" numeric=true>{grouped_signed(rejection.count)}</Cell>
            <Cell label="First"><TimeAgo at=rejection.first_at/></Cell>
            <Cell label="Latest"><TimeAgo at=rejection.last_at/></Cell>
            <td class="table__cell table__cell--wide refused__advice">{advice}</td>
        </tr>
    }
}
