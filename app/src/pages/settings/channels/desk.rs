//! What the pages of channels share: their dialogs, the secret that is shown, and the tests that are under way.

use leptos::prelude::*;

use super::delete::DeleteDialog;
use super::form::FormDialog;
use super::rotate::RotateDialog;
use super::trial::Trial;
use crate::components::reveal::RevealSigning;
use crate::types::channel::{Channel, ChannelType, NewChannel};

/// What the form is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A channel to be made, which begins as one of this kind.
    New(ChannelType),
    /// One that there is.
    Of(Box<Channel>),
}

/// What the dialogs of the page are about.
#[derive(Clone, Copy)]
pub struct Desk {
    pub editing: RwSignal<Option<Subject>>,
    pub rotating: RwSignal<Option<Channel>>,
    pub deleting: RwSignal<Option<Channel>>,
    /// The channel whose secret is shown, for the only time.
    pub told: RwSignal<Option<NewChannel>>,
    /// How tests went, by the number of the channel.
    pub trials: RwSignal<Vec<(i64, Trial)>>,
    /// Runs when what is shown is not up to date any more.
    pub changed: Callback<()>,
    /// Where one lands when the channel is gone.
    pub leaves: bool,
}

impl Desk {
    /// A desk with nothing on it.
    pub fn new(changed: Callback<()>) -> Self {
        Self {
            editing: RwSignal::new(None),
            rotating: RwSignal::new(None),
            deleting: RwSignal::new(None),
            told: RwSignal::new(None),
            trials: RwSignal::new(Vec::new()),
            changed,
            leaves: false,
        }
    }

    /// Opens the form.
    pub fn edit(self, subject: Subject) {
        self.editing.set(Some(subject));
    }

    /// Something was changed by a call that may have outlived the page.
    pub fn refresh(self) {
        if self.told.try_get_untracked().is_some() {
            self.changed.run(());
        }
    }
}

/// The dialogs.
#[component]
pub fn Dialogs(desk: Desk) -> impl IntoView {
    view! {
        <FormDialog desk/>
        <RotateDialog desk/>
        <DeleteDialog desk/>
    }
}

/// The secret that has just been made.
#[component]
pub fn Told(desk: Desk) -> impl IntoView {
    move || {
        let told = desk.told.get()?;
        let (of, secret) = (told.channel.name, told.secret?);
        Some(view! { <RevealSigning of secret done=move |()| desk.told.set(None)/> })
    }
}
