//! The first page: how many, how active, how scored, and who needs a look.

use std::time::Duration;

use leptos::prelude::*;

use crate::api;
use crate::api::live::use_live_refresh;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::page_header::PageHeader;
use crate::types::overview::Overview;
use crate::types::stream::StreamMessage;

mod activity;
mod histograms;
mod people;
mod stats;

use activity::Activity;
use histograms::Histograms;
use people::{NeedsReview, Recent};
use stats::Stats;

#[component]
pub fn OverviewPage() -> impl IntoView {
    let overview = Resource::new(|| (), |()| api::overview::get());
    use_live_refresh(
        Duration::from_secs(5),
        |message| matches!(message, StreamMessage::Event(_) | StreamMessage::Scored(_)),
        move || overview.refetch(),
    );
    view! {
        <PageHeader title="Overview"/>
        <Load resource=overview skeleton=Skeleton::Cards let:overview>
            <Numbers overview/>
        </Load>
    }
}

#[component]
fn Numbers(overview: Overview) -> impl IntoView {
    view! {
        <div class="overview">
            <Stats overview=overview.clone()/>
            <Activity per_hour=overview.events_per_hour/>
            <Histograms histograms=overview.histograms/>
            <div class="overview__people">
                <NeedsReview identities=overview.needs_review/>
                <Recent identities=overview.recent/>
            </div>
        </div>
    }
}
