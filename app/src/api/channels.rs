//! Where news goes.

use std::future::Future;

use super::client::{ApiResult, act, get as get_json, send_json};
use crate::types::channel::{Channel, ChannelDraft, ChannelPatch, ChannelTest, NewChannel};
use crate::types::delivery::{Delivery, Redelivered};

/// All of the account's channels, oldest first.
pub fn list() -> impl Future<Output = ApiResult<Vec<Channel>>> + Send + use<> {
    get_json("/channels")
}

/// One channel.
pub fn get(id: i64) -> impl Future<Output = ApiResult<Channel>> + Send + use<> {
    get_json(&path(id, ""))
}

/// Makes a channel; the answer is the only place where a webhook's secret is shown.
pub fn create(draft: &ChannelDraft) -> impl Future<Output = ApiResult<NewChannel>> + Send + use<> {
    send_json("POST", "/channels", draft)
}

/// Changes what is given.
pub fn update(id: i64, patch: &ChannelPatch) -> impl Future<Output = ApiResult<Channel>> + Send + use<> {
    send_json("PATCH", &path(id, ""), patch)
}

/// Removes a channel.
pub fn delete(id: i64) -> impl Future<Output = ApiResult<()>> + Send + use<> {
    act("DELETE", &path(id, ""))
}

/// Sends made-up news, once; how it went is told by the delivery.
pub fn try_out(id: i64) -> impl Future<Output = ApiResult<Delivery>> + Send + use<> {
    send_json("POST", &path(id, "/actions/test"), &ChannelTest::default())
}

/// Gives a webhook another secret, which only this answer tells.
pub fn rotate_secret(id: i64) -> impl Future<Output = ApiResult<NewChannel>> + Send + use<> {
    send_json(
        "POST",
        &path(id, "/actions/rotate-secret"),
        &serde_json::json!({}),
    )
}

/// Delivers again whatever could not be delivered.
pub fn redeliver_failed(id: i64) -> impl Future<Output = ApiResult<Redelivered>> + Send + use<> {
    send_json(
        "POST",
        &path(id, "/actions/redeliver-failed"),
        &serde_json::json!({}),
    )
}

fn path(id: i64, rest: &str) -> String {
    format!("/channels/{id}{rest}")
}
