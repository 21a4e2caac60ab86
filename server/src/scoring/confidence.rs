//! How sure a score is: more findings, of more kinds, surer each, make it surer; nothing makes it certain.

use std::collections::BTreeMap;

use super::arithmetic::round4;
use super::combine::Found;

/// A certain finding of one group leaves this much doubt.
const DOUBT_LEFT: f64 = 0.35;
/// Further findings of the same group help this much.
const SAME_GROUP: f64 = 0.25;

/// Doubts multiply: each group of findings that could be made leaves less of it.
pub fn confidence(found: &[Found]) -> f64 {
    let mut groups: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for one in found {
        groups
            .entry(one.analyzer.group)
            .or_default()
            .push(one.finding.confidence);
    }
    let doubt = groups.into_values().map(|mut sure| {
        sure.sort_by(|a, b| b.total_cmp(a));
        let left = |sure: f64| 1.0 - (1.0 - DOUBT_LEFT) * sure;
        sure.iter().enumerate().fold(1.0, |doubt, (rank, sure)| {
            doubt * left(if rank == 0 { *sure } else { sure * SAME_GROUP })
        })
    });
    round4(1.0 - doubt.product::<f64>())
}

#[cfg(test)]
mod tests {
    use app::types::score::Category;

    use super::confidence;
    use crate::scoring::analyzer::{Analyzer, Finding, Reach};
    use crate::scoring::combine::Found;

    static HAND: Analyzer = analyzer("hand");
    static CLIENT: Analyzer = analyzer("client");

    const fn analyzer(group: &'static str) -> Analyzer {
        Analyzer {
            code: "humanity.test",
            label: "Test",
            category: Category::Humanity,
            group,
            reach: Reach {
                against: 1.0,
                in_favour: 1.0,
            },
            analyze: |_| None,
        }
    }

    fn found(analyzer: &'static Analyzer, confidence: f64) -> Found {
        Found {
            analyzer,
            finding: Finding::new(0.0, confidence, "Found 1 thing."),
        }
    }

    /// None without findings; variety tells more than repetition; never certain.
    #[test]
    fn grows_with_amount_and_variety() {
        assert_eq!(confidence(&[]), 0.0);
        let one = confidence(&[found(&HAND, 0.6)]);
        let same = confidence(&[found(&HAND, 0.6), found(&HAND, 0.6)]);
        let two = confidence(&[found(&HAND, 0.6), found(&CLIENT, 0.6)]);
        assert!(
            0.0 < one && one < same && same < two && two < 1.0,
            "{one} {same} {two}"
        );
    }

    /// A finding more never makes it less sure, so that an abstention never makes it surer.
    #[test]
    fn abstaining_never_helps() {
        let sure = confidence(&[found(&HAND, 0.9), found(&CLIENT, 0.2)]);
        assert!(sure >= confidence(&[found(&HAND, 0.9)]));
    }
}
