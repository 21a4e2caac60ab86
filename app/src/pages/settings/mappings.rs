//! What the account's names mean: our defaults, and over them its own.

use leptos::prelude::*;

use crate::api;
use crate::components::button::{Button, Tone};
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::page_header::PageHeader;
use crate::components::search_form::SearchForm;
use crate::components::tabs::{Tab, Tabs};
use crate::layout::member::use_member;
use crate::routes;
use crate::types::mapping::{Mapping, MappingKind};
use crate::types::member::Role;
use crate::url::{Query, use_query};

mod edit;
mod list;

use edit::EditDialog;
use list::MappingList;

/// What the dialog of the page is about.
#[derive(Clone, Copy)]
struct Desk {
    kind: Memo<MappingKind>,
    /// A name without a mapping of its own begins a new one.
    editing: RwSignal<Option<Mapping>>,
    creating: RwSignal<bool>,
    /// Runs when the list is not up to date any more.
    changed: Callback<()>,
}

#[component]
pub fn MappingsPage() -> impl IntoView {
    let query = use_query();
    let own = Memo::new(move |_| query.with(own_parameters));
    let kind = Memo::new(move |_| own.with(kind_of));
    let mappings = Resource::new(move || own.get(), |own| api::mappings::list(&request(own)));
    let desk = Desk {
        kind,
        editing: RwSignal::new(None),
        creating: RwSignal::new(false),
        changed: Callback::new(move |()| mappings.refetch()),
    };
    let member = use_member().resource();
    let href = |key: &'static str| Query::default().with("kind", key).on(routes::MAPPINGS);
    view! {
        <PageHeader title="Mappings" about="What the names in your events mean. A change holds for past events too.">
            <Load resource=member skeleton=Skeleton::Nothing let:me>
                {(me.role >= Role::Admin).then(|| view! {
                    <Button tone=Tone::Primary icon=Icon::Plus press=move |_| desk.creating.set(true)>"New mapping"</Button>
                })}
            </Load>
        </PageHeader>
        <div class="mappings">
            <Tabs label="Kinds of names" tabs=vec![Tab::new("", "Event names"), Tab::new(FIELDS, "Attributes")]
                current=Signal::derive(move || own.with(|own| own.get("kind").unwrap_or("").to_owned())) href/>
            <div class="mappings__filters">
                <SearchForm path=routes::MAPPINGS query=own placeholder="Name or meaning"/>
                <OnlyOwn own/>
            </div>
            <Load resource=mappings skeleton=Skeleton::Rows let:page>
                <MappingList page query=own.get_untracked() desk/>
            </Load>
        </div>
        <EditDialog desk/>
    }
}

/// A link that narrows the list to what the account changed.
#[component]
fn OnlyOwn(own: Memo<Query>) -> impl IntoView {
    let narrowed = move || own.with(|own| own.get("scope").is_some());
    let href = move || {
        let scope = if narrowed() { "" } else { "CUSTOMER" };
        own.get()
            .without("page")
            .with("scope", scope)
            .on(routes::MAPPINGS)
    };
    view! {
        <a class="button button--small" href=href aria-current=move || narrowed().then_some("true") data-noscroll="">
            {move || if narrowed() { "Show defaults too" } else { "Only your own" }}
        </a>
    }
}

/// The second tab, as the URL and the API name it.
const FIELDS: &str = "IDENTITY_FIELD";

fn kind_of(own: &Query) -> MappingKind {
    if own.get("kind") == Some(FIELDS) {
        MappingKind::IdentityField
    } else {
        MappingKind::EventType
    }
}

/// What this page understands of a URL.
fn own_parameters(query: &Query) -> Query {
    let own = query
        .clone()
        .only(&["kind", "scope", "term", "sort", "order", "page"]);
    let fits = |key: &str, value: &str| match key {
        "kind" => value == FIELDS,
        "scope" => value == "CUSTOMER",
        "sort" => ["source", "target"].contains(&value),
        "page" => value.parse::<u64>().is_ok(),
        _ => true,
    };
    ["kind", "scope", "sort", "page"]
        .into_iter()
        .fold(own, |own, key| {
            if own.get(key).is_none_or(|value| fits(key, value)) {
                own
            } else {
                own.without(key)
            }
        })
}

fn request(own: Query) -> Query {
    let page = own.get("page").unwrap_or("").to_owned();
    let kind = kind_of(&own).as_str();
    own.without("page").with("kind", kind).with("pageNumber", &page)
}

#[cfg(test)]
mod tests {
    use super::{own_parameters, request};
    use crate::url::Query;

    /// What the API would refuse is not asked for.
    #[test]
    fn asks_only_for_what_there_is() {
        let ask = |search: &str| request(own_parameters(&Query::parse(search))).on("");
        assert_eq!(ask("?kind=x&scope=y&sort=z&page=two"), "?kind=EVENT_TYPE");
        assert_eq!(
            ask("?kind=IDENTITY_FIELD&scope=CUSTOMER&term=a&page=2"),
            "?kind=IDENTITY_FIELD&scope=CUSTOMER&term=a&pageNumber=2"
        );
    }
}
