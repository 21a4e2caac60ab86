//! The request of a delivery, as its receiver has seen it.

use leptos::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::components::code::{CodeBlock, JsonBlock};
use crate::types::channel::{Channel, ChannelEvent, ChannelType};
use crate::types::delivery::DeliveryDetail;
use crate::types::time::Timestamp;

/// The body of a webhook, in its order.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'b> {
    event: ChannelEvent,
    timestamp: Timestamp,
    channel_id: String,
    delivery_id: &'b str,
    identity_id: Option<&'b str>,
    data: &'b Value,
}

/// Headers and body of the latest try of a webhook; what a message was written from.
#[component]
pub fn Request(found: DeliveryDetail, channel: Channel) -> impl IntoView {
    if channel.kind != ChannelType::Webhook {
        return view! {
            <section>
                <h3 class="delivery-sheet__title">"What the message was written from"</h3>
                <JsonBlock value=found.data what="data"/>
            </section>
        }
        .into_any();
    }
    let at = found
        .attempt_log
        .last()
        .map_or(found.delivery.created_at, |one| one.at);
    let (headers, body) = (headers(&found, at), body(&found, at, channel.id));
    view! {
        <section>
            <h3 class="delivery-sheet__title">"Request"</h3>
            <CodeBlock code=headers what="headers"/>
            <p class="delivery-sheet__note">"Signatures are not kept. The body went out in one line, and was signed as it stood."</p>
            <CodeBlock code=body what="body"/>
        </section>
    }
    .into_any()
}

fn headers(found: &DeliveryDetail, at: Timestamp) -> String {
    let (id, event) = (&found.delivery.id, found.delivery.event);
    let seconds = at.millis().div_euclid(1_000);
    format!(
        "Content-Type: application/json\nX-Dregs-Event: {event}\nX-Dregs-Timestamp: {seconds}\nX-Dregs-Signature: HMAC-SHA256 of the body, in hex\nwebhook-id: {id}\nwebhook-timestamp: {seconds}\nwebhook-signature: v1,HMAC-SHA256 of id.timestamp.body, in base64"
    )
}

fn body(found: &DeliveryDetail, at: Timestamp, channel: i64) -> String {
    let body = Body {
        event: found.delivery.event,
        timestamp: at,
        channel_id: channel.to_string(),
        delivery_id: &found.delivery.id,
        identity_id: found.data.get("identityId").and_then(Value::as_str),
        data: &found.data,
    };
    serde_json::to_string_pretty(&body).unwrap_or_else(|_| found.data.to_string())
}
