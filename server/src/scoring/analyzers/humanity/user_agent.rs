//! Humanity: a user agent that is no browser's, or that the rest of the browser contradicts.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, listed, on_days, saturating};
use crate::scoring::evidence::Evidence;
use crate::scoring::history::tells::Tell;

/// - **Looks at** the user agent of the request and of the page, the client hints, the platform, and the
///   request's languages and encodings.
/// - **Why** tools name themselves, and who forges one of these forgets another.
/// - **Fires when** the agent is a tool's or a crawler's, two of them contradict each other, or a
///   browser's request has none of the headers that every browser sends.
/// - **Stays silent** without a user agent; a server that speaks for itself may use any library.
/// - **False alarms** Firefox hiding its system, iPads posing as Macs and Android posing as Linux are known
///   and left out; a proxy that takes away `Accept-Language`, `Accept-Encoding` and `Sec-Fetch-Site` alike makes
///   every browser look bare.
pub const ANALYZER: Analyzer = Analyzer {
    code: "humanity.user-agent",
    label: "User agent",
    category: Category::Humanity,
    group: "client",
    reach: Reach {
        against: 3.4,
        in_favour: 0.4,
    },
    analyze,
};

/// How certain each makes it; contradictions showed in 3 of 29 automation set-ups and in no human-like one.
const SIGNS: [(Tell, f64, &str); 9] = [
    (Tell::NonBrowser, 0.95, "the user agent of a tool"),
    (Tell::Crawler, 0.95, "the user agent of a crawler"),
    (Tell::HintsBrand, 0.8, "client hints of another browser"),
    (
        Tell::PlatformConflict,
        0.75,
        "a platform other than its user agent's",
    ),
    (Tell::HintsPlatform, 0.75, "client hints of another system"),
    (
        Tell::HeaderDiffers,
        0.75,
        "another user agent on the page than in the request",
    ),
    (
        Tell::BareRequest,
        0.85,
        "a request without the headers that every browser sends",
    ),
    (
        Tell::LanguagesDiffer,
        0.4,
        "a request in another language than its page",
    ),
    (Tell::DatedBrowser, 0.3, "a browser many years old"),
];
const CONFIDENCE: f64 = 0.9;
const CLEAN_DAYS: f64 = 3.0;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let tells = &evidence.history.tells;
    let agent_days = tells.agent_days.count;
    let shown: Vec<_> = SIGNS
        .into_iter()
        .filter(|(tell, _, _)| tells.days(*tell) > 0)
        .collect();
    if agent_days == 0 && shown.is_empty() {
        return None;
    }
    if shown.is_empty() {
        let explanation = format!(
            "An ordinary browser whose parts agree, on {}.",
            count(agent_days, "day")
        );
        let sure = saturating(f64::from(agent_days), CLEAN_DAYS);
        return Some(Finding::new(0.5, sure, explanation).with("days", agent_days));
    }
    let certainty = 1.0
        - shown
            .iter()
            .map(|(tell, sure, _)| 1.0 - sure * tells.share(*tell))
            .product::<f64>();
    let days = shown
        .iter()
        .map(|(tell, _, _)| tells.days(*tell))
        .max()
        .unwrap_or(1);
    let words: Vec<&str> = shown.iter().map(|(_, _, words)| *words).collect();
    let explanation = format!(
        "The browser had {} {}.",
        listed(&words),
        on_days(days, agent_days.max(days))
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
            .with("cleanDays", tells.clean_days.count),
    )
}

#[cfg(test)]
mod tests {
    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::event_fact::Source;
    use crate::scoring::fixture::{DAY, Life, record};

    fn with_agent(user_agent: &'static str) -> Option<Finding> {
        let mut life = Life::new();
        life.user_agent = Some(user_agent);
        life.record = serde_json::Value::Null;
        analyze(&life.days(0..1).evidence)
    }

    /// Tools, crawlers and contradictions.
    #[test]
    fn fires() {
        assert!(with_agent("python-requests/2.32.3").unwrap().lean < -0.9);
        assert!(with_agent("curl/8.5.0").unwrap().lean < -0.9);
        let mut life = Life::new();
        life.record = record(SAFARI, "Linux x86_64");
        assert!(analyze(&life.days(0..1).evidence).unwrap().lean < -0.7);
    }

    const SAFARI: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15";

    /// Ordinary browsers, a little surer each day.
    #[test]
    fn does_not_fire() {
        let finding = analyze(&Life::new().days(0..3).evidence).unwrap();
        assert!(finding.lean > 0.0 && finding.confidence == 0.5);
        assert!(with_agent(SAFARI).unwrap().lean > 0.0);
    }

    /// A customer's server may use any library.
    #[test]
    fn abstains() {
        let mut life = Life::new();
        life.user_agent = Some("python-requests/2.32.3");
        life.event(Source::Server, 0, "purchase", serde_json::json!({}));
        assert_eq!(analyze(&life.evidence), None);
    }

    /// A program in a browser's name: its later events have no record, and make nothing good.
    #[test]
    fn bare_requests_stay_bare() {
        let mut life = Life::new();
        life.record["request"] = serde_json::json!({ "acceptLanguage": null, "fetchSite": null });
        life.browser(0, "dregs_init");
        life.record = serde_json::Value::Null;
        assert!(analyze(&life.days(0..1).evidence).unwrap().lean < -0.8);
    }

    /// An old browser is hardly a sign; one forged day of eleven hardly either.
    #[test]
    fn boundary() {
        let old = "Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.0.0 Safari/537.36";
        assert!(with_agent(old).unwrap().lean > -0.31);
        let mut victim = Life::new();
        victim.days(0..10);
        victim.user_agent = Some("curl/8.5.0");
        assert!(
            analyze(&victim.browser(11 * DAY, "page_view").evidence)
                .unwrap()
                .lean
                > -0.05
        );
    }
}
