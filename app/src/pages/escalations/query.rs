//! What the URL of the inbox asks for, and asking the API for it.

use crate::api;
use crate::api::client::ApiResult;
use crate::routes;
use crate::types::escalation::{Escalation, Severity};
use crate::types::page::Page;
use crate::url::Query;

/// The tab of what is the member's own.
pub const MINE: &str = "mine";
/// Every tab, as the URL names it.
const TABS: [&str; 4] = ["", MINE, "acknowledged", "closed"];
/// Rows of the tab that is put together here.
const MINE_AT_MOST: &str = "100";

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The tab; empty for the first.
    pub tab: &'static str,
    /// The escalation that is open beside the list.
    pub selected: Option<i64>,
    query: Query,
}

impl Wanted {
    /// What this page understands of a URL.
    pub fn of(query: &Query) -> Self {
        let own = query.clone().only(&[
            "status", "severity", "rule", "identity", "sort", "page", "selected",
        ]);
        let asked = own.get("status").unwrap_or("");
        let tab = TABS.into_iter().find(|tab| *tab == asked).unwrap_or("");
        let own = own.with("status", tab);
        let fits = |own: Query, key: &str, fits: bool| if fits { own } else { own.without(key) };
        let severity = own.number::<Severity>("severity").is_some();
        let own = fits(own, "severity", severity);
        let sorted = own.get("sort") == Some("severity");
        let own = fits(own, "sort", sorted);
        let paged = own.number::<u64>("page").is_some();
        let own = fits(own, "page", paged);
        let selected = own.number("selected");
        Self {
            tab,
            selected,
            query: fits(own, "selected", selected.is_some()),
        }
    }

    /// The list alone.
    pub fn listed(&self) -> Self {
        Self {
            tab: self.tab,
            selected: None,
            query: self.query.clone().without("selected"),
        }
    }

    /// The query of the list, for its links.
    pub fn query(&self) -> Query {
        self.query.clone().without("selected")
    }

    /// The value of a filter.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.query.get(key)
    }

    /// Whether anything but the tab narrows the list.
    pub fn is_narrowed(&self) -> bool {
        ["severity", "rule", "identity", "page"]
            .into_iter()
            .any(|key| self.value(key).is_some())
    }

    /// Whether the list shows this severity; empty: all.
    pub fn is_severity(&self, severity: &str) -> bool {
        let shown = self.value("severity").unwrap_or("");
        shown.eq_ignore_ascii_case(severity)
    }

    /// The address of another tab, under the same filters.
    pub fn on_tab(&self, tab: &str) -> String {
        self.narrowed("status", tab)
    }

    /// The address of the first page with one filter set, or dropped when it is empty.
    pub fn narrowed(&self, key: &str, value: &str) -> String {
        let first = self.query().without("page");
        first.with(key, value).on(routes::ESCALATIONS)
    }

    /// The address of the list with an escalation open beside it, or none.
    pub fn opened(&self, id: Option<i64>) -> String {
        let id = id.map_or_else(String::new, |id| id.to_string());
        self.query().with("selected", &id).on(routes::ESCALATIONS)
    }

    fn request(&self, status: &str) -> Query {
        let page = self.value("page").unwrap_or("").to_owned();
        let query = self.query().without("page").with("status", status);
        query.with("pageNumber", &page).with("pageSize", "50")
    }
}

/// The page of escalations that is asked for.
pub async fn fetch(wanted: Wanted) -> ApiResult<Page<Escalation>> {
    let status = match wanted.tab {
        MINE => return mine(&wanted).await,
        "" => "OPEN",
        "acknowledged" => "ACKNOWLEDGED",
        _ => "CLOSED",
    };
    api::escalations::list(&wanted.request(status)).await
}

/// What the member looks after and is not done with: the API cannot tell, so both lists are gone through.
async fn mine(wanted: &Wanted) -> ApiResult<Page<Escalation>> {
    let me = api::auth::me().await?;
    let mut own = Vec::new();
    for status in ["OPEN", "ACKNOWLEDGED"] {
        let request = wanted.request(status).without("pageNumber");
        let page = api::escalations::list(&request.with("pageSize", MINE_AT_MOST)).await?;
        let assigned = |one: &Escalation| one.assignee.as_deref() == Some(me.email.as_str());
        own.extend(page.content.into_iter().filter(assigned));
    }
    let count = own.len() as u64;
    Ok(Page::new(own, 0, count.max(1), count))
}

#[cfg(test)]
mod tests {
    use super::Wanted;
    use crate::url::Query;

    /// What the API would refuse is not asked for, and opening one keeps the list.
    #[test]
    fn asks_only_for_what_there_is() {
        let of = |search: &str| Wanted::of(&Query::parse(search));
        let all = of("?status=closed&severity=critical&rule=bots&page=2&selected=7&x=y");
        assert_eq!((all.tab, all.selected), ("closed", Some(7)));
        assert_eq!(
            all.request("CLOSED").on(""),
            "?status=CLOSED&severity=critical&rule=bots&pageNumber=2&pageSize=50"
        );
        assert_eq!(
            all.listed(),
            of("?status=closed&severity=critical&rule=bots&page=2")
        );
        assert_eq!(
            all.narrowed("rule", ""),
            "/escalations?status=closed&severity=critical"
        );
        assert_eq!(of("?status=odd&severity=odd&page=x&selected=x&sort=id"), of(""));
        assert_eq!(of("").opened(Some(3)), "/escalations?selected=3");
    }
}
