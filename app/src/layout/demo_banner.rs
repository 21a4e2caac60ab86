//! Says that one looks at made-up people, and how to leave.

use leptos::prelude::*;

use super::member::use_member;
use crate::components::icon::{Draw, Icon};
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::routes;

/// The banner above every page of an example account.
#[component]
pub fn DemoBanner() -> impl IntoView {
    let member = use_member().resource();
    view! {
        <Load resource=member skeleton=Skeleton::Nothing let:me>
            {me.account.demo.then(|| view! {
                <p class="demo-banner" role="note">
                    <Draw icon=Icon::Sparkle/>
                    <span>"Example account: these people are made up."</span>
                    <a href=routes::MEMBER>"Remove it"</a>
                </p>
            })}
        </Load>
    }
}
