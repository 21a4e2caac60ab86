//! The life of an escalation, as far as its rule moves it.

use app::types::escalation_rule::EscalationRule;

use super::standing::{EscalationStanding, Phase};

/// A rule flaps about an identity when it has opened so many escalations …
pub const FLAPPING_OPENS: usize = 3;
/// … within so long.
pub const FLAPPING_WINDOW_MS: i64 = 6 * 3_600_000;
/// What flaps closes after at least so much quiet.
pub const FLAPPING_QUIET_MS: i64 = 3_600_000;

/// What a step brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EscalationStep {
    /// The delay begins.
    Pended,
    /// The conditions ceased to hold before the delay was over.
    Dropped,
    /// The delay is over.
    Opened { flapping: bool },
    /// Quiet for long enough.
    Closed,
}

/// A standing that begins.
pub const fn begin(at: i64, logged: bool) -> EscalationStanding {
    EscalationStanding {
        phase: Phase::Rest,
        since: at,
        quiet_since: None,
        logged,
        kept: false,
        opens: Vec::new(),
    }
}

/// Brings a delay to its end when it has passed by `at`.
pub fn ripen(rule: &EscalationRule, standing: &mut EscalationStanding, at: i64) -> Option<EscalationStep> {
    if due(rule, standing)? > at {
        return None;
    }
    standing.since = at;
    standing.quiet_since = None;
    if standing.phase == Phase::Live {
        standing.phase = Phase::Rest;
        return Some(EscalationStep::Closed);
    }
    standing.phase = Phase::Live;
    standing.opens.retain(|opened| *opened > at - FLAPPING_WINDOW_MS);
    standing.opens.push(at);
    Some(EscalationStep::Opened {
        flapping: is_flapping(standing),
    })
}

/// When the running delay ends.
pub fn due(rule: &EscalationRule, standing: &EscalationStanding) -> Option<i64> {
    match standing.phase {
        Phase::Pending => Some(standing.since + rule.open_after_seconds * 1000),
        Phase::Live if !standing.kept => {
            let mut quiet = rule.close_after_seconds? * 1000;
            if is_flapping(standing) {
                quiet = quiet.max(FLAPPING_QUIET_MS);
            }
            Some(standing.quiet_since? + quiet)
        }
        _ => None,
    }
}

/// Takes note of whether the rule's conditions hold at `at`.
pub fn note(
    rule: &EscalationRule,
    standing: &mut EscalationStanding,
    hold: bool,
    at: i64,
) -> Option<EscalationStep> {
    match (standing.phase, hold) {
        (Phase::Rest, true) => {
            standing.phase = Phase::Pending;
            standing.since = at;
            ripen(rule, standing, at).or(Some(EscalationStep::Pended))
        }
        (Phase::Pending, false) => {
            standing.phase = Phase::Rest;
            standing.since = at;
            Some(EscalationStep::Dropped)
        }
        (Phase::Live, true) => {
            standing.quiet_since = None;
            None
        }
        (Phase::Live, false) => {
            standing.quiet_since.get_or_insert(at);
            ripen(rule, standing, at)
        }
        (Phase::Spent, false) => {
            standing.phase = Phase::Rest;
            standing.since = at;
            None
        }
        (Phase::Rest, false) | (Phase::Pending | Phase::Spent, true) => None,
    }
}

/// Whether there is nothing left to remember at `at`.
pub fn is_idle(standing: &EscalationStanding, at: i64) -> bool {
    let remembered = |opened: &i64| *opened > at - FLAPPING_WINDOW_MS;
    standing.phase == Phase::Rest && !standing.opens.iter().any(remembered)
}

const fn is_flapping(standing: &EscalationStanding) -> bool {
    standing.opens.len() >= FLAPPING_OPENS
}
