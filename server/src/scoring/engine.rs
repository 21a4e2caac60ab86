//! Evidence in, four scores out.

use app::types::analysis::{Observation, Score};
use app::types::score::Category;

use super::analyzers::ANALYZERS;
use super::arithmetic::round4;
use super::combine::{Combined, Found, combine};
use super::confidence::confidence;
use super::contributions::contributions;
use super::evidence::Evidence;

/// Scores one identity. Categories come in their usual order; one in which every analyzer abstains is absent.
pub fn analyze(evidence: &Evidence) -> Vec<Score> {
    let found: Vec<Found> = ANALYZERS
        .iter()
        .filter_map(|analyzer| (analyzer.analyze)(evidence).map(|finding| Found { analyzer, finding }))
        .map(rounded)
        .collect();
    Category::ALL
        .into_iter()
        .filter_map(|category| score(category, &found))
        .collect()
}

fn score(category: Category, found: &[Found]) -> Option<Score> {
    let found: Vec<Found> = found
        .iter()
        .filter(|one| one.analyzer.category == category)
        .cloned()
        .collect();
    if found.is_empty() {
        return None;
    }
    let combined = combine(&found);
    let confidence = confidence(&found);
    let value = combined.value;
    Some(Score {
        category,
        value,
        confidence,
        observations: observations(found, combined),
    })
}

/// The findings as they are stored, those that moved the score most first.
fn observations(found: Vec<Found>, combined: Combined) -> Vec<Observation> {
    let points = contributions(&combined.log_odds, combined.value);
    let moved = combined.weights.into_iter().zip(combined.log_odds).zip(points);
    let mut observations: Vec<Observation> = found
        .into_iter()
        .zip(moved)
        .map(|(Found { analyzer, finding }, ((weight, log_odds), points))| {
            let finding = finding.with("logOdds", log_odds).with("points", points);
            (analyzer, finding, weight)
        })
        .map(|(analyzer, finding, weight)| Observation {
            category: analyzer.category,
            id: analyzer.code.to_owned(),
            label: analyzer.label.to_owned(),
            value: round4((finding.lean + 1.0) / 2.0),
            confidence: finding.confidence,
            weight,
            explanation: finding.explanation,
            metadata: finding.metadata,
        })
        .collect();
    observations.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.id.cmp(&b.id)));
    observations
}

/// Rounded before anything is added up, so that the stored numbers explain the score exactly.
fn rounded(mut found: Found) -> Found {
    found.finding.lean = round4(found.finding.lean);
    found.finding.confidence = round4(found.finding.confidence);
    found
}

#[cfg(test)]
mod tests {
    use super::analyze;
    use crate::scoring::evidence::Evidence;

    /// Nothing known, nothing scored.
    #[test]
    fn silence_has_no_score() {
        assert_eq!(analyze(&Evidence::default()), []);
    }
}
