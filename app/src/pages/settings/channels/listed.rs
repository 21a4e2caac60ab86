//! Channels with the latest that each of them carried.

use serde::{Deserialize, Serialize};

use crate::api;
use crate::api::client::ApiResult;
use crate::browser::now_millis;
use crate::types::channel::Channel;
use crate::types::delivery::{Delivery, DeliveryStatus};
use crate::url::Query;

/// Deliveries that are looked through at once.
const AT_ONCE: &str = "100";
/// What is attempted within this time is worth waiting for.
const SOON_MS: i64 = 60_000;

/// A channel with its latest delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    pub channel: Channel,
    pub last: Option<Delivery>,
}

impl Listed {
    /// Whether its latest delivery is about to be attempted.
    pub fn is_moving(&self) -> bool {
        self.last.as_ref().is_some_and(is_moving)
    }
}

/// Whether a delivery is about to be attempted.
pub fn is_moving(delivery: &Delivery) -> bool {
    let next = delivery.next_attempt_at.map(|at| at.millis() - now_millis());
    delivery.status == DeliveryStatus::Pending && next.is_some_and(|wait| wait < SOON_MS)
}

/// All channels. One page of deliveries tells of most of them; the quiet ones are asked about.
pub async fn all() -> ApiResult<Vec<Listed>> {
    let channels = api::channels::list().await?;
    if channels.is_empty() {
        return Ok(Vec::new());
    }
    let recent = api::deliveries::list(&Query::default().with("pageSize", AT_ONCE)).await?;
    let mut all = Vec::with_capacity(channels.len());
    for channel in channels {
        let id = channel.id.to_string();
        let last = recent.content.iter().find(|one| one.channel.id == id).cloned();
        all.push(if last.is_some() || recent.last {
            Listed { channel, last }
        } else {
            with_last(channel).await?
        });
    }
    Ok(all)
}

/// A channel, with its latest delivery asked for.
pub async fn with_last(channel: Channel) -> ApiResult<Listed> {
    let query = Query::default().with("channel", &channel.id.to_string());
    let mut page = api::deliveries::list(&query.with("pageSize", "1")).await?;
    Ok(Listed {
        channel,
        last: page.content.pop(),
    })
}
