//! The first paragraph: how the identity stands, and how sure that is.

use app::types::analysis::{Analysis, Score};
use app::types::score::Band;

use super::{Material, minute, name};
use crate::scoring::analyzer::{count, listed};

/// Below this confidence a score is a first impression.
pub(super) const THIN: f64 = 0.4;

/// How the identity stands, the worst first.
pub(super) fn of(material: &Material, analysis: &Analysis) -> String {
    let name = name(&material.identity);
    let in_band = |band: Band| -> Vec<&Score> {
        let scores = analysis.scores.iter();
        scores.filter(|score| Band::of(score.value) == band).collect()
    };
    let bands = [
        ("looks suspicious", "Suspicious", in_band(Band::Risk)),
        ("is worth watching", "Worth watching", in_band(Band::Watch)),
        ("looks like an ordinary customer", "Fine", in_band(Band::Good)),
    ];
    let mut sentences = Vec::new();
    for (verdict, also, scores) in bands.iter().filter(|(_, _, scores)| !scores.is_empty()) {
        let figures: Vec<String> = scores.iter().map(|score| figure(score)).collect();
        let figures = listed(&figures);
        let thin = scores.iter().all(|score| score.confidence < THIN);
        let thin = if thin { ", on thin evidence" } else { "" };
        sentences.push(if sentences.is_empty() {
            format!("{name} {verdict}{thin}: {figures}.")
        } else {
            format!("{also}{thin}: {figures}.")
        });
    }
    sentences.push(basis(analysis));
    sentences.join(" ")
}

/// Such as `humanity at 4 of 100 (92% sure)`.
fn figure(score: &Score) -> String {
    format!(
        "{} at {} of 100 ({:.0}% sure)",
        score.category.key(),
        score.value,
        score.confidence * 100.0
    )
}

fn basis(analysis: &Analysis) -> String {
    format!(
        "This is cycle {} of {}, over {} and {}.",
        analysis.id,
        minute(analysis.finished_at),
        count(analysis.event_count, "event"),
        count(analysis.device_count, "device"),
    )
}

/// Left out of scoring: there is no verdict now, and what the last one was.
pub(super) fn left_out(material: &Material, latest: Option<&Analysis>) -> String {
    let name = name(&material.identity);
    let mut text = format!(
        "{name} is left out of scoring, so there is no verdict: no cycle runs, and its devices and addresses count for \
         nobody else."
    );
    if let Some(analysis) = latest.filter(|analysis| !analysis.scores.is_empty()) {
        let figures: Vec<String> = analysis.scores.iter().map(figure).collect();
        let when = minute(analysis.finished_at);
        text.push_str(&format!(" The last cycle, of {when}, had {}.", listed(&figures)));
    } else {
        text.push_str(" It was never scored.");
    }
    text.push_str(" Take the identity back in to have it scored again.");
    text
}

/// A cycle ran and nobody had enough to say.
pub(super) fn undecided(material: &Material, analysis: &Analysis) -> String {
    format!(
        "{} has no score yet: no analyzer had enough to say. {} Let dregs.js run in the person's browser, and send \
         their name, email address and what they do.",
        name(&material.identity),
        basis(analysis)
    )
}

/// No cycle ran yet.
pub(super) fn unscored(material: &Material) -> String {
    format!(
        "{} has not been scored yet, so there is nothing to review. A cycle is queued; ask again once there are \
         scores. First heard of on {}.",
        name(&material.identity),
        minute(material.identity.created_at)
    )
}
