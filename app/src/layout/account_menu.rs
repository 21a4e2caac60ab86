//! Which account is looked at, other accounts, the theme, and signing out.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::member::use_member;
use super::theme::ThemeSwitch;
use crate::components::icon::{Draw, Icon};
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::toast::use_toaster;
use crate::components::untrusted::visible;
use crate::types::member::{AccountChoice, Me};
use crate::{api, browser, routes};

/// The button at the foot of the navigation, and the menu that it opens.
#[component]
pub fn AccountMenu() -> impl IntoView {
    let member = use_member().resource();
    view! {
        <div class="account">
            <Load resource=member skeleton=Skeleton::Nothing let:me>
                <MenuButton me=me.clone()/>
                <div class="account__menu" id="account-menu" popover="auto">
                    <Menu me/>
                </div>
            </Load>
        </div>
    }
}

#[component]
fn MenuButton(me: Me) -> impl IntoView {
    let initial = me
        .account
        .name
        .chars()
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    view! {
        <button type="button" class="account__button" popovertarget="account-menu">
            <span class="visually-hidden">"Account and settings of "</span>
            <span class="account__initial" aria-hidden="true">{initial}</span>
            <span class="account__names">
                <span class="account__name"><bdi>{visible(&me.account.name)}</bdi></span>
                <span class="account__email"><bdi>{visible(&me.email)}</bdi></span>
            </span>
            <Draw icon=Icon::ChevronDown/>
        </button>
    }
}

#[component]
fn Menu(me: Me) -> impl IntoView {
    let toaster = use_toaster();
    let sign_out = move |_| {
        spawn_local(async move {
            match api::auth::logout().await {
                Ok(()) => browser::leave_for(routes::SIGN_IN),
                Err(error) => toaster.failed("Not signed out", &error),
            }
        });
    };
    let current = me.account.slug.clone();
    let choices = me.accounts.into_iter().map(|choice| {
        let is_current = choice.slug == current;
        view! { <Choice choice is_current/> }
    });
    view! {
        <p class="account__heading">"Accounts"</p>
        {choices.collect_view()}
        <hr class="account__rule"/>
        <div class="account__narrow">
            <a class="account__item" href=routes::GROUPS><Draw icon=Icon::Group/>"Groups"</a>
            <a class="account__item" href=routes::CREDENTIALS><Draw icon=Icon::Key/>"Credentials"</a>
            <a class="account__item" href=routes::RULES><Draw icon=Icon::Rule/>"Rules"</a>
            <a class="account__item" href=routes::CHANNELS><Draw icon=Icon::Send/>"Channels"</a>
            <a class="account__item" href=routes::MAPPINGS><Draw icon=Icon::Link/>"Mappings"</a>
            <a class="account__item" href=routes::DATASETS><Draw icon=Icon::Filter/>"Datasets"</a>
            <a class="account__item" href=routes::MEMBER><Draw icon=Icon::Lock/>"Your sign-in"</a>
            <a class="account__item" href=routes::ONBOARDING><Draw icon=Icon::Code/>"Install"</a>
            <hr class="account__rule"/>
        </div>
        <ThemeSwitch/>
        <hr class="account__rule"/>
        <button type="button" class="account__item" on:click=sign_out><Draw icon=Icon::SignOut/>"Sign out"</button>
    }
}

#[component]
fn Choice(choice: AccountChoice, is_current: bool) -> impl IntoView {
    let toaster = use_toaster();
    let slug = choice.slug;
    let switch = move |_| {
        if is_current {
            return;
        }
        let slug = slug.clone();
        spawn_local(async move {
            match api::auth::switch_account(&slug).await {
                Ok(_) => browser::leave_for(routes::OVERVIEW),
                Err(error) => toaster.failed("Not switched", &error),
            }
        });
    };
    view! {
        <button type="button" class="account__item" aria-current=is_current.then_some("true") on:click=switch>
            <Draw icon=Icon::Account/>
            <span class="account__choice"><bdi>{visible(&choice.name)}</bdi></span>
            {choice.demo.then(|| view! { <span class="badge">"Example"</span> })}
            {is_current.then(|| view! { <Draw icon=Icon::Check/> })}
        </button>
    }
}
