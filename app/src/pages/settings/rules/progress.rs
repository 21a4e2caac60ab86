//! How far the rules have gone through everybody.

use std::time::Duration;

use leptos::prelude::*;

use crate::api::client::ApiResult;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::pagination::grouped_signed;
use crate::types::rule::RuleProgress;

const PAUSE: Duration = Duration::from_millis(900);

/// A bar while they are at it; asks again until they are through.
#[component]
pub fn Progress(progress: Resource<ApiResult<RuleProgress>>) -> impl IntoView {
    Effect::new(move |_| {
        if matches!(progress.get(), Some(Ok(found)) if found.running) {
            let again = set_timeout_with_handle(move || progress.refetch(), PAUSE);
            on_cleanup(move || {
                if let Ok(again) = again {
                    again.clear();
                }
            });
        }
    });
    view! {
        <div class="rules__progress">
            <Load resource=progress skeleton=Skeleton::Nothing let:found>
                {found.running.then(|| view! { <Running found=found.clone()/> })}
            </Load>
        </div>
    }
}

#[component]
fn Running(found: RuleProgress) -> impl IntoView {
    let text = format!(
        "Rules are going through everybody: {} of {}",
        grouped_signed(found.done),
        grouped_signed(found.total)
    );
    view! {
        <div class="card pass" role="status">
            <span>{text.clone()}</span>
            <progress class="pass__bar" max=found.total.max(1).to_string() value=found.done.to_string() aria-label=text></progress>
        </div>
    }
}
