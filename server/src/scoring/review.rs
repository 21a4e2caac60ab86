//! A written review: what a cycle found, in plain words. The same material gives the same text.

pub mod plain;

mod outlook;
mod reasons;
mod verdict;

use app::types::analysis::{Analysis, HistoryEntry, Observation};
use app::types::identity::Identity;
use app::types::link::Link;
use app::types::time::Timestamp;
use serde_json::Value;

use self::plain::plain_line;

/// Characters of a name inside a sentence.
const NAME_CHARS: usize = 80;

/// Everything that a review is written from.
#[derive(Clone, Debug)]
pub struct Material {
    /// Whom it is about.
    pub identity: Identity,
    /// The latest cycle.
    pub analysis: Option<Analysis>,
    /// The latest cycles, latest first.
    pub history: Vec<HistoryEntry>,
    /// What ties the identity to others, tightest first.
    pub links: Vec<Link>,
    /// What the asking person wanted noted.
    pub feedback: Option<String>,
}

impl Material {
    /// The cycle that there is something to say about: the latest one, unless the identity is left out.
    pub fn in_force(&self) -> Option<&Analysis> {
        self.analysis
            .as_ref()
            .filter(|analysis| !self.identity.disregarded && !analysis.scores.is_empty())
    }
}

/// One to three short paragraphs.
pub fn summarize(material: &Material) -> String {
    let mut paragraphs = match (&material.analysis, material.in_force()) {
        (_, Some(analysis)) => vec![
            verdict::of(material, analysis),
            reasons::of(material, analysis),
            outlook::of(material, analysis),
        ],
        (latest, None) if material.identity.disregarded => vec![verdict::left_out(material, latest.as_ref())],
        (Some(analysis), None) => vec![verdict::undecided(material, analysis)],
        (None, None) => vec![verdict::unscored(material)],
    };
    if let (Some(last), Some(_)) = (paragraphs.last_mut(), &material.feedback) {
        last.push_str(
            " Your note is kept with this review and changed no score: scores come from events alone.",
        );
    }
    paragraphs.join("\n\n")
}

/// The best name for the identity, in quotation marks.
fn name(identity: &Identity) -> String {
    format!("“{}”", plain_line(identity.label(), NAME_CHARS))
}

/// Such as `2026-11-20 11:13 UTC`.
fn minute(at: Timestamp) -> String {
    let text = at.to_string();
    match (text.get(..10), text.get(11..16)) {
        (Some(day), Some(time)) => format!("{day} {time} UTC"),
        _ => text,
    }
}

/// How far a finding moved its score, in log-odds: below zero is against.
fn pull(found: &Observation) -> f64 {
    let told = found.metadata.get("logOdds").and_then(Value::as_f64);
    told.unwrap_or((found.value - 0.5) * 2.0 * found.confidence)
}

#[cfg(test)]
mod tests;
