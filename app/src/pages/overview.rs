//! The first page: how many, how active, how scored, and who needs a look.

use std::time::Duration;

use leptos::prelude::*;

use crate::api;
use crate::api::live::use_live_refresh;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::page_header::PageHeader;
use crate::pages::onboarding::OnboardingPage;
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
    let in_use = StoredValue::new(false);
    use_live_refresh(
        Duration::from_secs(5),
        // Never under the hands of someone who is still installing: the steps hold a secret shown once.
        move |message| {
            matches!(message, StreamMessage::Event(_) | StreamMessage::Scored(_)) && in_use.get_value()
        },
        move || overview.refetch(),
    );
    view! {
        <Load resource=overview skeleton=Skeleton::Cards let:overview>
            {in_use.set_value(overview.has_events)}
            {if overview.has_events {
                view! { <Numbers overview/> }.into_any()
            } else {
                view! { <OnboardingPage/> }.into_any()
            }}
        </Load>
    }
}

#[component]
fn Numbers(overview: Overview) -> impl IntoView {
    view! {
        <PageHeader title="Overview"/>
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
