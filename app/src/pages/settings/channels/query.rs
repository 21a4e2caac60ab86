//! What the URL of a channel's page asks for, and asking the API for it.

use serde::{Deserialize, Serialize};

use crate::api;
use crate::api::client::{ApiError, ApiResult};
use crate::routes;
use crate::types::channel::Channel;
use crate::types::delivery::{Delivery, DeliveryStatus};
use crate::types::page::Page;
use crate::url::Query;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    channel: i64,
    /// The tab; empty for all.
    pub status: &'static str,
    /// The delivery that is open.
    pub open: Option<String>,
    query: Query,
}

/// A page of the log.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LogPage {
    /// What all of them went through; nothing when it is not there, which the page says already.
    pub channel: Option<Channel>,
    pub page: Page<Delivery>,
    /// How many have failed and can be delivered again.
    pub failed: u64,
}

impl Wanted {
    /// What this page understands of a URL.
    pub fn of(channel: i64, query: &Query) -> Self {
        let own = query.clone().only(&["status", "page", "open", "verify"]);
        let asked = own.get("status").unwrap_or("");
        let known = DeliveryStatus::ALL.into_iter().map(DeliveryStatus::as_str);
        let status = known.into_iter().find(|one| *one == asked).unwrap_or("");
        let own = own.with("status", status);
        let own = match own.number::<u64>("page") {
            Some(_) => own,
            None => own.without("page"),
        };
        Self {
            channel,
            status,
            open: own.get("open").map(str::to_owned),
            query: own,
        }
    }

    /// The list alone.
    pub fn listed(&self) -> Self {
        Self {
            open: None,
            query: self.query().without("verify"),
            ..self.clone()
        }
    }

    /// The query of the list, for its links.
    pub fn query(&self) -> Query {
        self.query.clone().without("open")
    }

    /// The address of another tab.
    pub fn on_tab(&self, status: &str) -> String {
        let first = self.query().without("page");
        self.on(&first.with("status", status))
    }

    /// The address with this delivery open, or with none when it is.
    pub fn toggled(&self, id: &str) -> String {
        let is_open = self.open.as_deref() == Some(id);
        self.on(&self.query().with("open", if is_open { "" } else { id }))
    }

    /// The address with another snippet.
    pub fn verifying(&self, language: &str) -> String {
        self.on(&self.query.clone().with("verify", language))
    }

    /// Which snippet is shown; empty for the first.
    pub fn language(&self) -> &str {
        self.query.get("verify").unwrap_or("")
    }

    fn on(&self, query: &Query) -> String {
        query.on(&routes::channel(self.channel))
    }
}

/// The address of a channel's page with a delivery open.
pub fn opened(channel: i64, delivery: &str) -> String {
    Query::default()
        .with("open", delivery)
        .on(&routes::channel(channel))
}

/// The page of the log that is asked for.
pub async fn fetch(wanted: Wanted) -> ApiResult<LogPage> {
    let of = Query::default().with("channel", &wanted.channel.to_string());
    let number = wanted.query.get("page").unwrap_or("");
    let asked = of
        .clone()
        .with("status", wanted.status)
        .with("pageNumber", number);
    let page = api::deliveries::list(&asked.with("pageSize", "25")).await?;
    let channel = match api::channels::get(wanted.channel).await {
        Ok(channel) => Some(channel),
        Err(ApiError::Refused(_)) => None,
        Err(error) => return Err(error),
    };
    let failed = of.with("status", DeliveryStatus::Failed.as_str());
    let failed = api::deliveries::list(&failed.with("pageSize", "1")).await?;
    Ok(LogPage {
        channel,
        page,
        failed: failed.total_elements,
    })
}

#[cfg(test)]
mod tests {
    use super::Wanted;
    use crate::url::Query;

    /// What the API would refuse is not asked for, and opening a row keeps the list.
    #[test]
    fn asks_only_for_what_there_is() {
        let of = |search: &str| Wanted::of(7, &Query::parse(search));
        let failed = of("?status=FAILED&page=2&open=a-1&verify=node&x=y");
        assert_eq!((failed.status, failed.open.as_deref()), ("FAILED", Some("a-1")));
        assert_eq!(failed.listed(), of("?status=FAILED&page=2"));
        assert_eq!(
            failed.toggled("a-1"),
            "/settings/channels/7?status=FAILED&page=2&verify=node"
        );
        assert_eq!(of("").toggled("b"), "/settings/channels/7?open=b");
        assert_eq!(
            failed.on_tab("PENDING"),
            "/settings/channels/7?status=PENDING&verify=node"
        );
        assert_eq!(of("?status=odd&page=x"), of(""));
    }
}
