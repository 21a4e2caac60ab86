//! What the customer has told us about the identity.

use leptos::prelude::*;
use serde_json::Value;

use crate::components::code::{JsonBlock, inline_json};
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::untrusted::{Untrusted, visible};
use crate::types::identity::Identity;

/// Attribute by attribute, and all of them as JSON.
#[component]
pub fn Attributes(identity: Identity) -> impl IntoView {
    if identity.data.is_empty() {
        return view! {
            <div class="card">
                <Empty icon=Icon::Empty title="No attributes"
                    text="Pass what you know with dregs.identify(id, { name, email }) or with an event's identity.data."/>
            </div>
        }
        .into_any();
    }
    let rows = identity.data.clone().into_iter().map(|(name, value)| {
        view! { <div class="attributes__one"><dt>{visible(&name)}</dt><dd>{shown(&value)}</dd></div> }
    });
    view! {
        <dl class="card attributes">{rows.collect_view()}</dl>
        <details class="attributes__raw">
            <summary>"As JSON"</summary>
            <JsonBlock value=Value::Object(identity.data) what="attributes"/>
        </details>
    }
    .into_any()
}

fn shown(value: &Value) -> AnyView {
    match value {
        Value::String(text) => view! { <Untrusted text=text.clone()/> }.into_any(),
        other => view! { <code><Untrusted text=inline_json(other)/></code> }.into_any(),
    }
}
