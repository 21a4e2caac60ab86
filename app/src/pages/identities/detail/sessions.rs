//! The visits of the identity.

use leptos::prelude::*;

use super::Subject;
use crate::api;
use crate::components::copy::CopyText;
use crate::components::device_name::short_fingerprint;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::table::{Cell, Column, HeadCell, Table};
use crate::components::time::{TimeAgo, span};
use crate::routes;
use crate::types::session::Session;

const COLUMNS: [Column; 6] = [
    Column::new("Session"),
    Column::new("Device"),
    Column::new("Address"),
    Column::new("Events").numeric(),
    Column::new("Length").numeric(),
    Column::new("Began"),
];

/// A table of visits, newest first.
#[component]
pub fn Sessions(subject: Subject) -> impl IntoView {
    let sessions = Resource::new(move || subject.source(), |(id, _)| api::identities::sessions(&id));
    view! {
        <Load resource=sessions skeleton=Skeleton::Rows let:sessions>
            {if sessions.is_empty() {
                view! {
                    <div class="card">
                        <Empty icon=Icon::Event title="No visits"
                            text="A visit begins when dregs.js runs in the person's browser."/>
                    </div>
                }.into_any()
            } else {
                let rows = sessions.into_iter().map(|session| view! { <Row session/> }).collect_view();
                view! { <Table caption="Visits of this identity" columns=COLUMNS.to_vec()>{rows}</Table> }.into_any()
            }}
        </Load>
    }
}

#[component]
fn Row(session: Session) -> impl IntoView {
    let seconds = (session.last_event_at.millis() - session.started_at.millis()) / 1000;
    let device = session.fingerprint.map(|fingerprint| {
        let text = short_fingerprint(fingerprint.as_str());
        view! { <a href=routes::device(fingerprint.as_str())><code>{text}</code></a> }
    });
    view! {
        <tr>
            <HeadCell><CopyText text=session.id.to_string() what="session id"/></HeadCell>
            <Cell label="Device">{device}</Cell>
            <Cell label="Address"><code>{session.ip.unwrap_or_else(|| "–".to_owned())}</code></Cell>
            <Cell label="Events" numeric=true>{session.event_count}</Cell>
            <Cell label="Length" numeric=true>{span(seconds)}</Cell>
            <Cell label="Began"><TimeAgo at=session.started_at/></Cell>
        </tr>
    }
}
