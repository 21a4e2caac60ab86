//! Behavior: a stranger in an established account.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, listed, saturating};
use crate::scoring::evidence::Evidence;
use crate::scoring::history::access::Arrival;
use app::types::event_kind::EventKind;

/// - **Looks at** the first visit of an established identity from a new device, what else was new about it
///   (network, country, time zone, language, platform), and what was done within a day.
/// - **Why** a thief comes from elsewhere and at once changes the password or the address, or takes the
///   money.
/// - **Fires when** a new device with something else new is followed by a sensitive event: a password reset
///   or change, an email change, a payout.
/// - **Stays silent** until the identity is established: three days of age, three active days, ten events.
/// - **False alarms** a new laptop on a journey: fades once both the old and the new device are used on later
///   days. Deeds that only a browser reports hardly count, because anybody can report them.
pub const ANALYZER: Analyzer = Analyzer {
    code: "behavior.account-takeover",
    label: "Account takeover",
    category: Category::Behavior,
    group: "access",
    reach: Reach {
        against: 4.4,
        in_favour: 0.5,
    },
    analyze,
};

/// How much a thief gains by each; own judgement.
const GAIN: [(EventKind, f64); 4] = [
    (EventKind::Payout, 0.6),
    (EventKind::EmailChange, 0.5),
    (EventKind::PasswordChange, 0.45),
    (EventKind::PasswordReset, 0.15),
];
/// What is new beside the device: a device alone is a purchase, a network alone a journey.
const NETWORK: f64 = 0.3;
const PLACE: f64 = 0.3;
const PLATFORM: f64 = 0.15;
const DEVICE: f64 = 0.25;
const GUESSED: f64 = 0.2;
const GUESSED_FAILURES: u32 = 3;
/// Thieves hurry.
const HURRY_MS: i64 = 3_600_000;
const LATER: f64 = 0.7;
/// Days on which the newcomer came back, beside the old device, until it is one of the family.
const FAMILIAR_DAYS: u32 = 3;
const FAMILIAR: f64 = 0.25;
const CLAIMED_ONLY: f64 = 0.1;
/// So many active days before are half as telling as any number.
const HALF_DAYS: f64 = 2.0;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let history = &evidence.history;
    if !history.is_established() {
        return None;
    }
    let suspects = history
        .arrivals
        .iter()
        .map(|arrival| (strength(arrival), arrival))
        .filter(|(strength, _)| *strength > 0.0);
    let worst = suspects.max_by(|a, b| {
        (a.0 * sure(a.1))
            .total_cmp(&(b.0 * sure(b.1)))
            .then(b.1.at_ms.cmp(&a.1.at_ms))
    });
    Some(match worst {
        Some((strength, arrival)) => suspected(strength, arrival),
        None => {
            let days = history.active.count;
            let explanation = format!(
                "Nobody new did anything sensitive in {} of use.",
                count(days, "day")
            );
            Finding::new(0.6, saturating(f64::from(days), 5.0), explanation).with("days", days)
        }
    })
}

fn strength(arrival: &Arrival) -> f64 {
    let confirmed_only = arrival.confirmed_deeds() > 0;
    let deeds = arrival
        .deeds
        .iter()
        .filter(|deed| deed.confirmed || !confirmed_only);
    let kept: f64 = deeds
        .map(|deed| {
            let gain = GAIN
                .iter()
                .find(|(kind, _)| *kind == deed.kind)
                .map_or(0.0, |(_, gain)| *gain);
            1.0 - gain * if deed.after_ms <= HURRY_MS { 1.0 } else { LATER }
        })
        .product();
    let new = arrival.novelty;
    let signs = [
        (DEVICE, new.device),
        (NETWORK, new.network),
        (PLACE, new.country || new.timezone || new.language),
        (PLATFORM, new.platform),
        (GUESSED, arrival.failures_before >= GUESSED_FAILURES),
    ];
    let strange: f64 = signs
        .iter()
        .filter(|(_, shown)| *shown)
        .map(|(weight, _)| weight)
        .sum::<f64>()
        .min(1.0);
    let strange = if strange > DEVICE.max(NETWORK) {
        strange.max(0.5)
    } else {
        0.0
    };
    let familiar = arrival.old_device_returned && arrival.return_days.count >= FAMILIAR_DAYS;
    let strange = if strange >= 0.8 { 1.0 } else { strange };
    (1.0 - kept) * strange * if familiar { FAMILIAR } else { 1.0 }
}

fn sure(arrival: &Arrival) -> f64 {
    let settled = 0.5 + 0.5 * saturating(f64::from(arrival.days_before), HALF_DAYS);
    settled
        * if arrival.confirmed_deeds() > 0 {
            1.0
        } else {
            CLAIMED_ONLY
        }
}

