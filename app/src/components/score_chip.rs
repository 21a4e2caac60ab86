//! A score, shown the same way everywhere: number, word, shape and colour.

use leptos::prelude::*;

use crate::types::score::{Band, Category};

/// The word for a band.
pub const fn word(band: Band) -> &'static str {
    match band {
        Band::Good => "good",
        Band::Watch => "watch",
        Band::Risk => "risk",
    }
}

/// The CSS class that colours a band; without a score everything is grey.
pub const fn band_class(score: Option<u8>) -> &'static str {
    match score {
        None => "band-none",
        Some(value) => match Band::of(value) {
            Band::Good => "band-good",
            Band::Watch => "band-watch",
            Band::Risk => "band-risk",
        },
    }
}

/// Dot, triangle, square or an empty ring: bands can be told apart without colour.
#[component]
pub fn BandShape(score: Option<u8>) -> impl IntoView {
    let path = match score.map(Band::of) {
        None => "M5 1.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4Z",
        Some(Band::Good) => "M5 .8a4.2 4.2 0 1 0 0 8.4A4.2 4.2 0 0 0 5 .8Z",
        Some(Band::Watch) => "M5 .8 9.6 9H.4L5 .8Z",
        Some(Band::Risk) => "M1.2 1.2h7.6v7.6H1.2z",
    };
    view! {
        <svg class="band-shape" viewBox="0 0 10 10" width="9" height="9" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}

/// One score in a list.
#[component]
pub fn ScoreChip(category: Category, score: Option<u8>) -> impl IntoView {
    let spoken = match score {
        Some(value) => format!("{category}: {value} of 100, {}", word(Band::of(value))),
        None => format!("{category}: not scored yet"),
    };
    let title = spoken.clone();
    view! {
        <span class=format!("score-chip {}", band_class(score)) title=title>
            <BandShape score/>
            {score.map(|value| view! { <span class="score-chip__value" aria-hidden="true">{value.to_string()}</span> })}
            <span class="score-chip__word" aria-hidden="true">
                {score.map_or("unscored", |value| word(Band::of(value)))}
            </span>
            <span class="visually-hidden">{spoken}</span>
        </span>
    }
}
