//! Removing a channel for good.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::desk::Desk;
use super::named;
use crate::api;
use crate::components::dialog::ConfirmDialog;
use crate::components::toast::use_toaster;
use crate::routes;

const WORD: &str = "delete";

/// Asks for a typed word, because there is no undo.
#[component]
pub fn DeleteDialog(desk: Desk) -> impl IntoView {
    let open = RwSignal::new(false);
    let toaster = use_toaster();
    let navigate = use_navigate();
    Effect::new(move |_| {
        if desk.deleting.with(Option::is_some) {
            open.set(true);
        }
    });
    let delete = Callback::new(move |(id, name): (i64, String)| {
        let navigate = navigate.clone();
        spawn_local(async move {
            match api::channels::delete(id).await {
                Ok(()) => {
                    toaster.done(format!("“{name}” is gone."));
                    if desk.leaves {
                        navigate(routes::CHANNELS, Default::default());
                    } else {
                        desk.refresh();
                    }
                }
                Err(error) => toaster.failed("Not deleted", &error),
            }
        });
    });
    let about = move || {
        let channel = desk.deleting.get()?;
        let (id, name) = (channel.id, named(&channel));
        let consequence = format!(
            "“{name}” goes, with what waits for it and its log, and rules no longer list it. There is no undo; to stop it for a while, switch it off instead."
        );
        let confirm = move |()| delete.run((id, name.clone()));
        Some(
            view! { <ConfirmDialog open title="Delete this channel?" consequence word=WORD action="Delete for good" confirm/> },
        )
    };
    view! { {about} }
}
