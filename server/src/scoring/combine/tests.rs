//! The rules of the sum.

use app::types::score::Category;

use super::{Found, combine};
use crate::scoring::analyzer::{Analyzer, Finding, Reach};

static HAND: Analyzer = analyzer("hand");
static CLIENT: Analyzer = analyzer("client");

const fn analyzer(group: &'static str) -> Analyzer {
    Analyzer {
        code: "humanity.test",
        label: "Test",
        category: Category::Humanity,
        group,
        reach: Reach {
            against: 3.0,
            in_favour: 1.0,
        },
        analyze: |_| None,
    }
}

fn found(analyzer: &'static Analyzer, lean: f64, confidence: f64) -> Found {
    Found {
        analyzer,
        finding: Finding::new(lean, confidence, "Found 1 thing."),
    }
}

/// Nothing found leaves the prior; a neutral finding does not move it.
#[test]
fn silence_costs_nothing() {
    assert_eq!(combine(&[]).value, 75);
    assert_eq!(combine(&[found(&HAND, 0.0, 1.0)]).value, 75);
    assert_eq!(combine(&[found(&HAND, -1.0, 0.0)]).value, 75);
}

/// The worked example of docs/scoring.md.
#[test]
fn worked_example() {
    let combined = combine(&[
        found(&HAND, -0.8, 0.7),
        found(&CLIENT, 0.5, 0.4),
        found(&HAND, -0.4, 0.5),
    ]);
    assert_eq!(combined.log_odds, [-1.68, 0.2, -0.21]);
    assert_eq!(combined.value, 36);
    assert_eq!(combined.weights, [0.8038, 0.0957, 0.1005]);
}

/// The same fact twice counts less than two facts.
#[test]
fn repetition_is_damped() {
    let same = combine(&[found(&HAND, -0.5, 0.5), found(&HAND, -0.5, 0.5)]).value;
    let two = combine(&[found(&HAND, -0.5, 0.5), found(&CLIENT, -0.5, 0.5)]).value;
    let one = combine(&[found(&HAND, -0.5, 0.5)]).value;
    assert!(two < same && same < one, "{two} {same} {one}");
}

/// No amount of evidence leaves 3 … 95, and what is listed still adds up.
#[test]
fn excess_is_damped() {
    let many = |lean: f64| {
        vec![
            found(&HAND, lean, 1.0),
            found(&CLIENT, lean, 1.0),
            found(&CLIENT, lean, 1.0),
        ]
    };
    assert_eq!(combine(&many(-1.0)).value, 3);
    assert!(combine(&[many(1.0), many(1.0)].concat()).value <= 95);
    let sum: f64 = combine(&many(-1.0)).log_odds.iter().sum();
    assert!((sum + 4.6).abs() < 0.001);
}

/// Shares add up to one, also when nothing moved.
#[test]
fn shares_add_up() {
    for leans in [vec![0.0; 3], vec![-1.0, 0.3, 0.1], vec![0.1; 7]] {
        let all: Vec<Found> = leans.iter().map(|lean| found(&CLIENT, *lean, 0.37)).collect();
        let sum: f64 = combine(&all)
            .weights
            .iter()
            .map(|weight| (weight * 10_000.0).round())
            .sum();
        assert_eq!(sum, 10_000.0);
    }
}
