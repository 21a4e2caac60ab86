//! What the customer has told us about an identity or a group.

use leptos::prelude::*;
use serde_json::{Map, Value};

use crate::components::code::{JsonBlock, inline_json};
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::untrusted::{Untrusted, visible};

/// Attribute by attribute, and all of them as JSON.
#[component]
pub fn Attributes(
    data: Map<String, Value>,
    /// How to pass some, where there are none.
    hint: &'static str,
) -> impl IntoView {
    if data.is_empty() {
        return view! {
            <div class="card">
                <Empty icon=Icon::Empty title="No attributes" text=hint/>
            </div>
        }
        .into_any();
    }
    let rows = data.clone().into_iter().map(|(name, value)| {
        view! { <div class="attributes__one"><dt>{visible(&name)}</dt><dd>{shown(&value)}</dd></div> }
    });
    view! {
        <dl class="card attributes">{rows.collect_view()}</dl>
        <details class="attributes__raw">
            <summary>"As JSON"</summary>
            <JsonBlock value=Value::Object(data) what="attributes"/>
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
