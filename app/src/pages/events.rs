//! Everything that pages and servers report, as it arrives, and what was refused.

use leptos::prelude::*;

use crate::components::page_header::PageHeader;
use crate::components::tabs::{Tab, Tabs};
use crate::routes;
use crate::url::{Query, use_query};

pub mod detail;
pub mod filters;
pub mod row;
pub mod short_list;

mod data;
mod facts;
mod feed;
mod refused;
mod stream;

use refused::Refused;
use stream::Stream;

const REFUSED: &str = "refused";

#[component]
pub fn EventsPage() -> impl IntoView {
    let query = use_query();
    let tab = Memo::new(move |_| query.with(|query| query.get("tab").unwrap_or("").to_owned()));
    let href = |key: &'static str| Query::default().with("tab", key).on(routes::EVENTS);
    view! {
        <PageHeader title="Events" about="Everything your pages and servers report, as it arrives."/>
        <Tabs tabs=vec![Tab::new("", "Received"), Tab::new(REFUSED, "Refused")] current=tab href=href
            label="Received or refused"/>
        <div class="events">
            {move || if tab.with(|tab| tab == REFUSED) {
                view! { <Refused/> }.into_any()
            } else {
                view! { <Stream/> }.into_any()
            }}
        </div>
    }
}