fn suspected(strength: f64, arrival: &Arrival) -> Finding {
    let new = arrival.novelty;
    let places = [
        (new.device, "device"),
        (new.network, "network"),
        (new.country, "country"),
        (new.timezone, "time zone"),
        (new.language, "language"),
        (new.platform, "platform"),
    ];
    let places: Vec<&str> = places
        .into_iter()
        .filter(|(shown, _)| *shown)
        .map(|(_, words)| words)
        .collect();
    let deeds: Vec<String> = arrival.deeds.iter().map(|deed| article(deed.kind)).collect();
    let kinds: Vec<&str> = arrival.deeds.iter().map(|deed| deed.kind.as_str()).collect();
    let last_ms = arrival.deeds.iter().map(|deed| deed.after_ms).max().unwrap_or(0);
    let minutes = last_ms / 60_000 + 1;
    let explanation = format!(
        "After {} of use somebody came with a new {}, and within {} there was {}.",
        count(arrival.days_before, "day"),
        listed(&places),
        if minutes <= 120 {
            count(minutes, "minute")
        } else {
            count(minutes / 60 + 1, "hour")
        },
        listed(&deeds),
    );
    let finding = Finding::new(-strength, sure(arrival), explanation).with("daysBefore", arrival.days_before);
    let finding = finding
        .with("new", places)
        .with("deeds", kinds)
        .with("device", arrival.device.as_str());
    finding
        .with("confirmedDeeds", arrival.confirmed_deeds() as i64)
        .with("minutes", minutes)
}

fn article(kind: EventKind) -> String {
    let article = if kind == EventKind::EmailChange { "an" } else { "a" };
    format!("{article} {}", kind.words())
}

#[cfg(test)]
mod tests {
    use super::analyze;
    use crate::scoring::event_fact::Source;
    use crate::scoring::fixture::{CHROME, DAY, Life, MINUTE, record};

    fn settled() -> Life {
        let mut life = Life::new();
        life.days(0..10);
        life
    }

    fn thief(life: &mut Life, day: i64) {
        life.device = Some("thief");
        life.record = record(CHROME, "Win32");
        life.record["timezone"] = "Asia/Yekaterinburg".into();
        life.ip = Some("198.51.100.66");
        life.browser(day * DAY, "dregs_init")
            .browser(day * DAY + MINUTE, "login");
    }

    /// New device, network and time zone, then a new password and a payout.
    #[test]
    fn fires() {
        let mut life = settled();
        thief(&mut life, 11);
        life.server(11 * DAY + 5 * MINUTE, "password_change")
            .server(11 * DAY + 9 * MINUTE, "payout");
        let finding = analyze(&life.evidence).unwrap();
        assert!(finding.lean < -0.7 && finding.confidence > 0.8, "{finding:?}");
        assert_eq!(
            finding.explanation,
            "After 10 days of use somebody came with a new device, network and time zone, and within 10 minutes there was a \
             password change and a payout."
        );
    }

    /// The same deeds at home, a new device that does nothing, a new device and nothing else new.
    #[test]
    fn does_not_fire() {
        let mut home = settled();
        home.browser(11 * DAY, "login")
            .server(11 * DAY + MINUTE, "password_change");
        let mut idle = settled();
        thief(&mut idle, 11);
        let mut laptop = settled();
        laptop.device = Some("d2");
        laptop
            .browser(11 * DAY, "login")
            .server(11 * DAY + MINUTE, "password_change");
        for life in [home, idle, laptop] {
            assert!(analyze(&life.evidence).unwrap().lean > 0.0);
        }
    }

    /// A newcomer has no habits to break.
    #[test]
    fn abstains() {
        let mut life = Life::new();
        life.days(0..2);
        thief(&mut life, 2);
        assert_eq!(analyze(&life.server(2 * DAY + MINUTE, "payout").evidence), None);
    }

    /// What only browsers claim hardly counts, and a journey with a new laptop is forgiven once both devices
    /// live on.
    #[test]
    fn boundary() {
        let mut claimed = settled();
        thief(&mut claimed, 11);
        claimed.event(
            Source::Browser,
            11 * DAY + 2 * MINUTE,
            "payout",
            serde_json::json!({}),
        );
        assert!(analyze(&claimed.evidence).unwrap().confidence < 0.1);
        let mut laptop = settled();
        thief(&mut laptop, 11);
        laptop
            .server(11 * DAY + 5 * MINUTE, "password_change")
            .days(13..17);
        let (new, home) = (laptop.device, Some("d1"));
        laptop.device = home;
        laptop.days(17..18);
        laptop.device = new;
        assert!(analyze(&laptop.evidence).unwrap().lean > -0.25);
    }
}
