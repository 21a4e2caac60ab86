//! Giving a webhook another secret.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use super::named;
use crate::api;
use crate::components::button::{Button, Tone};
use crate::components::dialog::Dialog;
use crate::components::toast::use_toaster;

/// Says what happens, then does it; the new secret is shown on the page.
#[component]
pub fn RotateDialog(desk: Desk) -> impl IntoView {
    let open = RwSignal::new(false);
    let toaster = use_toaster();
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        if desk.rotating.with(Option::is_some) {
            open.set(true);
        }
    });
    let rotate = move |id: i64| {
        busy.set(true);
        spawn_local(async move {
            match api::channels::rotate_secret(id).await {
                Ok(new) => {
                    let _ = desk.told.try_set(Some(new));
                    desk.refresh();
                }
                Err(error) => toaster.failed("Not rotated", &error),
            }
            let _ = (busy.try_set(false), open.try_set(false));
        });
    };
    let about = move || {
        let channel = desk.rotating.get()?;
        let (id, name) = (channel.id, named(&channel));
        Some(view! {
            <Dialog open title="Rotate the secret?">
                <p>"“"<bdi>{name}</bdi>"” gets a new secret, which is shown once. From then on "<code>"X-Dregs-Signature"</code>" is by the new one."</p>
                <p>"For 24 hours the one before signs as well, in "<code>"X-Dregs-Signature-Previous"</code>", and "<code>"webhook-signature"</code>" lists both. A receiver that looks at "<code>"X-Dregs-Signature"</code>" alone needs the new secret right away. Rotating again within the day ends the oldest one at once."</p>
                <div class="dialog__actions">
                    <Button press=move |_| open.set(false)>"Cancel"</Button>
                    <Button tone=Tone::Primary busy press=move |_| rotate(id)>"Rotate secret"</Button>
                </div>
            </Dialog>
        })
    };
    view! { {about} }
}
