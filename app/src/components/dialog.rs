//! Dialogs: the browser's own, which keeps the focus inside and gives it back.

use leptos::html;
use leptos::prelude::*;

use super::button::{Button, IconButton, Tone};
use super::icon::Icon;

/// A dialog that is open while `open` is true; closing it by any means sets `open` to false.
#[component]
pub fn Dialog(open: RwSignal<bool>, #[prop(into)] title: String, children: Children) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let label = title.clone();
    view! {
        <dialog class="dialog" node_ref=dialog aria-label=label on:close=move |_| open.set(false)>
            <header class="dialog__head">
                <h2 class="dialog__title">{title}</h2>
                <IconButton icon=Icon::Close label="Close" press=move |_| open.set(false)/>
            </header>
            <div class="dialog__body">{children()}</div>
        </dialog>
    }
}

/// Asks before something that cannot be undone: `word` has to be typed.
#[component]
pub fn ConfirmDialog(
    open: RwSignal<bool>,
    #[prop(into)] title: String,
    /// What will happen, and that there is no undo.
    #[prop(into)]
    consequence: String,
    #[prop(into)] word: String,
    #[prop(into)] action: String,
    #[prop(into)] confirm: Callback<()>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let wanted = word.clone();
    let differs = Signal::derive(move || typed.get().trim() != wanted);
    Effect::new(move |_| {
        if open.get() {
            typed.set(String::new());
        }
    });
    let close = move || open.set(false);
    view! {
        <Dialog open title>
            <p>{consequence}</p>
            <label class="field">
                <span class="field__label">"Type " <b>{word}</b> " to confirm"</span>
                <input class="input" autocomplete="off" prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))/>
            </label>
            <div class="dialog__actions">
                <Button press=move |_| close()>"Cancel"</Button>
                <Button tone=Tone::Danger disabled=differs press=move |_| { close(); confirm.run(()); }>
                    {action}
                </Button>
            </div>
        </Dialog>
    }
}
