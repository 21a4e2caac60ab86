//! Behavior: many failed sign-ins, and then perhaps a successful one.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, saturating};
use crate::scoring::evidence::Evidence;
use crate::scoring::history::runs::{Breach, Run};

/// - **Looks at** failed sign-ins that follow each other within an hour, and the success after them.
/// - **Why** passwords are guessed, or tried from lists stolen elsewhere, until one fits.
/// - **Fires when** six or more fail in a row; hard when a success follows, hardest from a new device.
/// - **Stays silent** below six: people mistype.
/// - **False alarms** a forgotten password. Failures that only a browser reports hardly count: anybody can
///   report them.
pub const ANALYZER: Analyzer = Analyzer {
    code: "behavior.login-failures",
    label: "Failed sign-ins",
    category: Category::Behavior,
    group: "access",
    reach: Reach {
        against: 3.2,
        in_favour: 0.0,
    },
    analyze,
};

/// OWASP's usual lock-out is at five: one more is not mistyping.
const MIN_FAILURES: u32 = 6;
/// So many failures beyond the first six are half as telling as any number.
const HALF: f64 = 8.0;
/// The attacked account did nothing wrong: attempts alone take little.
const ATTEMPTS_ONLY: f64 = 0.25;
const BREACH: f64 = 0.6;
const BREACH_FROM_NEW_DEVICE: f64 = 1.0;
const CLAIMED_ONLY: f64 = 0.1;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let logins = &evidence.history.logins;
    let breach = logins
        .broken
        .as_ref()
        .filter(|breach| breach.run.failures >= MIN_FAILURES);
    match breach {
        Some(breach) => Some(broken(breach)),
        None => (logins.longest.failures >= MIN_FAILURES).then(|| attempted(&logins.longest)),
    }
}

fn broken(breach: &Breach) -> Finding {
    let ending = if breach.new_device {
        BREACH_FROM_NEW_DEVICE
    } else {
        BREACH
    };
    let device = if breach.new_device {
        " from a device never used before"
    } else {
        ""
    };
    let tried = describe(&breach.run);
    finding(
        &breach.run,
        ending,
        format!("{tried}, and then one succeeded{device}."),
    )
    .with("newDevice", breach.new_device)
}

fn attempted(run: &Run) -> Finding {
    finding(
        run,
        ATTEMPTS_ONLY,
        format!("{}, and none succeeded.", describe(run)),
    )
}

fn describe(run: &Run) -> String {
    let networks = match run.marks.len() {
        0 | 1 => String::new(),
        several => format!(" from {}", count(several as i64, "network")),
    };
    format!("{} failed in a row{networks}", count(run.failures, "sign-in"))
}

fn finding(run: &Run, ending: f64, explanation: String) -> Finding {
    let more = f64::from(run.failures - MIN_FAILURES);
    let strength = ending * (0.5 + 0.5 * saturating(more, HALF));
    let sure = if run.confirmed >= MIN_FAILURES {
        0.9
    } else {
        CLAIMED_ONLY
    };
    let finding = Finding::new(-strength, sure, explanation).with("failures", run.failures);
    finding
        .with("confirmedByServer", run.confirmed)
        .with("networks", run.marks.len() as i64)
}

#[cfg(test)]
mod tests {
    use super::analyze;
    use crate::scoring::event_fact::Source;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::Life;

    fn after(failures: i64, source: Source, then: &str) -> Evidence {
        let mut life = Life::new();
        for n in 0..failures {
            life.event(source, n * 20_000, "login_failed", serde_json::json!({}));
        }
        life.event(source, failures * 20_000, then, serde_json::json!({}));
        life.evidence
    }

    /// A success after thirty failures.
    #[test]
    fn fires() {
        let finding = analyze(&after(30, Source::Server, "login")).unwrap();
        assert!(finding.lean < -0.5 && finding.confidence > 0.8);
        assert_eq!(
            finding.explanation,
            "30 sign-ins failed in a row, and then one succeeded."
        );
    }

    /// Attempts alone take little, and what only browsers report next to nothing.
    #[test]
    fn does_not_fire() {
        assert!(analyze(&after(30, Source::Server, "logout")).unwrap().lean > -0.25);
        assert!(analyze(&after(30, Source::Browser, "login")).unwrap().confidence <= 0.1);
    }

    /// Nobody failed.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
    }

    /// Five are mistyped, six are not.
    #[test]
    fn boundary() {
        assert_eq!(analyze(&after(5, Source::Server, "login")), None);
        assert!(analyze(&after(6, Source::Server, "login")).is_some());
    }
}
