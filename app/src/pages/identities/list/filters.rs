//! Search and filters of the list of identities, and which of them are on.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::browser;
use crate::components::chips::{FilterChip, FilterChips};
use crate::components::icon::{Draw, Icon};
use crate::routes;
use crate::types::score::Category;
use crate::url::Query;

/// The parameters that narrow the list, under the names that the API gives them.
pub const FILTERS: [&str; 14] = [
    "term",
    "group",
    "groupType",
    "device",
    "badge",
    "disregarded",
    "humanityMin",
    "humanityMax",
    "authenticityMin",
    "authenticityMax",
    "uniquenessMin",
    "uniquenessMax",
    "behaviorMin",
    "behaviorMax",
];

/// What the form does not show but must not lose.
const CARRIED: [&str; 6] = ["group", "groupType", "device", "badge", "sort", "order"];

/// The form; it works without JavaScript, because it is one.
#[component]
pub fn Filters(query: Memo<Query>) -> impl IntoView {
    let navigate = use_navigate();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        browser::fold(&event);
        let fields = browser::form_fields(&event);
        let query = fields
            .iter()
            .fold(Query::default(), |query, (key, value)| query.with(key, value));
        navigate(&query.on(routes::IDENTITIES), Default::default());
    };
    let carried = move || {
        let query = query.get();
        let kept = CARRIED
            .into_iter()
            .filter_map(|key| query.get(key).map(|value| (key, value.to_owned())));
        kept.map(|(key, value)| view! { <input type="hidden" name=key value=value/> })
            .collect_view()
    };
    let term = move || query.with(|query| query.get("term").unwrap_or("").to_owned());
    view! {
        <form class="filters" method="get" action=routes::IDENTITIES role="search" on:submit=submit>
            {carried}
            <label class="search">
                <Draw icon=Icon::Search/>
                <span class="visually-hidden">"Search identities"</span>
                <input class="input input--small" type="search" name="term" value=term prop:value=term
                    placeholder="Search by id, name, email or user name" maxlength="200"/>
            </label>
            <details class="filters__more">
                <summary class="button"><Draw icon=Icon::Filter/>"Filters"</summary>
                <div class="filters__panel card">
                    {Category::ALL.map(|category| view! { <Range category query/> }).into_iter().collect_view()}
                    <DisregardedChoice query/>
                    <button type="submit" class="button button--primary">"Apply"</button>
                </div>
            </details>
        </form>
    }
}

#[component]
fn Range(category: Category, query: Memo<Query>) -> impl IntoView {
    let bound = move |end: &'static str, placeholder: &'static str| {
        let key = format!("{}{end}", category.key());
        let name = key.clone();
        let value = Signal::derive(move || query.with(|query| query.get(&key).unwrap_or("").to_owned()));
        let label = format!("{category}, {}", if end == "Min" { "from" } else { "to" });
        view! {
            <input class="input input--small" type="number" min="0" max="100" step="1" name=name aria-label=label
                placeholder=placeholder value=move || value.get() prop:value=move || value.get()/>
        }
    };
    view! {
        <div class="range">
            <span class="range__label">{category.label()}</span>
            {bound("Min", "0")}<span aria-hidden="true">"–"</span>{bound("Max", "100")}
        </div>
    }
}

#[component]
fn DisregardedChoice(query: Memo<Query>) -> impl IntoView {
    let chosen = move |value: &'static str| {
        move || query.with(|query| query.get("disregarded").unwrap_or("") == value)
    };
    view! {
        <label class="range">
            <span class="range__label">"Disregarded"</span>
            <select class="input input--small" name="disregarded">
                <option value="" selected=chosen("")>"Included"</option>
                <option value="false" selected=chosen("false")>"Left out"</option>
                <option value="true" selected=chosen("true")>"Only these"</option>
            </select>
        </label>
    }
}

/// A chip for every filter that is on.
#[component]
pub fn ActiveFilters(query: Memo<Query>) -> impl IntoView {
    let chips = Signal::derive(move || {
        let query = query.get();
        let on = FILTERS.into_iter().filter_map(|key| Some((key, query.get(key)?)));
        on.map(|(key, value)| FilterChip {
            text: describe(key, value),
            without: query.clone().without("page").without(key).on(routes::IDENTITIES),
        })
        .collect::<Vec<_>>()
    });
    view! { <FilterChips chips clear=routes::IDENTITIES/> }
}

fn describe(key: &str, value: &str) -> String {
    for category in Category::ALL {
        match key.strip_prefix(category.key()) {
            Some("Min") => return format!("{category} ≥ {value}"),
            Some("Max") => return format!("{category} ≤ {value}"),
            _ => {}
        }
    }
    match (key, value) {
        ("term", _) => format!("“{value}”"),
        ("disregarded", "true") => "Only disregarded".to_owned(),
        ("disregarded", _) => "Without disregarded".to_owned(),
        ("groupType", _) => format!("Group type: {value}"),
        _ => format!("{}: {value}", capitalised(key)),
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
