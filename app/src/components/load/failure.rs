//! Why a value cannot be shown, and what to do about it.

use leptos::prelude::*;

use crate::api::client::ApiError;
use crate::api::transport::AnswerStatus;
use crate::browser;
use crate::components::button::{Button, LinkButton, Tone};
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::routes;

/// A failed call, in words.
#[component]
pub fn Failure(error: ApiError, #[prop(into)] retry: Callback<()>) -> impl IntoView {
    match error {
        ApiError::SignedOut => view! { <SignedOut/> }.into_any(),
        ApiError::Refused(body) if body.status == 404 => view! { <NotFound/> }.into_any(),
        ApiError::Refused(body) if body.status == 403 => {
            answer_with(403);
            view! { <Empty icon=Icon::Lock title="Not allowed" text=body.message/> }.into_any()
        }
        other => {
            answer_with(other.status().unwrap_or(502));
            view! {
                <div role="alert">
                    <Empty icon=Icon::Alert title="This could not be loaded" text=other.message()>
                        <Button icon=Icon::Refresh press=move |_| retry.run(())>"Try again"</Button>
                    </Empty>
                </div>
            }
            .into_any()
        }
    }
}

/// The session has ended: leads to the sign-in page and back here afterwards.
#[component]
fn SignedOut() -> impl IntoView {
    Effect::new(move |_| browser::leave_for(&routes::sign_in(&browser::here())));
    view! {
        <Empty icon=Icon::Lock title="Signed out" text="Your session has ended.">
            <LinkButton tone=Tone::Primary href=routes::SIGN_IN>"Sign in"</LinkButton>
        </Empty>
    }
}

/// There is nothing under this address, or it is someone else's.
#[component]
pub fn NotFound() -> impl IntoView {
    answer_with(404);
    view! {
        <Empty icon=Icon::Search title="Not found"
            text="There is nothing under this address, or it is not yours to see.">
            <LinkButton href=routes::OVERVIEW>"Go to the overview"</LinkButton>
        </Empty>
    }
}

fn answer_with(status: u16) {
    if let Some(AnswerStatus(set)) = use_context() {
        set(status);
    }
}
