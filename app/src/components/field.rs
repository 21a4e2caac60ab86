//! A labelled input with its hint and what is wrong with it.

use leptos::prelude::*;

/// One line of a form, bound to `value`; `problem` is shown beside it and read aloud.
#[component]
pub fn Field(
    #[prop(into)] label: String,
    /// Name and id of the input.
    name: &'static str,
    value: RwSignal<String>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let note = format!("{name}-note");
    let described = note.clone();
    view! {
        <div class="field" class:field--wrong=move || problem.get().is_some()>
            <label class="field__label" for=name>{label}</label>
            <input class="input" id=name name=name type=kind autocomplete=autocomplete placeholder=placeholder
                autofocus=autofocus aria-describedby=described
                aria-invalid=move || problem.get().is_some().to_string()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))/>
            <p class="field__note" id=note aria-live="polite">
                {move || problem.get().or_else(|| hint.clone())}
            </p>
        </div>
    }
}
