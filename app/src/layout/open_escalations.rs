//! How many escalations stand where, for the navigation and the inbox.

use std::time::Duration;

use leptos::prelude::*;

use crate::api;
use crate::api::client::ApiResult;
use crate::api::live::use_live_refresh;
use crate::types::escalation::EscalationSummary;
use crate::types::stream::StreamMessage;

/// How many stand where.
#[derive(Clone, Copy)]
pub struct OpenEscalations(Resource<ApiResult<EscalationSummary>>);

impl OpenEscalations {
    /// Asks, provides the answer to everything below, and asks again when something was raised or decided.
    pub fn provide() -> Self {
        let counts = Self(Resource::new(|| (), |()| api::escalations::summary()));
        provide_context(counts);
        use_live_refresh(
            Duration::from_millis(500),
            |message| matches!(message, StreamMessage::Escalation(_) | StreamMessage::Missed(_)),
            move || counts.0.refetch(),
        );
        counts
    }

    /// The answer.
    pub const fn resource(self) -> Resource<ApiResult<EscalationSummary>> {
        self.0
    }
}

/// The counts of the frame around the caller.
pub fn use_open_escalations() -> OpenEscalations {
    use_context().unwrap_or_else(OpenEscalations::provide)
}

/// The number of those that nobody looks at yet; nothing while there are none.
#[component]
pub fn OpenCount() -> impl IntoView {
    let counts = use_open_escalations().resource();
    let open = move || {
        let summary = counts.get().and_then(Result::ok);
        summary.map(|summary| summary.open).filter(|open| *open > 0)
    };
    let shown = move || {
        open().map(|open| {
            let text = if open > 99 {
                "99+".to_owned()
            } else {
                open.to_string()
            };
            view! { <span class="side__count">{text}<span class="visually-hidden">" open"</span></span> }
        })
    };
    view! { <Transition>{shown}</Transition> }
}
