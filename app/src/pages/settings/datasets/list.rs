//! The entries of a dataset.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::components::button::{Button, Tone};
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::identity_link::short;
use crate::components::pagination::Pagination;
use crate::components::table::{Cell, Column, HeadCell, Table};
use crate::components::toast::use_toaster;
use crate::layout::member::use_may;
use crate::routes;
use crate::types::dataset::{DatasetEntry, DatasetName, EntryDraft};
use crate::types::member::Role;
use crate::types::page::Page;
use crate::types::scope::Scope;
use crate::url::Query;

const COLUMNS: [Column; 4] = [
    Column::new("Key"),
    Column::new("State"),
    Column::new("Note"),
    Column::new("Actions"),
];

/// A page of entries, or why there are none.
#[component]
pub fn EntryList(
    page: Page<DatasetEntry>,
    query: Query,
    name: DatasetName,
    changed: Callback<()>,
) -> impl IntoView {
    if page.content.is_empty() {
        let (title, text) = if query.get("term").is_some() || query.get("scope").is_some() {
            ("No entry found", "Nothing in this dataset matches.")
        } else {
            (
                "Nothing listed yet",
                "There are no defaults here: add what you know.",
            )
        };
        return view! { <div class="card"><Empty icon=Icon::Search title text/></div> }.into_any();
    }
    let place = (&page).into();
    let rows = page
        .content
        .into_iter()
        .map(|entry| view! { <Row entry name changed/> })
        .collect_view();
    view! {
        <Table caption="Entries" columns=COLUMNS.to_vec()>{rows}</Table>
        <Pagination place path=routes::DATASETS.to_owned() query what="entries"/>
    }
    .into_any()
}

#[component]
fn Row(entry: DatasetEntry, name: DatasetName, changed: Callback<()>) -> impl IntoView {
    let state = match (entry.scope, entry.active) {
        (Scope::Global, _) => view! { <span class="badge">"Default"</span> }.into_any(),
        (Scope::Customer, true) => view! { <span class="badge badge--good">"Yours"</span> }.into_any(),
        (Scope::Customer, false) => {
            view! { <span class="badge badge--off">"Switched off by you"</span> }.into_any()
        }
    };
    let note = entry.value.as_deref().map_or_else(|| "–".to_owned(), short);
    let key = short(&entry.key);
    view! {
        <tr>
            <HeadCell><code>{key}</code></HeadCell>
            <Cell label="State">{state}</Cell>
            <td class="table__cell table__cell--wide" data-label="Note"><bdi>{note}</bdi></td>
            <td class="table__cell table__cell--wide datasets__actions"><Action entry name changed/></td>
        </tr>
    }
}

/// The one thing that can be done with an entry: defaults are switched off, one's own are removed.
#[component]
fn Action(entry: DatasetEntry, name: DatasetName, changed: Callback<()>) -> impl IntoView {
    let may = use_may(Role::Admin);
    let toaster = use_toaster();
    let is_default = entry.scope == Scope::Global;
    let label = match (is_default, entry.active) {
        (true, _) => "Switch off",
        (false, true) => "Remove",
        (false, false) => "Switch on",
    };
    let key = entry.key;
    let press = move |()| {
        let key = key.clone();
        spawn_local(async move {
            let off = EntryDraft {
                value: None,
                active: false,
            };
            let answer = if is_default {
                api::datasets::put(name, &key, &off).await.map(|_| ())
            } else {
                api::datasets::delete(name, &key).await
            };
            match answer {
                Ok(()) => {
                    toaster.done(format!("“{key}”: done, from each identity's next scores on."));
                    changed.run(());
                }
                Err(error) => toaster.failed("Not changed", &error),
            }
        });
    };
    let press = Callback::new(press);
    view! {
        <Show when=move || may.get()>
            <Button tone=Tone::Quiet press>{label}</Button>
        </Show>
    }
}
