//! Code to copy, and data to read.

use leptos::prelude::*;
use serde_json::Value;

use super::copy::CopyButton;
use super::untrusted::visible;

/// A snippet with a button that copies all of it.
#[component]
pub fn CodeBlock(#[prop(into)] code: Signal<String>, #[prop(into)] what: String) -> impl IntoView {
    view! {
        <div class="code-block">
            <CopyButton text=code what/>
            <pre class="code-block__pre" tabindex="0"><code>{move || visible(&code.get())}</code></pre>
        </div>
    }
}

/// Any JSON, indented, as text.
#[component]
pub fn JsonBlock(value: Value, #[prop(into)] what: String) -> impl IntoView {
    let text = serde_json::to_string_pretty(&value).unwrap_or_else(|_| value.to_string());
    view! { <CodeBlock code=text what/> }
}

/// A JSON value in one line, as it is shown in a table.
pub fn inline_json(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "null".to_owned(),
        other => other.to_string(),
    }
}
