//! The data of an event: indented JSON as text, cut where it would be too much.

use leptos::prelude::*;
use serde_json::Value;

use crate::components::button::{Button, Tone};
use crate::components::copy::CopyButton;
use crate::components::untrusted::visible;

/// Longer texts are cut here.
const CUT_BYTES: usize = 2048;

/// JSON with a copy button; a long one opens at a click.
#[component]
pub fn EventData(data: Value) -> impl IntoView {
    let text = serde_json::to_string_pretty(&data).unwrap_or_else(|_| data.to_string());
    let bytes = text.len();
    let long = bytes > CUT_BYTES;
    let all = RwSignal::new(!long);
    let whole = StoredValue::new(text.clone());
    let shown = move || {
        whole.with_value(|text| match (all.get(), text.get(..cut_at(text))) {
            (false, Some(start)) => visible(start) + "…",
            _ => visible(text),
        })
    };
    let more = move || {
        if all.get() {
            "Show less".to_owned()
        } else {
            format!("Show all {} KB", bytes.div_ceil(1024))
        }
    };
    view! {
        <div class="code-block">
            <CopyButton text what="data"/>
            <pre class="code-block__pre" tabindex="0"><code>{shown}</code></pre>
        </div>
        {long.then(|| view! {
            <Button tone=Tone::Quiet press=move |_| all.update(|all| *all = !*all)>{more}</Button>
        })}
    }
}

/// The last place at or before the limit that is not inside a letter.
fn cut_at(text: &str) -> usize {
    (0..=CUT_BYTES.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{CUT_BYTES, cut_at};

    /// A letter of several bytes is never cut through.
    #[test]
    fn cuts_between_letters() {
        assert_eq!(cut_at("short"), 5);
        let text = format!("a{}", "ü".repeat(CUT_BYTES));
        assert_eq!(cut_at(&text), CUT_BYTES - 1);
    }
}
