//! A badge that an identity wears.

use leptos::prelude::*;

use super::untrusted::visible;
use crate::types::badge::{Badge, BadgeType};

/// Name of a badge, with its reason on hover.
#[component]
pub fn BadgeChip(badge: Badge) -> impl IntoView {
    let class = match badge.kind {
        BadgeType::Good => "badge badge--good",
        BadgeType::Bad => "badge badge--bad",
        BadgeType::Neutral => "badge",
    };
    view! { <span class=class title=badge.explanation>{visible(&badge.name)}</span> }
}

/// That an identity or a device is left out of scoring.
#[component]
pub fn DisregardedChip() -> impl IntoView {
    view! { <span class="badge badge--off" title="Left out of scoring and linking">"Disregarded"</span> }
}
