//! Creating the first owner and account, by the link that the server printed.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;

use crate::components::button::Submit;
use crate::components::empty::Empty;
use crate::components::field::Field;
use crate::components::icon::{Draw, Icon};
use crate::components::load::Load;
use crate::layout::frame::Bare;
use crate::types::member::{Setup, check_password};
use crate::url::use_query;
use crate::{api, browser, routes};

#[component]
pub fn SetupPage() -> impl IntoView {
    let query = use_query();
    let token = Memo::new(move |_| query.with(|query| query.get("token").unwrap_or("").to_owned()));
    let valid = Resource::new(
        move || token.get(),
        |token| async move {
            match api::setup::check(&token).await {
                Err(error) if error.status() == Some(404) => Ok(false),
                other => other.map(|()| true),
            }
        },
    );
    view! {
        <Title text="Set up · Dregs"/>
        <Bare>
            <Load resource=valid let:valid>
                {if valid {
                    view! { <SetupForm token=token.get_untracked()/> }.into_any()
                } else {
                    view! { <LinkIsSpent/> }.into_any()
                }}
            </Load>
        </Bare>
    }
}

#[component]
fn LinkIsSpent() -> impl IntoView {
    view! {
        <div class="card bare__card">
            <Empty icon=Icon::Key title="This link does not work any more"
                text="A setup link works once. The server prints a new one when it starts without an owner.">
                <a class="button" href=routes::SIGN_IN>"Sign in"</a>
            </Empty>
        </div>
    }
}

#[derive(Clone, Copy, Default)]
struct Form {
    email: RwSignal<String>,
    password: RwSignal<String>,
    account: RwSignal<String>,
    submitted: RwSignal<bool>,
}

impl Form {
    fn email_problem(self) -> Option<String> {
        let looks_right = self.email.with(|email| {
            email
                .trim()
                .split_once('@')
                .is_some_and(|(a, b)| !a.is_empty() && !b.is_empty())
        });
        (self.submitted.get() && !looks_right)
            .then(|| "Enter an email address, such as ada@example.com".to_owned())
    }

    fn password_problem(self) -> Option<String> {
        let verdict = self.password.with(|password| check_password(password));
        let shown = self.submitted.get() || self.password.with(|password| password.chars().count() >= 10);
        verdict
            .err()
            .filter(|_| shown)
            .map(|problem| format!("The password {problem}"))
    }

    fn account_problem(self) -> Option<String> {
        let count = self.account.with(|name| name.trim().chars().count());
        (self.submitted.get() && !(1..=100).contains(&count))
            .then(|| "Enter a name of 1 to 100 characters".to_owned())
    }

    fn is_right(self) -> bool {
        self.email_problem().is_none()
            && self.password_problem().is_none()
            && self.account_problem().is_none()
    }
}

#[component]
fn SetupForm(token: String) -> impl IntoView {
    let form = Form::default();
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submitted.set(true);
        if !untrack(move || form.is_right()) {
            return;
        }
        let setup = Setup {
            token: token.clone(),
            email: form.email.get_untracked().trim().to_owned(),
            password: form.password.get_untracked(),
            account_name: form.account.get_untracked().trim().to_owned(),
        };
        busy.set(true);
        problem.set(None);
        spawn_local(async move {
            match api::setup::create(&setup).await {
                Ok(_) => browser::leave_for(routes::OVERVIEW),
                Err(error) => {
                    problem.set(Some(error.message()));
                    busy.set(false);
                }
            }
        });
    };
    view! {
        <form class="card bare__card" method="post" novalidate on:submit=submit>
            <h1 class="bare__title">"Welcome to Dregs"</h1>
            <p class="bare__about">"Create the owner of this installation. You can add more people later."</p>
            <Field label="Account name" name="organization" autocomplete="organization" value=form.account
                placeholder="Acme Shop" hint="Your company or product"
                problem=Signal::derive(move || form.account_problem()) autofocus=true/>
            <Field label="Email" name="email" kind="email" autocomplete="username" value=form.email
                problem=Signal::derive(move || form.email_problem())/>
            <Field label="Password" name="password" kind="password" autocomplete="new-password" value=form.password
                hint="At least 10 characters" problem=Signal::derive(move || form.password_problem())/>
            <div role="alert" class="form-problem-place">
                {move || problem.get().map(|text| view! {
                    <p class="form-problem"><Draw icon=Icon::Alert/>{text}</p>
                })}
            </div>
            <Submit busy>"Create account"</Submit>
        </form>
    }
}
