//! Browsers on machines, and who used them.

use leptos::prelude::*;

use crate::api;
use crate::components::chips::{FilterChip, FilterChips};
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::page_header::PageHeader;
use crate::components::search_form::SearchForm;
use crate::routes;
use crate::url::{Query, use_query};

pub mod detail;

mod list;

use list::DeviceList;

/// Fields that the API sorts by.
const SORTS: [&str; 3] = ["lastSeenAt", "firstSeenAt", "country"];

#[component]
pub fn DevicesPage() -> impl IntoView {
    let query = use_query();
    let own = Memo::new(move |_| query.with(own_parameters));
    let devices = Resource::new(move || own.get(), |own| api::devices::list(&request(own)));
    let chips = Signal::derive(move || own.with(chips));
    view! {
        <PageHeader title="Devices" about="One browser on one machine each, told apart by fingerprint."/>
        <div class="devices">
            <div class="devices__filters">
                <SearchForm path=routes::DEVICES query=own placeholder="Fingerprint, address, place or browser"/>
                <FilterChips chips clear=routes::DEVICES/>
            </div>
            <Load resource=devices skeleton=Skeleton::Rows let:page>
                <DeviceList page query=own.get_untracked()/>
            </Load>
        </div>
    }
}

/// What this page understands of a URL; an unknown sorting falls back to the usual one.
fn own_parameters(query: &Query) -> Query {
    let own = query.clone().only(&["term", "sort", "order", "page"]);
    let sorted = own.get("sort").is_some_and(|field| SORTS.contains(&field));
    let paged = own.number::<u64>("page").is_some();
    let own = if sorted {
        own
    } else {
        own.without("sort").without("order")
    };
    if paged { own } else { own.without("page") }
}

fn request(own: Query) -> Query {
    let page = own.get("page").unwrap_or("").to_owned();
    own.without("page").with("pageNumber", &page)
}

fn chips(own: &Query) -> Vec<FilterChip> {
    let chip = |term: &str| FilterChip {
        text: format!("Text contains {term}"),
        without: own.clone().without("term").without("page").on(routes::DEVICES),
    };
    own.get("term").map(chip).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{own_parameters, request};
    use crate::url::Query;

    /// What the API would refuse is not asked for.
    #[test]
    fn asks_only_for_what_there_is() {
        let ask = |search: &str| request(own_parameters(&Query::parse(search))).on("");
        assert_eq!(
            ask("?sort=country&order=ASC&page=2&x=y"),
            "?sort=country&order=ASC&pageNumber=2"
        );
        assert_eq!(ask("?sort=ip&order=ASC&page=two&term=a"), "?term=a");
    }
}
