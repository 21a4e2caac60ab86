//! Humanity: a device as none is, or one that draws without graphics.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count};
use crate::scoring::evidence::Evidence;
use crate::scoring::history::tells::Tell;

/// - **Looks at** touch, processors, memory, screen and graphics of each device record, beside the system it names.
/// - **Why** who makes a device up gets one thing wrong; machines in data centres have no graphics card.
/// - **Fires when** a value is one that no browser gives (an iPhone that cannot be touched, seven gigabytes, a screen of
///   nothing), or, mildly, when the processor draws the graphics.
/// - **Stays silent** on devices as they are: those are easily copied.
/// - **False alarms** software graphics on a virtual desktop or with a broken driver, which alone move little.
pub const ANALYZER: Analyzer = Analyzer {
    code: "humanity.impossible-device",
    label: "Impossible device",
    category: Category::Humanity,
    group: "client",
    reach: Reach {
        against: 2.6,
        in_favour: 0.0,
    },
    analyze,
};

const IMPOSSIBLE: f64 = 0.85;
/// Company desktops in a data centre have it too.
const SOFTWARE: f64 = 0.35;
const CONFIDENCE: f64 = 0.8;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let tells = &evidence.history.tells;
    let (impossible, software) = (
        tells.days(Tell::ImpossibleDevice),
        tells.days(Tell::SoftwareRendering),
    );
    let explanation = match (impossible, software) {
        (0, 0) => return None,
        (0, days) => format!(
            "The processor drew the graphics, as on machines without a screen, on {}.",
            count(days, "day")
        ),
        (days, _) => format!(
            "A device was described as none can be, on {}.",
            count(days, "day")
        ),
    };
    let kept = |tell: Tell, sure: f64| 1.0 - sure * tells.share(tell);
    let certainty = 1.0 - kept(Tell::ImpossibleDevice, IMPOSSIBLE) * kept(Tell::SoftwareRendering, SOFTWARE);
    let found = Finding::new(-certainty, CONFIDENCE, explanation);
    Some(
        found
            .with("impossibleDays", impossible)
            .with("softwareDays", software),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::fixture::{DAY, Life};

    fn with(key: &str, value: Value) -> Option<Finding> {
        let mut life = Life::new();
        life.record[key] = value;
        analyze(&life.days(0..2).evidence)
    }

    /// Seven gigabytes of memory.
    #[test]
    fn fires() {
        assert!(with("deviceMemory", json!(7)).unwrap().lean < -0.8);
    }

    /// Software graphics are little.
    #[test]
    fn does_not_fire() {
        assert!(
            with("webgl", json!({ "renderer": "llvmpipe (LLVM 15.0.6, 256 bits)" }))
                .unwrap()
                .lean
                > -0.4
        );
    }

    /// An ordinary device.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Life::new().days(0..2).evidence), None);
    }

    /// One such day among ten.
    #[test]
    fn boundary() {
        let mut life = Life::new();
        life.days(0..10);
        life.record["deviceMemory"] = json!(7);
        assert!(
            analyze(&life.browser(11 * DAY, "page_view").evidence)
                .unwrap()
                .lean
                > -0.1
        );
    }
}
