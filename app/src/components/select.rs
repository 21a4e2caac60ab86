//! A choice from a list, bound to its value.

use leptos::prelude::*;

/// A select; `label` is read aloud and, unless it is `bare`, shown above.
#[component]
pub fn Select(
    #[prop(into)] label: String,
    value: RwSignal<String>,
    /// Values and what they are called.
    #[prop(into)]
    options: Vec<(String, String)>,
    #[prop(optional)] bare: bool,
) -> impl IntoView {
    let options = options.into_iter().map(|(key, name)| {
        let own = key.clone();
        let first = value.with_untracked(|value| *value == key);
        view! { <option value=key selected=first prop:selected=move || value.with(|value| *value == own)>{name}</option> }
    });
    let shown = (!bare).then(|| view! { <span class="field__label">{label.clone()}</span> });
    view! {
        <label class="field">
            {shown}
            <select class="input input--small" aria-label=bare.then_some(label)
                on:change=move |event| value.set(event_target_value(&event))>{options.collect_view()}</select>
        </label>
    }
}
