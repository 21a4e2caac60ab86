//! A badge that an identity wears.

use leptos::prelude::*;

use super::time::exact;
use super::untrusted::visible;
use crate::types::badge::{Badge, BadgeType};

/// Name of a badge, with its reason and since when on hover.
#[component]
pub fn BadgeChip(badge: Badge) -> impl IntoView {
    let title = visible(&format!("{} Since {}", badge.explanation, exact(badge.since)));
    view! { <span class=badge_class(badge.kind) title=title.trim().to_owned()>{visible(&badge.name)}</span> }
}

/// The CSS class of a kind of badges.
pub const fn badge_class(kind: BadgeType) -> &'static str {
    match kind {
        BadgeType::Good => "badge badge--good",
        BadgeType::Bad => "badge badge--bad",
        BadgeType::Neutral => "badge",
    }
}

/// That an identity or a device is left out of scoring.
#[component]
pub fn DisregardedChip() -> impl IntoView {
    view! { <span class="badge badge--off" title="Left out of scoring and linking">"Disregarded"</span> }
}
