//! What a rule of either kind is made of, and what it does in words.

use serde::{Deserialize, Serialize};

use crate::api;
use crate::api::client::ApiResult;
use crate::components::severity_chip::severity_word;
use crate::types::badge::BadgeType;
use crate::types::badge_rule::{BadgeRuleDraft, BadgeRulePatch};
use crate::types::condition::{Condition, duration, sentence};
use crate::types::escalation::Severity;
use crate::types::escalation_rule::{BackTest, BackTestRequest, EscalationRuleDraft, EscalationRulePatch};
use crate::types::rule::{RuleKind, RuleMode, RulePreview};

/// What a badge rule or an escalation rule is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Draft {
    /// Puts a badge on identities.
    Badge(BadgeRuleDraft),
    /// Raises escalations.
    Escalation(EscalationRuleDraft),
}

impl Draft {
    /// A rule that puts a badge of this name on whoever meets the conditions.
    pub fn badge(name: &str, kind: BadgeType, conditions: Vec<Condition>) -> Self {
        Self::Badge(BadgeRuleDraft {
            name: name.to_owned(),
            slug: None,
            kind,
            priority: 0,
            conditions,
            apply_delay_seconds: 0,
            remove_delay_seconds: 0,
            enabled: None,
            mode: Some(RuleMode::On),
        })
    }

    /// A rule that raises an escalation about whoever meets the conditions.
    pub fn escalation(name: &str, severity: Severity, conditions: Vec<Condition>) -> Self {
        Self::Escalation(EscalationRuleDraft {
            name: name.to_owned(),
            slug: None,
            severity,
            conditions,
            channels: Vec::new(),
            effective_at: None,
            open_after_seconds: 0,
            close_after_seconds: None,
            enabled: None,
            mode: Some(RuleMode::On),
        })
    }

    /// Its kind.
    pub const fn kind(&self) -> RuleKind {
        match self {
            Self::Badge(_) => RuleKind::Badge,
            Self::Escalation(_) => RuleKind::Escalation,
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Badge(rule) => &rule.name,
            Self::Escalation(rule) => &rule.name,
        }
    }

    /// What it asks of an identity.
    pub fn conditions(&self) -> &[Condition] {
        match self {
            Self::Badge(rule) => &rule.conditions,
            Self::Escalation(rule) => &rule.conditions,
        }
    }

    /// The same for another rule, which gets a name of its own.
    #[must_use]
    pub fn copied(mut self) -> Self {
        match &mut self {
            Self::Badge(rule) => {
                rule.slug = None;
                rule.name = format!("{} copy", rule.name);
            }
            Self::Escalation(rule) => {
                rule.slug = None;
                rule.name = format!("{} copy", rule.name);
            }
        }
        self
    }

    /// What is wrong with it.
    pub fn check(&self) -> Result<(), String> {
        match self {
            Self::Badge(rule) => rule.check(),
            Self::Escalation(rule) => rule.check(),
        }
    }

    /// What the rule does, in one or two sentences.
    pub fn says(&self) -> String {
        let when = match sentence(self.conditions()) {
            none if none.is_empty() => "…".to_owned(),
            words => words,
        };
        let held = |seconds: i64| match seconds {
            0 => String::new(),
            _ => format!(" for {}", duration(seconds)),
        };
        match self {
            Self::Badge(rule) => {
                let name = if rule.name.is_empty() { "…" } else { &rule.name };
                let first = format!(
                    "When {when}{}, the identity wears the badge “{name}”.",
                    held(rule.apply_delay_seconds)
                );
                match rule.remove_delay_seconds {
                    0 => first,
                    seconds => format!(
                        "{first} It goes when that has not held for {}.",
                        duration(seconds)
                    ),
                }
            }
            Self::Escalation(rule) => {
                let severity = severity_word(rule.severity).to_lowercase();
                let first = format!(
                    "When {when}{}, an escalation opens ({severity}).",
                    held(rule.open_after_seconds)
                );
                match rule.close_after_seconds {
                    None => format!("{first} It stays open until somebody closes it."),
                    Some(0) => format!("{first} It closes by itself as soon as that no longer holds."),
                    Some(seconds) => format!(
                        "{first} It closes by itself when that has not held for {}.",
                        duration(seconds)
                    ),
                }
            }
        }
    }

    /// Makes a rule of it, or changes the one with this number; gives the number.
    pub async fn save(self, id: Option<i64>) -> ApiResult<i64> {
        match (self, id) {
            (Self::Badge(draft), None) => api::badge_rules::create(&draft).await.map(|rule| rule.id),
            (Self::Escalation(draft), None) => {
                api::escalation_rules::create(&draft).await.map(|rule| rule.id)
            }
            (Self::Badge(draft), Some(id)) => {
                let patch = BadgeRulePatch {
                    name: Some(draft.name),
                    kind: Some(draft.kind),
                    priority: Some(draft.priority),
                    conditions: Some(draft.conditions),
                    apply_delay_seconds: Some(draft.apply_delay_seconds),
                    remove_delay_seconds: Some(draft.remove_delay_seconds),
                    enabled: None,
                    mode: draft.mode,
                };
                api::badge_rules::update(id, &patch).await.map(|rule| rule.id)
            }
            (Self::Escalation(draft), Some(id)) => {
                let patch = EscalationRulePatch {
                    name: Some(draft.name),
                    severity: Some(draft.severity),
                    conditions: Some(draft.conditions),
                    channels: Some(draft.channels),
                    open_after_seconds: Some(draft.open_after_seconds),
                    close_after_seconds: Some(draft.close_after_seconds),
                    mode: draft.mode,
                    ..EscalationRulePatch::default()
                };
                api::escalation_rules::update(id, &patch)
                    .await
                    .map(|rule| rule.id)
            }
        }
    }

    /// Whom it matches at this moment.
    pub async fn preview(self) -> ApiResult<RulePreview> {
        match self {
            Self::Badge(draft) => api::badge_rules::preview(&draft).await,
            Self::Escalation(draft) => api::escalation_rules::preview(&draft).await,
        }
    }

    /// What it would have raised; only escalation rules raise anything.
    pub async fn back_test(self, days: i64) -> ApiResult<Option<BackTest>> {
        match self {
            Self::Badge(_) => Ok(None),
            Self::Escalation(rule) => {
                let request = BackTestRequest { rule, days };
                api::escalation_rules::back_test(&request).await.map(Some)
            }
        }
    }
}

/// The word for a mode.
pub const fn mode_word(mode: RuleMode) -> &'static str {
    match mode {
        RuleMode::Off => "Off",
        RuleMode::LogOnly => "Log only",
        RuleMode::On => "On",
    }
}

/// The word for a kind of badges.
pub const fn badge_word(kind: BadgeType) -> &'static str {
    match kind {
        BadgeType::Good => "Good",
        BadgeType::Bad => "Bad",
        BadgeType::Neutral => "Neutral",
    }
}

#[cfg(test)]
mod tests {
    use super::Draft;
    use crate::types::badge::BadgeType;
    use crate::types::condition::Condition;
    use crate::types::escalation::Severity;

    /// The sentence says what happens and when it ends, before there is anything to say as well.
    #[test]
    fn says_what_it_does() {
        let badge = Draft::badge("Old hand", BadgeType::Good, vec![Condition::OlderThan(604_800)]);
        assert_eq!(
            badge.says(),
            "When it was first seen more than 7 days ago, the identity wears the badge “Old hand”."
        );
        let empty = Draft::escalation("", Severity::Critical, Vec::new());
        assert_eq!(
            empty.says(),
            "When …, an escalation opens (critical). It stays open until somebody closes it."
        );
    }
}
