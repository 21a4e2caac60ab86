//! Humanity: the browser shows that a program drives it.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, listed, on_days, saturating};
use crate::scoring::evidence::Evidence;
use crate::scoring::history::tells::Tell;

/// - **Looks at** the automation codes of the device record, `webdriver`, and headless user agents.
/// - **Why** drivers leave traces that people's browsers do not have; `docs/tracker.md` names the set-ups that
///   were measured.
/// - **Fires when** any code was seen; driver marks count nearly whole, an attached inspector only a little.
/// - **Stays silent** without a device record and without a user agent.
/// - **False alarms** a developer with the developer tools open shows `inspector`; privacy extensions may
///   show `patched`; someone else's browser can claim the identity for a day, which weighs only as much as
///   that day among all.
pub const ANALYZER: Analyzer = Analyzer {
    code: "humanity.automation",
    label: "Automation",
    category: Category::Humanity,
    group: "client",
    reach: Reach {
        against: 4.5,
        in_favour: 0.6,
    },
    analyze,
};

/// How certain each sign makes it, from the share of 29 automation set-ups and 8 human-like ones that showed
/// it. Privacy extensions replace functions too, so that alone is little.
const SIGNS: [(Tell, f64, &str); 12] = [
    (Tell::Webdriver, 0.95, "the webdriver flag"),
    (Tell::FrameWebdriver, 0.95, "the webdriver flag inside a frame"),
    (Tell::HeadlessUa, 0.95, "a headless user agent"),
    (Tell::HeadlessBrand, 0.95, "a headless client hint"),
    (Tell::Global, 0.95, "a driver's variables"),
    (Tell::Layout, 0.8, "a page without layout"),
    (Tell::Worker, 0.8, "a worker on another machine than its page"),
    (Tell::Proxied, 0.8, "proxied built-in functions"),
    (Tell::Platform, 0.7, "a platform that contradicts the user agent"),
    (Tell::Patched, 0.35, "replaced built-in functions"),
    (Tell::Permission, 0.35, "inconsistent permissions"),
    (Tell::Inspector, 0.2, "an attached inspector"),
];
/// A sign is a fact; what is left is the chance that it is not the identity's own.
const CONFIDENCE: f64 = 0.9;
/// So many clean days are half as good as any number.
const CLEAN_DAYS: f64 = 3.0;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let tells = &evidence.history.tells;
    let shown: Vec<_> = SIGNS
        .into_iter()
        .filter(|(tell, _, _)| tells.days(*tell) > 0)
        .collect();
    let Some((first, _, _)) = shown.first() else {
        return clean(evidence);
    };
    let certainty = 1.0
        - shown
            .iter()
            .map(|(tell, sure, _)| 1.0 - sure * tells.share(*tell))
            .product::<f64>();
    let signs: Vec<&str> = shown.iter().map(|(_, _, words)| *words).collect();
    let days = shown
        .iter()
        .map(|(tell, _, _)| tells.days(*tell))
        .max()
        .unwrap_or(1);
    let looked = tells.days_looked_at().max(days);
    let trap = if *first == Tell::Inspector {
        "; open developer tools would show the same"
    } else {
        ""
    };
    let explanation = format!(
        "The browser showed {} {}{trap}.",
        listed(&signs),
        on_days(days, looked)
    );
    let codes: Vec<_> = shown
        .iter()
        .filter_map(|(tell, _, _)| serde_json::to_value(tell).ok())
        .collect();
    let finding = Finding::new(-certainty, CONFIDENCE, explanation);
    Some(
        finding
            .with("signs", codes)
            .with("days", days)
            .with("daysLookedAt", looked),
    )
}

fn clean(evidence: &Evidence) -> Option<Finding> {
    let days = evidence.history.tells.record_days.count;
    let explanation = format!(
        "No sign of automation on {} with a device record.",
        count(days, "day")
    );
    let sure = saturating(f64::from(days), CLEAN_DAYS);
    (days > 0).then(|| Finding::new(0.5, sure, explanation).with("cleanDays", days))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::analyze;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::Life;

    fn life_with(codes: &[&str]) -> Life {
        let mut life = Life::new();
        life.record["automation"] = json!(codes);
        life
    }

    /// Any driver's mark is nearly enough alone.
    #[test]
    fn fires() {
        for code in ["webdriver", "headless-ua", "global", "worker", "proxied"] {
            let life = life_with(&[code]).days(0..1).clone();
            assert!(analyze(&life.evidence).unwrap().lean <= -0.8, "{code}");
        }
    }

    /// Clean days speak for a person, more days more.
    #[test]
    fn does_not_fire() {
        let one = analyze(&Life::new().days(0..1).evidence).unwrap();
        let many = analyze(&Life::new().days(0..9).evidence).unwrap();
        assert!(one.lean > 0.0 && one.confidence < many.confidence);
    }

    /// No record, no opinion.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        assert_eq!(analyze(&Life::new().server(0, "purchase").evidence), None);
    }

    /// The trap: an open inspector alone is little, and one strange day among ten is little too.
    #[test]
    fn boundary() {
        let developer = analyze(&life_with(&["inspector"]).days(0..3).evidence).unwrap();
        assert!((-0.25..0.0).contains(&developer.lean), "{}", developer.lean);
        let mut victim = Life::new();
        victim.days(0..10);
        victim.record["webdriver"] = json!(true);
        for n in 0..500 {
            victim.browser(10 * 86_400_000 + n, "page_view");
        }
        assert!(analyze(&victim.evidence).unwrap().lean > -0.05);
    }
}
