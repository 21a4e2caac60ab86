//! Removing the example account.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::button::{Button, Tone};
use crate::components::dialog::ConfirmDialog;
use crate::components::icon::Icon;
use crate::components::toast::use_toaster;
use crate::components::untrusted::visible;
use crate::{api, browser, routes};

const WORD: &str = "remove";

/// The way out of the example account, and its end.
#[component]
pub fn RemoveExample(name: String) -> impl IntoView {
    let asking = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let toaster = use_toaster();
    let remove = move |()| {
        busy.set(true);
        spawn_local(async move {
            match api::demo::remove().await {
                Ok(()) => browser::leave_for(routes::OVERVIEW),
                Err(error) => {
                    toaster.failed("Not removed", &error);
                    busy.set(false);
                }
            }
        });
    };
    let consequence = format!(
        "“{}” goes with everything in it: made-up people, devices, events and scores. Your own accounts are not touched. There is no undo, but you can load the example again.",
        visible(&name)
    );
    view! {
        <section class="card member__card">
            <h2 class="card__title">"Example account"</h2>
            <p class="member__about">"You look at made-up people. Remove the example when you have seen enough; you go back to your own account."</p>
            <div class="member__actions">
                <Button tone=Tone::Danger icon=Icon::Trash busy press=move |_| asking.set(true)>"Remove example account"</Button>
            </div>
        </section>
        <ConfirmDialog open=asking title="Remove the example account?" consequence word=WORD action="Remove it" confirm=remove/>
    }
}
