//! Changing one's own password.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::api::client::ApiError;
use crate::components::button::Submit;
use crate::components::field::Field;
use crate::components::icon::{Draw, Icon};
use crate::components::toast::use_toaster;
use crate::types::member::{PASSWORD_MIN_CHARS, PasswordChange, check_password};

#[derive(Clone, Copy, Default)]
struct Form {
    current: RwSignal<String>,
    new: RwSignal<String>,
    again: RwSignal<String>,
    submitted: RwSignal<bool>,
    refused: RwSignal<Option<String>>,
}

impl Form {
    fn clear(self) {
        for field in [self.current, self.new, self.again] {
            field.set(String::new());
        }
        self.submitted.set(false);
    }

    fn current_problem(self) -> Option<String> {
        let missing = self.submitted.get() && self.current.with(String::is_empty);
        missing.then(|| "Enter the password you signed in with".to_owned())
    }

    fn new_problem(self) -> Option<String> {
        let verdict = self.new.with(|password| check_password(password));
        let shown = self.submitted.get()
            || self
                .new
                .with(|password| password.chars().count() >= PASSWORD_MIN_CHARS);
        verdict
            .err()
            .filter(|_| shown)
            .map(|problem| format!("The password {problem}"))
    }

    fn again_problem(self) -> Option<String> {
        let differs = self.new.with(|new| self.again.with(|again| new != again));
        (self.submitted.get() && differs).then(|| "The two are not the same".to_owned())
    }

    fn change(self) -> Option<PasswordChange> {
        self.submitted.set(true);
        self.refused.set(None);
        let right = untrack(move || {
            [self.current_problem(), self.new_problem(), self.again_problem()]
                .iter()
                .all(Option::is_none)
        });
        right.then(|| PasswordChange {
            current_password: self.current.get_untracked(),
            new_password: self.new.get_untracked(),
        })
    }
}

/// The form; a changed password ends every other session.
#[component]
pub fn PasswordForm() -> impl IntoView {
    let form = Form::default();
    let busy = RwSignal::new(false);
    let toaster = use_toaster();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(change) = form.change() else { return };
        busy.set(true);
        spawn_local(async move {
            match api::auth::change_password(&change).await {
                Ok(_) => {
                    form.clear();
                    toaster.done("Password changed. Every other browser is signed out.");
                }
                Err(error) => form.refused.set(Some(explain(&error))),
            }
            busy.set(false);
        });
    };
    view! {
        <form class="card member__card" method="post" novalidate on:submit=submit>
            <h2 class="card__title">"Password"</h2>
            <p class="member__about">"Changing it signs you out everywhere but here."</p>
            <Field label="Current password" name="current-password" kind="password" autocomplete="current-password"
                value=form.current problem=Signal::derive(move || form.current_problem())/>
            <Field label="New password" name="new-password" kind="password" autocomplete="new-password" value=form.new
                hint="At least 10 characters" problem=Signal::derive(move || form.new_problem())/>
            <Field label="New password, again" name="new-password-again" kind="password" autocomplete="new-password"
                value=form.again problem=Signal::derive(move || form.again_problem())/>
            <div role="alert">
                {move || form.refused.get().map(|text| view! { <p class="form-problem"><Draw icon=Icon::Alert/>{text}</p> })}
            </div>
            <div class="member__actions"><Submit busy>"Change password"</Submit></div>
        </form>
    }
}

fn explain(error: &ApiError) -> String {
    let of_current = matches!(error, ApiError::Refused(body) if body.message.starts_with("currentPassword"));
    if of_current || api::auth::is_wrong_password(error) {
        "The current password is not right.".to_owned()
    } else {
        error.message()
    }
}
