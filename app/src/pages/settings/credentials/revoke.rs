//! Revoking a credential for good.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Desk;
use crate::api;
use crate::components::dialog::ConfirmDialog;
use crate::components::toast::use_toaster;

const WORD: &str = "revoke";

/// Asks for a typed word, because there is no undo.
#[component]
pub fn RevokeDialog(desk: Desk) -> impl IntoView {
    let open = RwSignal::new(false);
    let toaster = use_toaster();
    let revoke = move |id: i64, name: String| {
        spawn_local(async move {
            match api::credentials::revoke(id).await {
                Ok(_) => {
                    toaster.done(format!("“{name}” is revoked."));
                    desk.changed.run(());
                }
                Err(error) => toaster.failed("Not revoked", &error),
            }
        });
    };
    Effect::new(move |_| {
        if desk.revoking.with(Option::is_some) {
            open.set(true);
        }
    });
    let about = move || {
        desk.revoking.get().map(|credential| {
            let consequence = format!(
                "Both keys of “{}” stop working at once, for every page and server that uses them. There is no undo; to stop for a while, disable it instead.",
                crate::components::untrusted::visible(&credential.name)
            );
            let name = credential.name;
            let confirm = move |()| revoke(credential.id, name.clone());
            view! { <ConfirmDialog open title="Revoke this credential?" consequence word=WORD action="Revoke for good" confirm/> }
        })
    };
    view! { {about} }
}
