//! The life of a badge: it comes when its rule has held for long enough, and goes when it has not.

use app::types::badge_rule::BadgeRule;
use app::types::rule::RuleMode;

use super::standing::BadgeStanding;

/// What a step brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadgeStep {
    Gained { logged: bool },
    Lost { logged: bool },
}

/// Brings the delay of a standing to its end when it has passed by `at`.
pub fn ripen(rule: &BadgeRule, standing: &mut BadgeStanding, at: i64) -> Option<BadgeStep> {
    if due(rule, standing)? > at {
        return None;
    }
    let logged = standing.logged;
    standing.turning_since = None;
    if standing.worn_since.take().is_some() {
        return Some(BadgeStep::Lost { logged });
    }
    standing.worn_since = Some(at);
    Some(BadgeStep::Gained { logged })
}

/// When the running delay ends.
pub fn due(rule: &BadgeRule, standing: &BadgeStanding) -> Option<i64> {
    let seconds = match standing.worn_since {
        None => rule.apply_delay_seconds,
        Some(_) => rule.remove_delay_seconds,
    };
    Some(standing.turning_since? + seconds * 1000)
}

/// Takes note of whether the rule's conditions hold at `at`.
pub fn note(rule: &BadgeRule, standing: &mut BadgeStanding, hold: bool, at: i64) -> Option<BadgeStep> {
    if standing.worn_since.is_some() == hold {
        standing.turning_since = None;
        return None;
    }
    standing.turning_since.get_or_insert(at);
    ripen(rule, standing, at)
}

/// Whether the standing belongs to the rule as it is now; else it is given up.
pub const fn fits(rule: &BadgeRule, standing: &BadgeStanding) -> bool {
    match rule.mode {
        RuleMode::Off => false,
        RuleMode::LogOnly => standing.logged,
        RuleMode::On => !standing.logged,
    }
}

/// A standing with nothing to remember.
pub const fn is_idle(standing: &BadgeStanding) -> bool {
    standing.worn_since.is_none() && standing.turning_since.is_none()
}
