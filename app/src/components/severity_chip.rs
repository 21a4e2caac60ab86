//! How bad an escalation is: word, shape and colour.

use leptos::prelude::*;

use crate::types::escalation::Severity;

/// The word for a severity.
pub const fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "Info",
        Severity::Warning => "Warning",
        Severity::Critical => "Critical",
    }
}

/// Square, triangle or dot beside the word.
#[component]
pub fn SeverityChip(severity: Severity) -> impl IntoView {
    let (class, path) = match severity {
        Severity::Critical => ("severity severity--critical", "M1.2 1.2h7.6v7.6H1.2z"),
        Severity::Warning => ("severity severity--warning", "M5 .8 9.6 9H.4L5 .8Z"),
        Severity::Info => (
            "severity severity--info",
            "M5 .8a4.2 4.2 0 1 0 0 8.4A4.2 4.2 0 0 0 5 .8Z",
        ),
    };
    view! {
        <span class=class>
            <svg class="severity__shape" viewBox="0 0 10 10" width="9" height="9" aria-hidden="true">
                <path d=path></path>
            </svg>
            {severity_word(severity)}
        </span>
    }
}
