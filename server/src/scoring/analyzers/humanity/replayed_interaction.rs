//! Humanity: the same use of a page, twice, to the last count.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, saturating};
use crate::scoring::evidence::Evidence;

/// - **Looks at** interaction summaries with at least twenty pointer moves or eight keys.
/// - **Why** nobody moves a mouse the same way twice; a script that sends a recorded summary does.
/// - **Fires when** a summary equals one of the sixteen before it in every number.
/// - **Stays silent** as long as all differ: that is what they do anyway.
/// - **False alarms** none known; an event that is merely sent again has the same id and is stored once.
pub const ANALYZER: Analyzer = Analyzer {
    code: "humanity.replayed-interaction",
    label: "Replayed interaction",
    category: Category::Humanity,
    group: "hand",
    reach: Reach {
        against: 3.0,
        in_favour: 0.0,
    },
    analyze,
};

/// So many replays are half as telling as any number.
const HALF: f64 = 1.0;
const CONFIDENCE: f64 = 0.9;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let input = &evidence.history.input;
    if input.replayed == 0 {
        return None;
    }
    // One day of forged events among many days is one day.
    let days = f64::from(input.judged_days + u32::from(input.today.judge().is_some())).max(1.0);
    let share = (f64::from(input.replayed_days.count) / days).min(1.0);
    let lean = -saturating(f64::from(input.replayed), HALF) * share * share * (3.0 - 2.0 * share);
    let explanation = format!(
        "{} repeated an earlier one to the last count, on {}.",
        count(input.replayed, "interaction summary"),
        count(input.replayed_days.count, "day"),
    );
    Some(
        Finding::new(lean, CONFIDENCE, explanation)
            .with("replayed", input.replayed)
            .with("summaries", input.rich),
    )
}

#[cfg(test)]
mod tests {
    use super::analyze;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::{Life, human_input};

    fn sending(times: i64, vary: bool) -> Evidence {
        let mut life = Life::new();
        life.interaction = human_input();
        life.canned = !vary;
        for n in 0..times {
            life.browser(n * 17_000, "page_view");
        }
        life.evidence
    }

    /// A recorded summary sent again and again.
    #[test]
    fn fires() {
        let finding = analyze(&sending(10, false)).unwrap();
        assert!(finding.lean <= -0.9, "{finding:?}");
        assert_eq!(
            finding.explanation,
            "9 interaction summaries repeated an earlier one to the last count, on 1 day."
        );
    }

    /// Even a like hand never counts alike.
    #[test]
    fn does_not_fire() {
        assert_eq!(analyze(&sending(10, true)), None);
    }

    /// No summaries.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
    }

    /// The second one is the first replay.
    #[test]
    fn boundary() {
        assert_eq!(analyze(&sending(1, false)), None);
        assert!((analyze(&sending(2, false)).unwrap().lean + 0.5).abs() < 0.01);
    }
}
