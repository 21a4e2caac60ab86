//! One of the four scores of an identity, with its confidence, its trend and its reasons.

use leptos::prelude::*;

use super::score_chip::{BandShape, band_class, word};
use super::sparkline::Sparkline;
use crate::types::score::{Band, Category};

/// One finding behind a score, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Whether it speaks for the identity.
    pub supports: bool,
    /// Why.
    pub text: String,
}

/// A score card.
#[component]
pub fn ScoreCard(
    category: Category,
    score: Option<u8>,
    confidence: Option<f64>,
    /// Earlier scores, oldest first.
    trend: Vec<f64>,
    /// The weightiest findings.
    reasons: Vec<Reason>,
) -> impl IntoView {
    let number = score.map_or_else(|| "–".to_owned(), |value| value.to_string());
    let verdict = score.map_or("not scored yet", |value| word(Band::of(value)));
    let trend_label = format!("{category} over the last {} cycles", trend.len());
    view! {
        <section class=format!("card score-card {}", band_class(score)) aria-label=category.label()>
            <header class="score-card__head">
                <h2 class="score-card__name">{category.label()}</h2>
                <span class="score-card__word"><BandShape score/>{verdict}</span>
            </header>
            <div class="score-card__body">
                <span class="score-card__value">{number}</span>
                {(trend.len() > 1).then(|| view! { <Sparkline values=trend top=100.0 label=trend_label/> })}
            </div>
            {confidence.filter(|_| score.is_some()).map(|value| view! { <Confidence value/> })}
            <ul class="score-card__reasons">
                {reasons.into_iter().map(|reason| view! { <Because reason/> }).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn Because(reason: Reason) -> impl IntoView {
    let (class, sign, spoken) = if reason.supports {
        ("band-good", "+", "For: ")
    } else {
        ("band-risk", "−", "Against: ")
    };
    view! {
        <li class=class>
            <span class="score-card__sign" aria-hidden="true">{sign}</span>
            <span><span class="visually-hidden">{spoken}</span><bdi>{reason.text}</bdi></span>
        </li>
    }
}

/// How sure a score is, as a thin bar with a word.
#[component]
pub fn Confidence(value: f64) -> impl IntoView {
    let percent = (value * 100.0).round().clamp(0.0, 100.0);
    let words = if value < 0.4 {
        "low confidence"
    } else {
        "confidence"
    };
    view! {
        <div class="confidence">
            <svg class="confidence__bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <rect class="confidence__rest" width="100" height="4"></rect>
                <rect class="confidence__value" width=percent.to_string() height="4"></rect>
            </svg>
            <span class="confidence__text">{format!("{percent}% {words}")}</span>
        </div>
    }
}
