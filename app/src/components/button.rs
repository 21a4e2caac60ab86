//! Buttons, and links that look like buttons.

use leptos::prelude::*;

use super::icon::{Draw, Icon};

/// How much a button calls for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// The one thing to do here.
    Primary,
    /// Anything else.
    #[default]
    Secondary,
    /// Barely there until it is needed.
    Quiet,
    /// Cannot be undone.
    Danger,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button--primary",
            Self::Secondary => "button",
            Self::Quiet => "button button--quiet",
            Self::Danger => "button button--danger",
        }
    }
}

/// A button that does something on this page.
#[component]
pub fn Button(
    /// What it does. Not `on:click`: Leptos keeps that of an earlier rendering beside the new one.
    #[prop(into)]
    press: Callback<()>,
    #[prop(optional)] tone: Tone,
    #[prop(optional)] icon: Option<Icon>,
    /// Something is under way: shows it and cannot be pressed again.
    #[prop(optional, into)]
    busy: Signal<bool>,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// Says why it is disabled, or more than the label does.
    #[prop(optional, into)]
    title: Option<String>,
    children: Children,
) -> impl IntoView {
    // What it did may have taken it off the page, and its signals with it.
    let is = |signal: Signal<bool>| signal.try_get() == Some(true);
    view! {
        <button type="button" class=tone.class() title=title on:click=move |_| press.run(())
            disabled=move || is(busy) || is(disabled) aria-busy=move || is(busy).to_string()>
            {icon.map(|icon| view! { <Draw icon/> })}
            <span class="button__label">{children()}</span>
        </button>
    }
}

/// The button that sends the form around it; waits for the script, because the script does the sending.
#[component]
pub fn Submit(
    #[prop(optional)] tone: Option<Tone>,
    #[prop(optional, into)] busy: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    // What it sent may have led to another page.
    let is_busy = move || busy.try_get() == Some(true);
    let is_ready = move || ready.try_get() == Some(true);
    view! {
        <button type="submit" class=tone.unwrap_or(Tone::Primary).class()
            disabled=move || is_busy() || !is_ready() aria-busy=move || is_busy().to_string()>
            <span class="button__label">{children()}</span>
        </button>
    }
}

/// A button with an icon only; the label is read aloud and shown on hover.
#[component]
pub fn IconButton(
    icon: Icon,
    #[prop(into)] label: String,
    #[prop(into)] press: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class="button button--icon" title=label.clone() aria-label=label
            on:click=move |_| press.run(())>
            <Draw icon/>
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    #[prop(into)] href: Signal<String>,
    #[prop(optional)] tone: Tone,
    #[prop(optional)] icon: Option<Icon>,
    children: Children,
) -> impl IntoView {
    view! {
        <a class=tone.class() href=move || href.get()>
            {icon.map(|icon| view! { <Draw icon/> })}
            <span class="button__label">{children()}</span>
        </a>
    }
}
