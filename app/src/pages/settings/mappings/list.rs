//! The table of mappings.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Desk;
use crate::api;
use crate::components::button::{Button, LinkButton, Tone};
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::identity_link::short;
use crate::components::pagination::Pagination;
use crate::components::table::{Cell, Column, HeadCell, Sorting, Table};
use crate::components::toast::use_toaster;
use crate::layout::member::use_may;
use crate::routes;
use crate::types::mapping::Mapping;
use crate::types::member::Role;
use crate::types::page::Page;
use crate::types::scope::Scope;
use crate::url::Query;

const COLUMNS: [Column; 4] = [
    Column::new("Your name").sorted_by("source"),
    Column::new("Means").sorted_by("target"),
    Column::new("Set by"),
    Column::new("Actions"),
];

/// A page of mappings, or why there are none.
#[component]
pub fn MappingList(page: Page<Mapping>, query: Query, desk: Desk) -> impl IntoView {
    if page.content.is_empty() {
        return view! {
            <div class="card">
                <Empty icon=Icon::Search title="No mapping found" text="Names that no mapping knows are kept and shown; analyzers read nothing into them.">
                    <LinkButton href=routes::MAPPINGS>"Show all"</LinkButton>
                </Empty>
            </div>
        }
        .into_any();
    }
    let place = (&page).into();
    // The API's own order is upwards; the header has to know.
    let order = query.get("order").unwrap_or("ASC").to_owned();
    let sorting = Sorting::of(routes::MAPPINGS, &query.clone().with("order", &order), "source");
    let rows = page
        .content
        .into_iter()
        .map(|mapping| view! { <Row mapping desk/> })
        .collect_view();
    view! {
        <Table caption="Mappings" columns=COLUMNS.to_vec() sorting=sorting>{rows}</Table>
        <Pagination place path=routes::MAPPINGS.to_owned() query what="mappings"/>
    }
    .into_any()
}

#[component]
fn Row(mapping: Mapping, desk: Desk) -> impl IntoView {
    let means = match &mapping.target {
        Some(target) => view! { <span class="badge">{target.clone()}</span> }.into_any(),
        None => view! { <span class="faint">"Nothing"</span> }.into_any(),
    };
    let set_by = match (mapping.scope, &mapping.global_target) {
        (Scope::Global, _) => "Default".to_owned(),
        (Scope::Customer, Some(default)) => format!("You, instead of {default}"),
        (Scope::Customer, None) => "You".to_owned(),
    };
    let name = short(&mapping.source);
    view! {
        <tr>
            <HeadCell><code>{name}</code></HeadCell>
            <Cell label="Means">{means}</Cell>
            <td class="table__cell table__cell--wide" data-label="Set by">{set_by}</td>
            <td class="table__cell table__cell--wide mappings__actions"><Actions mapping desk/></td>
        </tr>
    }
}

#[component]
fn Actions(mapping: Mapping, desk: Desk) -> impl IntoView {
    let may = use_may(Role::Admin);
    let toaster = use_toaster();
    let is_own = mapping.scope == Scope::Customer;
    let mapping = StoredValue::new(mapping);
    let remove = move |()| {
        let Mapping { id, source, .. } = mapping.get_value();
        spawn_local(async move {
            match api::mappings::delete(&id).await {
                Ok(()) => {
                    toaster.done(format!(
                        "“{source}” is removed. Whom it concerns is scored again."
                    ));
                    desk.changed.run(());
                }
                Err(error) => toaster.failed("Not removed", &error),
            }
        });
    };
    view! {
        <Show when=move || may.get()>
            <Button tone=Tone::Quiet title=format!("Change what {} means", mapping.with_value(|one| one.source.clone()))
                press=move |_| desk.editing.set(Some(mapping.get_value()))>
                {if is_own { "Change" } else { "Override" }}
            </Button>
            {is_own.then(|| view! { <Button tone=Tone::Quiet press=remove>"Remove"</Button> })}
        </Show>
    }
}
