//! Making a channel, and changing one.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::{Desk, Subject};
use super::events::EventsField;
use super::fields::Form;
use super::{about, word};
use crate::api::client::ApiError;
use crate::components::button::{Button, Submit};
use crate::components::dialog::Dialog;
use crate::components::field::Field;
use crate::components::icon::{Draw, Icon};
use crate::components::toast::use_toaster;
use crate::layout::member::use_member;
use crate::types::channel::ChannelType;

/// The dialog; it is open while it is about something.
#[component]
pub fn FormDialog(desk: Desk) -> impl IntoView {
    let open = RwSignal::new(false);
    let member = use_member().resource();
    Effect::new(move |_| {
        if desk.editing.with(Option::is_some) {
            open.set(true);
        }
    });
    move || {
        let subject = desk.editing.get()?;
        let own = match untrack(move || member.get()) {
            Some(Ok(me)) => me.email,
            _ => String::new(),
        };
        let title = match subject {
            Subject::New(_) => "Add a channel",
            Subject::Of(_) => "Edit the channel",
        };
        let form = Form::of(subject, own);
        Some(view! { <Dialog open title><Sheet form open desk/></Dialog> })
    }
}

#[component]
fn Sheet(form: Form, open: RwSignal<bool>, desk: Desk) -> impl IntoView {
    let toaster = use_toaster();
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let save = match untrack(move || form.check()) {
            Ok(()) => form.save(),
            Err(reason) => return problem.set(Some(reason.to_owned())),
        };
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match save.await {
                Ok(new) => {
                    open.set(false);
                    if new.secret.is_some() {
                        desk.told.set(Some(new));
                    } else {
                        toaster.done("Saved. Send a test to see whether it arrives.");
                    }
                    desk.refresh();
                }
                Err(error) => problem.set(Some(in_words(&error))),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <form class="dialog__form" method="post" novalidate on:submit=submit>
            {form.id.is_none().then(|| view! { <Kinds kind=form.kind/> })}
            <Field label="Name" name="channel-name" value=form.name placeholder="Fraud team" hint="For you and your team; rules list it by this name"/>
            {move || view! { <Target kind=form.kind.get() form/> }}
            <EventsField chosen=form.events/>
            <div role="alert">
                {move || problem.get().map(|text| view! { <p class="form-problem"><Draw icon=Icon::Alert/>{text}</p> })}
            </div>
            <div class="dialog__actions">
                <Button press=move |_| open.set(false)>"Cancel"</Button>
                <Submit busy>"Save"</Submit>
            </div>
        </form>
    }
}

#[component]
fn Kinds(kind: RwSignal<ChannelType>) -> impl IntoView {
    let buttons = ChannelType::ALL.map(|one| {
        view! {
            <button type="button" class="segments__one" aria-pressed=move || (kind.get() == one).to_string()
                on:click=move |_| kind.set(one)>{word(one)}</button>
        }
    });
    view! {
        <div class="channel-kinds">
            <span class="segments" role="group" aria-label="Type">{buttons.into_iter().collect_view()}</span>
            <p class="field__note">{move || about(kind.get())}</p>
        </div>
    }
}

#[component]
fn Target(kind: ChannelType, form: Form) -> impl IntoView {
    let value = form.target;
    match (kind, form.id) {
        (ChannelType::Email, _) => view! {
            <div class="field">
                <label class="field__label" for="channel-recipients">"Members"</label>
                <textarea class="input" id="channel-recipients" rows="3" spellcheck="false" autocapitalize="off" aria-describedby="channel-recipients-note"
                    prop:value=move || value.get() on:input=move |event| value.set(event_target_value(&event))></textarea>
                <p class="field__note" id="channel-recipients-note">"Addresses of members of this account, one on each line, at most 20"</p>
            </div>
        }
        .into_any(),
        (ChannelType::Slack, None) => view! {
            <Field label="Incoming webhook of Slack" name="channel-url" kind="url" value placeholder="https://hooks.slack.com/services/…"
                hint="Slack shows it under “Incoming Webhooks” of your app. It is a secret: only its end will be shown."/>
        }
        .into_any(),
        (ChannelType::Slack, Some(_)) => view! {
            <Field label="Incoming webhook of Slack" name="channel-url" kind="url" value hint="Leave it empty to keep the one there is"/>
        }
        .into_any(),
        (ChannelType::Webhook, _) => view! {
            <Field label="Address" name="channel-url" kind="url" value placeholder="https://hooks.shop.example/dregs"
                hint="It is called with POST. It has to be public, and to answer within 10 seconds."/>
        }
        .into_any(),
    }
}

/// `config.url: leads to …` as a person would say it.
fn in_words(error: &ApiError) -> String {
    let text = error.message();
    match text.split_once(": ") {
        Some(("config.url", why)) => format!("The address {why}."),
        Some(("config.recipients", why)) => format!("Members: {why}."),
        _ => text,
    }
}
