//! Step two: the snippet in the page, or a call from a server.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::python::PythonSnippet;
use super::snippets::{NO_PUBLIC_KEY, curl, html, html_with_stubs, policy, shop};
use super::{Pair, Step};
use crate::components::code::CodeBlock;
use crate::components::icon::{Draw, Icon};
use crate::components::own_address::use_own_address;
use crate::components::tabs::{Tab, Tabs};
use crate::url::use_query;

const TABS: [Tab; 4] = [
    Tab::new("", "HTML"),
    Tab::new("stubs", "HTML with methods"),
    Tab::new("curl", "curl"),
    Tab::new("python", "Python"),
];

/// The parameter that says which tab is open.
const PARAMETER: &str = "snippet";

/// Tabs with the real key and this host filled in.
#[component]
pub fn SnippetStep(pair: Pair) -> impl IntoView {
    let origin = use_own_address();
    let path = use_location().pathname;
    let query = use_query();
    let current = Memo::new(move |_| query.with(|query| query.get(PARAMETER).unwrap_or("").to_owned()));
    let href = move |key: &'static str| query.get().with(PARAMETER, key).on(&path.read());
    let key = Signal::derive(move || pair.public_key().unwrap_or_else(|| NO_PUBLIC_KEY.to_owned()));
    let secret_key = Signal::derive(move || pair.secret_key());
    let part = move || match current.read().as_str() {
        "stubs" => view! { <Stubs origin key/> }.into_any(),
        "curl" => view! { <Curl origin secret_key/> }.into_any(),
        "python" => view! { <Python origin secret_key/> }.into_any(),
        _ => view! { <Html origin key/> }.into_any(),
    };
    view! {
        <Step number=2 title="Send events" done=pair.arrived>
            <Tabs tabs=TABS.to_vec() current href label="Ways to send events"/>
            <div class="snippet">{part}</div>
            <p class="step__about step__shop">
                "No page at hand? "
                <a href=move || shop(&key.get()) target="_blank" rel="noopener">"Open the small shop"<Draw icon=Icon::External/></a>
                " that comes with Dregs: it has the snippet in it, and you can watch yourself arrive below."
            </p>
        </Step>
    }
}

#[component]
fn Html(origin: Signal<String>, key: Signal<String>) -> impl IntoView {
    let code = Signal::derive(move || html(&origin.read(), &key.read()));
    view! {
        <p class="step__about">"Into the head of every page. It loads without blocking and sets no cookies."</p>
        <CodeBlock code what="snippet"/>
        <Policy origin/>
    }
}

#[component]
fn Stubs(origin: Signal<String>, key: Signal<String>) -> impl IntoView {
    let code = Signal::derive(move || html_with_stubs(&origin.read(), &key.read()));
    view! {
        <p class="step__about">"The same, and "<code>"dregs.identify()"</code>" works at once: what you call before the script has arrived is kept and sent in order."</p>
        <CodeBlock code what="snippet with methods"/>
        <Policy origin/>
    }
}

#[component]
fn Curl(origin: Signal<String>, secret_key: Signal<Option<String>>) -> impl IntoView {
    let code = Signal::derive(move || curl(&origin.read(), secret_key.read().as_deref()));
    view! {
        <p class="step__about">"From a server, with the secret key. Events of one identity meet, whichever side they come from."</p>
        <CodeBlock code what="curl command"/>
    }
}

#[component]
fn Python(origin: Signal<String>, secret_key: Signal<Option<String>>) -> impl IntoView {
    view! {
        <p class="step__about">"From a Python server. The other Dregs SDKs read the same two variables."</p>
        <PythonSnippet origin secret_key/>
    }
}

/// What a Content-Security-Policy has to allow.
#[component]
fn Policy(origin: Signal<String>) -> impl IntoView {
    let code = Signal::derive(move || policy(&origin.read()));
    view! {
        <details class="snippet__policy">
            <summary>"Your pages have a Content-Security-Policy?"</summary>
            <p class="step__about">"Add this host to both directives. The inline part needs your nonce or its hash, as any inline script does."</p>
            <CodeBlock code what="policy"/>
        </details>
    }
}
