//! A dozen made-up people, scored end to end: a change of weight shows as a change of their scores.
//!
//! `UPDATE_SNAPSHOT=1 cargo test personas` writes `personas.snap.txt` anew.

mod attacks;
mod cast;
mod drivers;
mod lookalikes;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use app::types::analysis::Score;
use app::types::score::Category;

use super::engine::analyze;
use super::evidence::Evidence;
use cast::{Persona, cast};

/// The value of one category; a category that nothing speaks to has none.
pub fn value(scores: &[Score], category: Category) -> Option<u8> {
    scores
        .iter()
        .find(|score| score.category == category)
        .map(|score| score.value)
}

fn describe(name: &str, evidence: &Evidence) -> String {
    let mut text = format!("{name}\n");
    for score in analyze(evidence) {
        let _ = writeln!(
            text,
            "  {:<12} {:>3}  confidence {:.2}",
            score.category.key(),
            score.value,
            score.confidence
        );
        for seen in score.observations {
            let _ = writeln!(
                text,
                "    {:<36} value {:.2}  confidence {:.2}  weight {:.2}  {}",
                seen.id, seen.value, seen.confidence, seen.weight, seen.explanation
            );
        }
    }
    text
}

/// Everybody lies where a reviewer would put them.
#[test]
fn bands_hold() {
    let mut outside = Vec::new();
    for Persona {
        name,
        evidence,
        bands,
    } in cast()
    {
        let scores = analyze(&evidence);
        for (category, band) in Category::ALL.into_iter().zip(bands) {
            let value = value(&scores, category);
            let holds = match (&band, value) {
                (Some(band), Some(value)) => band.contains(&value),
                (band, value) => band.is_none() == value.is_none(),
            };
            if !holds {
                outside.push(format!("{name}: {category} is {value:?}, not in {band:?}"));
            }
        }
    }
    assert!(outside.is_empty(), "{outside:#?}");
}

/// The committed snapshot is what the engine says.
#[test]
fn snapshot_holds() {
    let now: Vec<String> = cast()
        .iter()
        .map(|persona| describe(persona.name, &persona.evidence))
        .collect();
    let now = now.join("\n");
    let file = Path::new(file!()).with_extension("snap.txt");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let candidates = [root.join(&file), root.parent().unwrap().join(&file)];
    let path = candidates
        .iter()
        .find(|path| path.parent().is_some_and(Path::is_dir))
        .unwrap();
    if std::env::var_os("UPDATE_SNAPSHOT").is_some() {
        fs::write(path, &now).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert_eq!(
        kept, now,
        "run again with UPDATE_SNAPSHOT=1 and review the difference"
    );
}

/// What is listed explains the score: the log-odds add up to it, the weights to one.
#[test]
fn contributions_add_up() {
    for persona in cast() {
        for score in analyze(&persona.evidence) {
            let sum: f64 = score
                .observations
                .iter()
                .map(|seen| seen.metadata["logOdds"].as_f64().unwrap())
                .sum();
            let value = 100.0 / (1.0 + (-(super::combine::PRIOR + sum)).exp());
            assert_eq!(
                value.round() as u8,
                score.value,
                "{} {}",
                persona.name,
                score.category
            );
            let weights: f64 = score.observations.iter().map(|seen| seen.weight * 10_000.0).sum();
            assert_eq!(weights.round(), 10_000.0, "{} {}", persona.name, score.category);
        }
    }
}

/// A stored history scores like a fresh one.
#[test]
fn stored_histories_score_alike() {
    for mut persona in cast() {
        let before = analyze(&persona.evidence);
        let stored = serde_json::to_string(&persona.evidence.history).unwrap();
        persona.evidence.history = serde_json::from_str(&stored).unwrap();
        assert_eq!(analyze(&persona.evidence), before, "{}", persona.name);
    }
}
