//! Signing in.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;

use crate::components::button::Submit;
use crate::components::field::Field;
use crate::components::icon::{Draw, Icon};
use crate::layout::frame::Bare;
use crate::types::member::Login;
use crate::url::{own_path, use_query};
use crate::{api, browser};

#[component]
pub fn SignInPage() -> impl IntoView {
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let query = use_query();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // Read from the form itself: a password manager may have filled it before the script ran.
        let fields = browser::form_fields(&event);
        let field = |name| {
            fields
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.clone())
        };
        let login = match (field("email"), field("password")) {
            (Some(email), Some(password)) => Login {
                email: email.trim().to_owned(),
                password,
            },
            _ => return problem.set(Some("Enter your email address and your password.".to_owned())),
        };
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match api::auth::login(&login).await {
                Ok(_) => query.with_untracked(|query| browser::leave_for(own_path(query.get("next")))),
                Err(error) => {
                    problem.set(Some(explain(&error)));
                    busy.set(false);
                }
            }
        });
    };
    view! {
        <Title text="Sign in · Dregs"/>
        <Bare>
            <form class="card bare__card" method="post" novalidate on:submit=submit>
                <h1 class="bare__title">"Sign in"</h1>
                <p class="bare__about">"See who your users really are."</p>
                <Field label="Email" name="email" kind="email" autocomplete="username" value=email autofocus=true/>
                <Field label="Password" name="password" kind="password" autocomplete="current-password"
                    value=password/>
                <div role="alert" class="form-problem-place">
                    {move || problem.get().map(|text| view! {
                        <p class="form-problem"><Draw icon=Icon::Alert/>{text}</p>
                    })}
                </div>
                <Submit busy>"Sign in"</Submit>
            </form>
        </Bare>
    }
}

fn explain(error: &api::client::ApiError) -> String {
    if api::auth::is_wrong_password(error) {
        "Email and password do not belong together.".to_owned()
    } else {
        error.message()
    }
}
