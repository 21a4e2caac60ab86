//! Sets of identities that the customer knows, and who is in them.

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

use list::GroupList;

/// Fields that the API sorts by.
const SORTS: [&str; 2] = ["displayName", "lastTrackedAt"];
/// The filters, and what their chips say.
const FILTERS: [(&str, &str); 3] = [
    ("type", "Type is"),
    ("identity", "Has member"),
    ("term", "Text contains"),
];

#[component]
pub fn GroupsPage() -> impl IntoView {
    let query = use_query();
    let own = Memo::new(move |_| query.with(own_parameters));
    let groups = Resource::new(move || own.get(), |own| api::groups::list(&request(own)));
    let chips = Signal::derive(move || own.with(chips));
    view! {
        <PageHeader title="Groups" about="Organizations, teams and whatever else your events name."/>
        <div class="groups">
            <div class="groups__filters">
                <SearchForm path=routes::GROUPS query=own placeholder="Name or id"/>
                <FilterChips chips clear=routes::GROUPS/>
            </div>
            <Load resource=groups skeleton=Skeleton::Rows let:page>
                <GroupList page query=own.get_untracked()/>
            </Load>
        </div>
    }
}

/// What this page understands of a URL; an unknown sorting falls back to the usual one.
fn own_parameters(query: &Query) -> Query {
    let own = query
        .clone()
        .only(&["type", "identity", "term", "sort", "order", "page"]);
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
    let chip = |(key, says): (&str, &str)| {
        let value = own.get(key)?;
        Some(FilterChip {
            text: format!("{says} {value}"),
            without: own.clone().without(key).without("page").on(routes::GROUPS),
        })
    };
    FILTERS.into_iter().filter_map(chip).collect()
}

#[cfg(test)]
mod tests {
    use super::{chips, own_parameters, request};
    use crate::url::Query;

    /// What the API would refuse is not asked for, and each filter can be taken away.
    #[test]
    fn asks_only_for_what_there_is() {
        let ask = |search: &str| request(own_parameters(&Query::parse(search))).on("");
        assert_eq!(
            ask("?type=team&sort=displayName&order=ASC&page=2&x=y"),
            "?type=team&sort=displayName&order=ASC&pageNumber=2"
        );
        assert_eq!(ask("?sort=id&order=ASC&page=two&term=a"), "?term=a");
        let chips = chips(&Query::parse("?identity=ada&term=a&page=3"));
        assert_eq!(chips[0].text, "Has member ada");
        assert_eq!(chips[0].without, "/groups?term=a");
    }
}
