//! Behavior: page after page, each once.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, saturating};
use crate::scoring::evidence::Evidence;
use crate::scoring::history::pages::MANY_PAGES;

/// - **Looks at** how many different pages an identity opens within an hour.
/// - **Why** whoever copies a site opens all of it; a reader opens what is of interest, and the same pages again.
/// - **Fires when** an hour had 300 different pages or more, five a minute without a pause; further such days make it surer.
/// - **Stays silent** below that.
/// - **False alarms** a merchandiser who checks every article, a link checker that signs in.
pub const ANALYZER: Analyzer = Analyzer {
    code: "behavior.scraping",
    label: "Scraping",
    category: Category::Behavior,
    group: "pace",
    reach: Reach {
        against: 3.0,
        in_favour: 0.0,
    },
    analyze,
};

/// Twice as many pages as a reader's most, and half of what it can say is said.
const HALF: f64 = 300.0;
const LEAST: f64 = 0.5;
const CONFIDENCE: f64 = 0.8;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let pages = &evidence.history.pages;
    if pages.peak < MANY_PAGES {
        return None;
    }
    let days = pages.busy_days.count;
    let share = f64::from(days) / f64::from(evidence.history.active.count.max(1));
    let beyond = saturating(f64::from(pages.peak - MANY_PAGES), HALF);
    let strength = (LEAST + (1.0 - LEAST) * beyond) * (0.4 + 0.6 * share.min(1.0));
    let explanation = format!(
        "Up to {} different pages within an hour, on {}.",
        pages.peak,
        count(days, "day")
    );
    let found = Finding::new(-strength, CONFIDENCE, explanation);
    Some(found.with("peakHour", pages.peak).with("days", days))
}

#[cfg(test)]
mod tests {
    use super::analyze;
    use crate::scoring::fixture::{DAY, Life};

    fn reader(pages: usize, every_ms: i64) -> Life {
        let mut life = Life::new();
        for n in 0..pages {
            life.page(n as i64 * every_ms, &format!("https://shop.example/p/{n}"));
        }
        life
    }

    /// A thousand articles in an hour.
    #[test]
    fn fires() {
        assert!(analyze(&reader(1_000, 3_000).evidence).unwrap().lean < -0.7);
    }

    /// A thousand over a long day.
    #[test]
    fn does_not_fire() {
        assert_eq!(analyze(&reader(1_000, 60_000).evidence), None);
    }

    /// No pages, no opinion.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Life::new().days(0..3).evidence), None);
    }

    /// One such hour among many days is half of that.
    #[test]
    fn boundary() {
        let alone = analyze(&reader(400, 3_000).evidence).unwrap().lean;
        let mut among = Life::new();
        among.days(0..20);
        for n in 0..400 {
            among.page(21 * DAY + n * 3_000, &format!("https://shop.example/p/{n}"));
        }
        let among = analyze(&among.evidence).unwrap().lean;
        assert!(alone < among && among < -0.2, "{alone} {among}");
    }
}
