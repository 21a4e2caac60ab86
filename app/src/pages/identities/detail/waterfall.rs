//! How each score adds up: from where every score starts, finding by finding, to the score.

use leptos::prelude::*;

use super::observations::points;
use crate::components::untrusted::visible;
use crate::types::analysis::Score;

/// Where every score starts.
const START: f64 = 75.0;
/// Findings that move less are told together.
const SMALL: f64 = 0.5;

/// One bar: what it says, and from where to where it reaches.
struct Step {
    label: String,
    explanation: String,
    from: f64,
    to: f64,
}

/// One chart for each score.
#[component]
pub fn Waterfalls(scores: Vec<Score>) -> impl IntoView {
    // Cycles of long ago do not tell points.
    let told = |score: &Score| {
        score
            .observations
            .iter()
            .all(|found| found.metadata.contains_key("points"))
    };
    let charts = scores
        .into_iter()
        .filter(told)
        .map(|score| view! { <Waterfall score/> });
    view! {
        <section class="card waterfalls-card">
            <header class="card__head">
                <h2 class="card__title">"How the scores add up"</h2>
                <span class="card__note">"Every score starts at 75"</span>
            </header>
            <div class="waterfalls">{charts.collect_view()}</div>
        </section>
    }
}

#[component]
fn Waterfall(score: Score) -> impl IntoView {
    let rows = steps(&score).into_iter().map(|step| {
        let moved = step.to - step.from;
        let band = if moved < 0.0 { "band-risk" } else { "band-good" };
        view! {
            <li class="waterfall__step" title=step.explanation>
                <span class="waterfall__label">{step.label}</span>
                <Bar band from=step.from.min(step.to) length=moved.abs()/>
                <span class="waterfall__points">{signed(moved)}</span>
            </li>
        }
    });
    let value = f64::from(score.value);
    view! {
        <figure class="waterfall">
            <figcaption>{score.category.label()}</figcaption>
            <ol>
                {rows.collect_view()}
                <li class="waterfall__step waterfall__step--sum">
                    <span class="waterfall__label">"Score"</span>
                    <Bar band="" from=0.0 length=value/>
                    <span class="waterfall__points">{score.value}</span>
                </li>
            </ol>
        </figure>
    }
}

/// A part of the way from 0 to 100.
#[component]
fn Bar(band: &'static str, from: f64, length: f64) -> impl IntoView {
    // What moves next to nothing is still seen.
    let length = length.max(0.5);
    view! {
        <svg class=format!("waterfall__track {band}") viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="waterfall__bar" x=from.min(100.0 - length) y="0" width=length height="10"></rect>
        </svg>
    }
}

/// The weightiest first; what hardly moves is one step.
fn steps(score: &Score) -> Vec<Step> {
    let mut observations: Vec<_> = score.observations.iter().collect();
    observations.sort_by(|a, b| points(b).abs().total_cmp(&points(a).abs()));
    let (telling, small): (Vec<_>, Vec<_>) = observations
        .into_iter()
        .partition(|observation| points(observation).abs() >= SMALL);
    let mut at = START;
    let mut step = |label: String, explanation: String, moved: f64| {
        let from = at;
        at += moved;
        Step {
            label,
            explanation,
            from,
            to: at,
        }
    };
    let mut steps: Vec<Step> = telling
        .into_iter()
        .map(|found| step(found.label.clone(), visible(&found.explanation), points(found)))
        .collect();
    if !small.is_empty() {
        let moved = small.iter().map(|found| points(found)).sum();
        let labels: Vec<&str> = small.iter().map(|found| found.label.as_str()).collect();
        steps.push(step(format!("{} more", small.len()), labels.join(", "), moved));
    }
    steps
}

fn signed(points: f64) -> String {
    let sign = if points < -0.05 {
        "−"
    } else if points < 0.05 {
        "±"
    } else {
        "+"
    };
    format!("{sign}{:.1}", points.abs())
}
