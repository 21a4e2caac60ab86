//! Navigation: a column at the side, a bar at the bottom of a narrow screen.

use leptos::prelude::*;
use leptos_router::components::A;

use super::account_menu::AccountMenu;
use super::brand::Brand;
use super::open_escalations::OpenCount;
use crate::components::icon::{Draw, Icon};
use crate::routes;

/// Everything one can go to.
#[component]
pub fn SideNav() -> impl IntoView {
    view! {
        <header class="side">
            <a class="side__brand" href=routes::OVERVIEW aria-label="Dregs, overview"><Brand/></a>
            <nav class="side__nav" aria-label="Main">
                <Item href=routes::OVERVIEW icon=Icon::Home label="Overview" key="G O" exact=true/>
                <Item href=routes::IDENTITIES icon=Icon::Identity label="Identities" key="G I"/>
                <Item href=routes::ESCALATIONS icon=Icon::Inbox label="Escalations" key="G A"><OpenCount/></Item>
                <Item href=routes::EVENTS icon=Icon::Event label="Events" key="G E"/>
                <Item href=routes::DEVICES icon=Icon::Device label="Devices" key="G D"/>
                // A narrow bar has no room for it: there it stands in the account's menu.
                <div class="side__wide"><Item href=routes::GROUPS icon=Icon::Group label="Groups" key="G G"/></div>
                <div class="side__settings">
                    <p class="side__heading">"Settings"</p>
                    <Item href=routes::CREDENTIALS icon=Icon::Key label="Credentials" key="G C"/>
                    <Item href=routes::RULES icon=Icon::Rule label="Rules" key="G R"/>
                    <Item href=routes::CHANNELS icon=Icon::Send label="Channels" key="G H"/>
                    <Item href=routes::MAPPINGS icon=Icon::Link label="Mappings" key="G M"/>
                    <Item href=routes::DATASETS icon=Icon::Filter label="Datasets" key="G T"/>
                    <Item href=routes::MEMBER icon=Icon::Lock label="Your sign-in" key="G S"/>
                    <Item href=routes::ONBOARDING icon=Icon::Code label="Install" key="G N"/>
                    // Not a page of this app: the router leaves it alone.
                    <a class="side__item" href=routes::DOCUMENTS rel="external">
                        <Draw icon=Icon::External/><span class="side__label">"Documents"</span>
                    </a>
                </div>
            </nav>
            <AccountMenu/>
        </header>
    }
}

#[component]
fn Item(
    href: &'static str,
    icon: Icon,
    label: &'static str,
    key: &'static str,
    #[prop(optional)] exact: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <A href=href exact=exact attr:class="side__item">
            <Draw icon/>
            <span class="side__label">{label}</span>
            {children.map(|children| children())}
            <kbd class="side__key" aria-hidden="true">{key}</kbd>
        </A>
    }
}
