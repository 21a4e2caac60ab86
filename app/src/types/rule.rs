//! What badge rules and escalation rules have in common.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::condition::{Condition, MAX_SECONDS};
use super::time::Timestamp;

/// Conditions of one rule, at most.
pub const MAX_CONDITIONS: usize = 10;

/// Whether a rule acts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RuleMode {
    /// It rests.
    #[default]
    Off,
    /// What it would do is noted, and nobody hears of it.
    LogOnly,
    /// It acts.
    On,
}

impl RuleMode {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Off, Self::LogOnly, Self::On];

    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "OFF",
            Self::LogOnly => "LOG_ONLY",
            Self::On => "ON",
        }
    }

    /// The mode that a request asks for: `mode`, or what `enabled` stands for, which must not contradict it.
    pub fn asked(mode: Option<Self>, enabled: Option<bool>) -> Result<Option<Self>, &'static str> {
        match (mode, enabled) {
            (mode, None) => Ok(mode),
            (None, Some(true)) => Ok(Some(Self::On)),
            (None, Some(false)) => Ok(Some(Self::Off)),
            (Some(mode), Some(enabled)) if (mode == Self::On) == enabled => Ok(Some(mode)),
            _ => Err("enabled: says something else than mode; give one of them"),
        }
    }
}

/// Checks what rules of both kinds are made of: their name, conditions and delays.
pub fn check_rule(
    name: &str,
    longest: usize,
    conditions: &[Condition],
    delays: &[(&'static str, i64)],
) -> Result<(), String> {
    let length = name.chars().count();
    if length == 0 || length > longest || name.trim() != name || name.chars().any(char::is_control) {
        return Err(format!(
            "name: must be 1 to {longest} characters without control characters and spaces around"
        ));
    }
    if conditions.is_empty() || conditions.len() > MAX_CONDITIONS {
        return Err(format!("conditions: must be 1 to {MAX_CONDITIONS}"));
    }
    for (index, condition) in conditions.iter().enumerate() {
        if conditions[..index].contains(condition) {
            return Err(format!("conditions: the condition at {index} is there twice"));
        }
    }
    for (field, seconds) in delays {
        if !(0..=MAX_SECONDS).contains(seconds) {
            return Err(format!("{field}: must be 0 to {MAX_SECONDS} seconds"));
        }
    }
    Ok(())
}

/// How many identities a rule holds for now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RulePreview {
    /// So many match at this moment; delays are left out.
    pub matches: i64,
    /// Of so many that are scored and not disregarded.
    pub identities: i64,
    /// Some of them, last seen first.
    pub sample: Vec<RuleMatch>,
    /// Other rules that match some of them too, most first.
    pub overlaps: Vec<RuleOverlap>,
}

/// An identity that a rule matches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RuleMatch {
    /// The customer's id.
    pub id: String,
    /// What to call it.
    pub label: String,
    /// 0–100, `null` when unscored.
    #[schema(maximum = 100)]
    pub humanity_score: Option<u8>,
    /// 0–100, `null` when unscored.
    #[schema(maximum = 100)]
    pub authenticity_score: Option<u8>,
    /// 0–100, `null` when unscored.
    #[schema(maximum = 100)]
    pub uniqueness_score: Option<u8>,
    /// 0–100, `null` when unscored.
    #[schema(maximum = 100)]
    pub behavior_score: Option<u8>,
}

/// A rule that matches some of the same identities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RuleOverlap {
    /// `BADGE` or `ESCALATION`.
    pub kind: RuleKind,
    /// Number of the other rule.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// So many match both.
    pub matches: i64,
}

/// The two kinds of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum RuleKind {
    /// Puts badges on identities.
    Badge,
    /// Raises escalations.
    Escalation,
}

impl RuleKind {
    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Badge => "BADGE",
            Self::Escalation => "ESCALATION",
        }
    }
}

/// How far the rules have gone through everybody since one of them changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RuleProgress {
    /// Whether they are still at it.
    pub running: bool,
    /// Identities that were looked at.
    pub done: i64,
    /// Identities that there were when it began.
    pub total: i64,
    /// When it began; `null`: no rule has ever changed.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::{RuleMode, check_rule};
    use crate::types::condition::Condition;

    /// `enabled` is a short word for two of the three modes.
    #[test]
    fn enabled_stands_for_a_mode() {
        use RuleMode::{LogOnly, Off, On};
        for (mode, enabled, asked) in [
            (None, None, Ok(None)),
            (None, Some(true), Ok(Some(On))),
            (None, Some(false), Ok(Some(Off))),
            (Some(LogOnly), None, Ok(Some(LogOnly))),
            (Some(LogOnly), Some(false), Ok(Some(LogOnly))),
            (Some(On), Some(true), Ok(Some(On))),
        ] {
            assert_eq!(RuleMode::asked(mode, enabled), asked);
        }
        assert!(RuleMode::asked(Some(On), Some(false)).is_err());
        assert!(RuleMode::asked(Some(LogOnly), Some(true)).is_err());
    }

    /// Names, numbers of conditions and delays have their bounds, and errors name the field.
    #[test]
    fn checks_rules() {
        let old = vec![Condition::OlderThan(60)];
        assert_eq!(check_rule("Bots", 50, &old, &[("applyDelaySeconds", 0)]), Ok(()));
        for (name, conditions, delay, field) in [
            ("", &old, 0, "name"),
            (" Bots", &old, 0, "name"),
            (&*"x".repeat(51), &old, 0, "name"),
            ("Bots", &Vec::new(), 0, "conditions"),
            ("Bots", &vec![old[0].clone(); 2], 0, "conditions"),
            ("Bots", &old, -1, "applyDelaySeconds"),
        ] {
            let error = check_rule(name, 50, conditions, &[("applyDelaySeconds", delay)]).unwrap_err();
            assert!(error.starts_with(field), "{error}");
        }
    }
}
