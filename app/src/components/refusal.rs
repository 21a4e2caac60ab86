//! Why a request was refused, in words, and what to do about it.

use leptos::prelude::*;

use super::icon::{Draw, Icon};
use super::identity_link::short;
use super::time::TimeAgo;
use super::untrusted::visible;
use crate::types::rejection::Rejection;

/// A short name for the reason.
pub fn reason(code: &str) -> String {
    let known = match code {
        "origin_not_allowed" => "Origin not allowed",
        "unauthorized" => "Key does not work",
        "bad_request" => "Malformed event",
        "too_large" => "Too large",
        "unsupported_media_type" => "Wrong content type",
        "quota_exceeded" => "Monthly limit reached",
        "too_many_requests" => "Too many requests",
        "forbidden" => "Not allowed",
        "overloaded" | "timed_out" => "Server busy",
        other => return short(other),
    };
    known.to_owned()
}

/// What the integrator can do.
pub fn advice(code: &str) -> &'static str {
    match code {
        "origin_not_allowed" => "Add this origin to the credential, or leave its list of origins empty.",
        "unauthorized" => {
            "Check that the credential is enabled and not revoked, and that the page has its pk_ key."
        }
        "bad_request" => "The message names the field that has to change.",
        "too_large" => "Send less: an event's data may have 32 KB, a request 256 KB.",
        "unsupported_media_type" => "Send JSON, or text/plain with the key in the body.",
        "quota_exceeded" => "Events are refused until the month ends or the limit is raised.",
        "too_many_requests" => "Slow down, or send events in batches.",
        "forbidden" => "A public key may send events and nothing else.",
        "overloaded" | "timed_out" => "dregs.js and the SDKs try again by themselves.",
        _ => "",
    }
}

/// A refusal among other messages: what, from where, what to do.
#[component]
pub fn RefusalNote(rejection: Rejection) -> impl IntoView {
    let origin = rejection.origin.as_deref().map(short);
    view! {
        <li class="refusal">
            <Draw icon=Icon::Alert/>
            <div class="refusal__text">
                <p>
                    <b>{reason(&rejection.code)}</b>
                    {origin.map(|origin| view! { <>" · "<bdi>{origin}</bdi></> })}
                </p>
                <p class="refusal__message"><bdi>{visible(&rejection.message)}</bdi></p>
                <p class="refusal__advice">{advice(&rejection.code)}</p>
            </div>
            <TimeAgo at=rejection.last_at/>
        </li>
    }
}
