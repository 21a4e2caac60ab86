//! Behavior: one card after another is tried.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, saturating};
use crate::scoring::evidence::Evidence;
use crate::scoring::history::runs::{MAX_MARKS, Run};

/// - **Looks at** refused payments that follow each other within an hour, and at the different cards among
///   them.
/// - **Why** stolen card numbers are bought in lists, and tried until one pays.
/// - **Fires when** five payments are refused in a row; hard when three different cards took part.
/// - **Stays silent** below five: cards expire, banks are cautious.
/// - **False alarms** a card that its bank keeps refusing: without different cards it stays mild. What only a
///   browser reports hardly counts.
pub const ANALYZER: Analyzer = Analyzer {
    code: "behavior.card-testing",
    label: "Card testing",
    category: Category::Behavior,
    group: "payment",
    reach: Reach {
        against: 3.6,
        in_favour: 0.0,
    },
    analyze,
};

const MIN_FAILURES: u32 = 5;
/// His own, her own, and one more.
const MANY_CARDS: usize = 3;
/// So many refusals beyond the fourth are half as telling as any number.
const HALF: f64 = 3.0;
const ONE_CARD: f64 = 0.4;
const CONFIDENCE: f64 = 0.9;
const CLAIMED_ONLY: f64 = 0.1;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let payments = &evidence.history.payments;
    let paid = payments
        .broken
        .as_ref()
        .map(|breach| &breach.run)
        .filter(|run| run.failures >= MIN_FAILURES);
    let run: &Run = paid.unwrap_or(&payments.longest);
    if run.failures < MIN_FAILURES {
        return None;
    }
    let cards = run.marks.len();
    let kind = if cards >= MANY_CARDS { 1.0 } else { ONE_CARD };
    let strength = kind * (0.5 + 0.5 * saturating(f64::from(run.failures + 1 - MIN_FAILURES), HALF));
    let sure = if run.confirmed >= MIN_FAILURES {
        CONFIDENCE
    } else {
        CLAIMED_ONLY
    };
    let explanation = format!(
        "{} refused in a row{}{}.",
        were(run.failures),
        if cards > 1 {
            format!(
                ", with {}{cards} different cards",
                if cards >= MAX_MARKS { "at least " } else { "" }
            )
        } else {
            String::new()
        },
        if paid.is_some() {
            ", before one went through"
        } else {
            ""
        },
    );
    let finding = Finding::new(-strength, sure, explanation)
        .with("refused", run.failures)
        .with("cards", cards as i64);
    Some(
        finding
            .with("confirmedByServer", run.confirmed)
            .with("paid", paid.is_some()),
    )
}

fn were(payments: u32) -> String {
    format!("{} were", count(payments, "payment"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::event_fact::Source;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::Life;

    fn refused(times: i64, cards: i64, source: Source) -> Option<Finding> {
        let mut life = Life::new();
        for n in 0..times {
            life.event(
                source,
                n * 30_000,
                "payment_failed",
                json!({ "last4": format!("{:04}", n % cards) }),
            );
        }
        analyze(&life.evidence)
    }

    /// Ten cards in ten minutes.
    #[test]
    fn fires() {
        let finding = refused(20, 10, Source::Server).unwrap();
        assert!(finding.lean < -0.8);
        assert_eq!(
            finding.explanation,
            "20 payments were refused in a row, with 10 different cards."
        );
    }

    /// One stubborn card, and a browser's tale.
    #[test]
    fn does_not_fire() {
        assert!(refused(8, 1, Source::Server).unwrap().lean > -0.4);
        assert!(refused(20, 10, Source::Browser).unwrap().confidence <= 0.1);
    }

    /// All paid.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
    }

    /// Four refusals happen, five are a pattern.
    #[test]
    fn boundary() {
        assert_eq!(refused(4, 4, Source::Server), None);
        assert!(refused(5, 5, Source::Server).is_some());
    }
}
