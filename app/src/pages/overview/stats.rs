//! Four numbers, each beside what it was a day before.

use leptos::prelude::*;

use crate::components::pagination::grouped_signed;
use crate::routes;
use crate::types::overview::{Figure, Overview};

/// Whether more of something is good news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum More {
    Neutral,
    Worse,
}

/// The four cards.
#[component]
pub fn Stats(overview: Overview) -> impl IntoView {
    view! {
        <div class="stats">
            <Stat label="Identities" figure=overview.identities more=More::Neutral href=routes::IDENTITIES/>
            <Stat label="Active in 24 h" figure=overview.active more=More::Neutral href=routes::IDENTITIES/>
            <Stat label="Events in 24 h" figure=overview.events more=More::Neutral href=routes::EVENTS/>
            <Stat label="At risk" figure=overview.at_risk more=More::Worse href=routes::IDENTITIES/>
        </div>
    }
}

#[component]
fn Stat(label: &'static str, figure: Figure, more: More, href: &'static str) -> impl IntoView {
    view! {
        <a class="card stat" href=href>
            <span class="stat__label">{label}</span>
            <span class="stat__value">{grouped_signed(figure.value)}</span>
            <Delta figure more/>
        </a>
    }
}

#[component]
fn Delta(figure: Figure, more: More) -> impl IntoView {
    let Some(previous) = figure.previous else {
        return view! { <span class="stat__delta">"no earlier number yet"</span> }.into_any();
    };
    let change = figure.value - previous;
    let class = match (more, change.signum()) {
        (More::Worse, 1) => "stat__delta stat__delta--worse",
        (More::Worse, -1) => "stat__delta stat__delta--better",
        _ => "stat__delta",
    };
    let text = match change {
        0 => "same as the day before".to_owned(),
        1.. => format!("+{} on the day before", grouped_signed(change)),
        _ => format!("{} on the day before", grouped_signed(change)),
    };
    view! { <span class=class>{text}</span> }.into_any()
}
