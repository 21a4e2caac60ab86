//! Every path of the dashboard, written once.

use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, Routes};
use leptos_router::{SsrMode, path};

use crate::layout::frame::{Bare, Frame};
use crate::pages;
use crate::url::encode;

pub const OVERVIEW: &str = "/";
pub const ONBOARDING: &str = "/onboarding";
pub const IDENTITIES: &str = "/identities";
pub const ESCALATIONS: &str = "/escalations";
pub const EVENTS: &str = "/events";
pub const DEVICES: &str = "/devices";
pub const GROUPS: &str = "/groups";
pub const CREDENTIALS: &str = "/settings/credentials";
pub const CHANNELS: &str = "/settings/channels";
pub const RULES: &str = "/settings/rules";
pub const MAPPINGS: &str = "/settings/mappings";
pub const DATASETS: &str = "/settings/datasets";
pub const MEMBER: &str = "/settings/member";
pub const DOCUMENTS: &str = "/docs";
pub const SIGN_IN: &str = "/sign-in";

/// The page of one identity.
pub fn identity(id: &str) -> String {
    format!("{IDENTITIES}/{}", encode(id))
}

/// The page of one event.
pub fn event(id: &str) -> String {
    format!("{EVENTS}/{}", encode(id))
}

/// The page of one device.
pub fn device(fingerprint: &str) -> String {
    format!("{DEVICES}/{}", encode(fingerprint))
}

/// The page of one group.
pub fn group(kind: &str, id: &str) -> String {
    format!("{GROUPS}/{}/{}", encode(kind), encode(id))
}

/// The page of one channel.
pub fn channel(id: i64) -> String {
    format!("{CHANNELS}/{id}")
}

/// The sign-in page, which leads back to `next`.
pub fn sign_in(next: &str) -> String {
    match crate::url::own_path(Some(next)) {
        "/" => SIGN_IN.to_owned(),
        path => format!("{SIGN_IN}?next={}", encode(path)),
    }
}

/// Which page is shown under which path; every page arrives whole from the server.
#[component]
pub fn Pages() -> impl IntoView {
    use SsrMode::Async;
    view! {
        <Routes fallback=|| view! { <Bare><pages::not_found::NotFoundPage/></Bare> }>
            <Route path=path!("/sign-in") view=pages::sign_in::SignInPage ssr=Async/>
            <Route path=path!("/setup") view=pages::setup::SetupPage ssr=Async/>
            <ParentRoute path=path!("") view=Frame ssr=Async>
                <Route path=path!("") view=pages::overview::OverviewPage ssr=Async/>
                <Route path=path!("/identities") view=pages::identities::list::IdentitiesPage ssr=Async/>
                <Route path=path!("/identities/:id") view=pages::identities::detail::IdentityPage ssr=Async/>
                <Route path=path!("/escalations") view=pages::escalations::EscalationsPage ssr=Async/>
                <Route path=path!("/onboarding") view=pages::onboarding::OnboardingPage ssr=Async/>
                <Route path=path!("/events") view=pages::events::EventsPage ssr=Async/>
                <Route path=path!("/events/:id") view=pages::events::detail::EventPage ssr=Async/>
                <Route path=path!("/devices") view=pages::devices::DevicesPage ssr=Async/>
                <Route path=path!("/devices/:fingerprint") view=pages::devices::detail::DevicePage ssr=Async/>
                <Route path=path!("/groups") view=pages::groups::GroupsPage ssr=Async/>
                <Route path=path!("/groups/:type/:id") view=pages::groups::detail::GroupPage ssr=Async/>
                <Route path=path!("/settings/credentials") view=pages::settings::credentials::CredentialsPage ssr=Async/>
                <Route path=path!("/settings/channels") view=pages::settings::channels::ChannelsPage ssr=Async/>
                <Route path=path!("/settings/channels/:id") view=pages::settings::channels::detail::ChannelPage ssr=Async/>
                <Route path=path!("/settings/rules") view=pages::settings::rules::RulesPage ssr=Async/>
                <Route path=path!("/settings/mappings") view=pages::settings::mappings::MappingsPage ssr=Async/>
                <Route path=path!("/settings/datasets") view=pages::settings::datasets::DatasetsPage ssr=Async/>
                <Route path=path!("/settings/member") view=pages::settings::member::MemberPage ssr=Async/>
            </ParentRoute>
        </Routes>
    }
}
