//! Named tables of things known, ours overlaid by the account's own.

use leptos::prelude::*;

use crate::api;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::page_header::PageHeader;
use crate::components::search_form::SearchForm;
use crate::routes;
use crate::types::dataset::{Dataset, DatasetName};
use crate::url::{Query, use_query};

mod add;
mod list;

use add::AddEntry;
use list::EntryList;

#[component]
pub fn DatasetsPage() -> impl IntoView {
    let query = use_query();
    let own = Memo::new(move |_| query.with(own_parameters));
    let name = Memo::new(move |_| own.with(name_of));
    let datasets = Resource::new(|| (), |()| api::datasets::list());
    let entries = Resource::new(
        move || own.get(),
        |own| api::datasets::entries(name_of(&own), &request(own)),
    );
    let changed = Callback::new(move |()| {
        datasets.refetch();
        entries.refetch();
    });
    view! {
        <PageHeader title="Datasets" about="What Dregs knows about the world, and what you know better."/>
        <div class="datasets">
            <Load resource=datasets skeleton=Skeleton::Nothing let:all>
                <Choice all name/>
            </Load>
            <p class="datasets__about">{move || name.get().description()}</p>
            <div class="datasets__filters">
                <SearchForm path=routes::DATASETS query=own placeholder="Key or note"/>
                <OnlyOwn own/>
            </div>
            <Load resource=entries skeleton=Skeleton::Rows let:page>
                <AddEntry name=name.get_untracked() changed/>
                <EntryList page query=own.get_untracked() name=name.get_untracked() changed/>
            </Load>
        </div>
    }
}

/// One link for each dataset.
#[component]
fn Choice(all: Vec<Dataset>, name: Memo<DatasetName>) -> impl IntoView {
    let links = all.into_iter().map(|dataset| {
        let href = Query::default().with("dataset", dataset.name.as_str()).on(routes::DATASETS);
        let of = dataset.name;
        let counted = match dataset.customer_count {
            0 => dataset.global_count.to_string(),
            own => format!("{} + {own}", dataset.global_count),
        };
        view! {
            <a class="tabs__tab" href=href aria-current=move || (name.get() == of).then_some("page") data-noscroll="">
                {label(of)}<span class="tabs__count">{counted}</span>
            </a>
        }
    });
    view! { <nav class="tabs tabs--many" aria-label="Datasets">{links.collect_view()}</nav> }
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
            .on(routes::DATASETS)
    };
    view! {
        <a class="button button--small" href=href aria-current=move || narrowed().then_some("true") data-noscroll="">
            {move || if narrowed() { "Show defaults too" } else { "Only your own" }}
        </a>
    }
}

/// Name of a dataset for a person.
const fn label(name: DatasetName) -> &'static str {
    match name {
        DatasetName::DatacenterAsns => "Datacenter networks",
        DatasetName::DisposableEmailDomains => "Disposable mail",
        DatasetName::Profanity => "Profanity",
        DatasetName::SensitiveKeys => "Sensitive keys",
        DatasetName::SuspiciousIps => "Suspicious addresses",
        DatasetName::SuspiciousNames => "Suspicious names",
        DatasetName::TrustedIps => "Trusted addresses",
    }
}

/// The dataset that a URL names, or the first one that most look for.
fn name_of(own: &Query) -> DatasetName {
    own.number("dataset")
        .unwrap_or(DatasetName::DisposableEmailDomains)
}

/// What this page understands of a URL.
fn own_parameters(query: &Query) -> Query {
    let own = query.clone().only(&["dataset", "scope", "term", "page"]);
    let own = if own.number::<DatasetName>("dataset").is_some() {
        own
    } else {
        own.without("dataset")
    };
    let own = if own.get("scope") == Some("CUSTOMER") {
        own
    } else {
        own.without("scope")
    };
    if own.number::<u64>("page").is_some() {
        own
    } else {
        own.without("page")
    }
}

fn request(own: Query) -> Query {
    let page = own.get("page").unwrap_or("").to_owned();
    own.without("page").without("dataset").with("pageNumber", &page)
}

#[cfg(test)]
mod tests {
    use super::{name_of, own_parameters, request};
    use crate::types::dataset::DatasetName;
    use crate::url::Query;

    /// What the API would refuse is not asked for.
    #[test]
    fn asks_only_for_what_there_is() {
        let own = |search: &str| own_parameters(&Query::parse(search));
        assert_eq!(
            request(own("?dataset=trusted_ips&scope=CUSTOMER&page=1&x=y")).on(""),
            "?scope=CUSTOMER&pageNumber=1"
        );
        assert_eq!(name_of(&own("?dataset=trusted_ips")), DatasetName::TrustedIps);
        assert_eq!(
            name_of(&own("?dataset=nothing")),
            DatasetName::DisposableEmailDomains
        );
        assert_eq!(own("?scope=GLOBAL&page=x").on(""), "");
    }
}
