//! Navigation at the side, the page beside it.

use leptos::prelude::*;
use leptos_router::components::Outlet;

use super::brand::Brand;
use super::demo_banner::DemoBanner;
use super::member::Member;
use super::open_escalations::OpenEscalations;
use super::shortcuts::{Keys, Shortcuts};
use super::side_nav::SideNav;
use crate::api::live::Live;

/// The frame of every page of a signed-in member.
#[component]
pub fn Frame() -> impl IntoView {
    Live::provide();
    Member::provide();
    OpenEscalations::provide();
    Keys::provide();
    view! {
        <a class="skip-link" href="#main">"Skip to content"</a>
        <div class="frame">
            <SideNav/>
            <main class="frame__main" id="main" tabindex="-1">
                <DemoBanner/>
                <div class="frame__page"><Outlet/></div>
            </main>
        </div>
        <Shortcuts/>
    }
}

/// A page without navigation: one thing in the middle.
#[component]
pub fn Bare(children: Children) -> impl IntoView {
    view! {
        <main class="bare" id="main">
            <div class="bare__brand"><Brand/></div>
            {children()}
        </main>
    }
}
