//! Taking a device out of linking, and back in.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::switch::Switch;
use crate::components::toast::use_toaster;
use crate::layout::member::use_member;
use crate::types::member::Role;

/// A switch for those who may use it; it moves at once and moves back when the server refuses.
#[component]
pub fn DisregardSwitch(fingerprint: String, disregarded: bool, changed: Callback<()>) -> impl IntoView {
    let member = use_member().resource();
    let on = RwSignal::new(disregarded);
    let toaster = use_toaster();
    let fingerprint = StoredValue::new(fingerprint);
    let change = move |wanted: bool| {
        on.set(wanted);
        spawn_local(async move {
            match api::devices::disregard(&fingerprint.get_value(), wanted).await {
                Ok(_) if wanted => {
                    toaster.done("Disregarded: this device links nobody. The same switch takes it back in.")
                }
                Ok(_) => toaster.done("This device counts again."),
                Err(error) => {
                    on.set(!wanted);
                    return toaster.failed("Not changed", &error);
                }
            }
            changed.run(());
        });
    };
    view! {
        <Load resource=member skeleton=Skeleton::Nothing let:me>
            {(me.role >= Role::Analyst).then(|| view! { <Switch label="Disregard" on change/> })}
        </Load>
    }
}
