//! From nothing to the first event in three steps: a key, a snippet, and a listener that shows what arrives.

use leptos::prelude::*;

use crate::api;
use crate::components::icon::{Draw, Icon};
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::page_header::PageHeader;
use crate::types::credential::{Credential, NewCredential};

mod arrival;
mod checklist;
mod example;
mod key;
mod listener;
mod python;
mod snippet;
mod snippets;

use example::LoadExample;
use key::KeyStep;
use listener::ListenStep;
use snippet::SnippetStep;

#[component]
pub fn OnboardingPage() -> impl IntoView {
    view! {
        <PageHeader title="Install Dregs" about="Three steps until you see who your users really are."/>
        <Onboarding/>
    }
}

/// The key pair that the steps speak of.
#[derive(Clone, Copy)]
struct Pair {
    /// The first one that works, as stored.
    stored: RwSignal<Option<Credential>>,
    /// The one that was made here, with its secret, until the page is left.
    created: RwSignal<Option<NewCredential>>,
    /// Whether an event has arrived meanwhile.
    arrived: RwSignal<bool>,
}

impl Pair {
    fn credential(self) -> Option<Credential> {
        self.created
            .with(|created| created.as_ref().map(|created| created.credential.clone()))
            .or_else(|| self.stored.get())
    }

    fn public_key(self) -> Option<String> {
        self.credential()
            .map(|credential| credential.public_key.to_string())
    }

    fn secret_key(self) -> Option<String> {
        self.created
            .with(|created| created.as_ref().map(|created| created.secret_key.clone()))
    }
}

/// The steps themselves: what an account without events begins with.
#[component]
pub fn Onboarding() -> impl IntoView {
    let credentials = Resource::new(|| (), |()| api::credentials::list());
    view! {
        <Load resource=credentials skeleton=Skeleton::Cards let:all>
            <Steps stored=all.into_iter().find(works)/>
        </Load>
    }
}

fn works(credential: &Credential) -> bool {
    credential.enabled && credential.revoked_at.is_none()
}

#[component]
fn Steps(stored: Option<Credential>) -> impl IntoView {
    let pair = Pair {
        stored: RwSignal::new(stored),
        created: RwSignal::new(None),
        arrived: RwSignal::new(false),
    };
    view! {
        <ol class="steps">
            <KeyStep pair/>
            <SnippetStep pair/>
            <ListenStep pair/>
        </ol>
        <LoadExample/>
    }
}

/// A step: its number, its title, and what to do.
#[component]
fn Step(
    number: u8,
    #[prop(into)] title: String,
    #[prop(into)] done: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let heading = format!("step-{number}");
    let labelled = heading.clone();
    let mark = move || match done.get() {
        true => view! { <Draw icon=Icon::Check/> }.into_any(),
        false => number.into_any(),
    };
    view! {
        <li class="card step" class:step--done=move || done.get() aria-labelledby=labelled>
            <span class="step__number" aria-hidden="true">{mark}</span>
            <div class="step__body">
                <h2 class="step__title" id=heading>{title}</h2>
                {children()}
            </div>
        </li>
    }
}
