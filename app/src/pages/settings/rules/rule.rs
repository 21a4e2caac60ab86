//! A rule of either kind, and what is asked of the API about it.

use serde::{Deserialize, Serialize};

use super::draft::Draft;
use crate::api;
use crate::api::client::ApiResult;
use crate::types::badge_rule::{BadgeRule, BadgeRuleDraft, BadgeRulePatch};
use crate::types::escalation_rule::{EscalationRule, EscalationRuleDraft, EscalationRulePatch};
use crate::types::rule::{RuleKind, RuleMode};
use crate::types::time::Timestamp;

/// A badge rule or an escalation rule.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum AnyRule {
    /// Puts a badge on identities.
    Badge(BadgeRule),
    /// Raises escalations.
    Escalation(EscalationRule),
}

/// What both have, borrowed.
pub struct Common<'a> {
    pub id: i64,
    pub name: &'a str,
    pub mode: RuleMode,
    pub version: i64,
    pub updated_at: Timestamp,
}

impl AnyRule {
    /// What both have.
    pub fn common(&self) -> Common<'_> {
        match self {
            Self::Badge(rule) => Common {
                id: rule.id,
                name: &rule.name,
                mode: rule.mode,
                version: rule.version,
                updated_at: rule.updated_at,
            },
            Self::Escalation(rule) => Common {
                id: rule.id,
                name: &rule.name,
                mode: rule.mode,
                version: rule.version,
                updated_at: rule.updated_at,
            },
        }
    }

    /// What it is made of.
    pub fn draft(&self) -> Draft {
        match self.clone() {
            Self::Badge(rule) => Draft::Badge(BadgeRuleDraft {
                name: rule.name,
                slug: Some(rule.slug),
                kind: rule.kind,
                priority: rule.priority,
                conditions: rule.conditions,
                apply_delay_seconds: rule.apply_delay_seconds,
                remove_delay_seconds: rule.remove_delay_seconds,
                enabled: None,
                mode: Some(rule.mode),
            }),
            Self::Escalation(rule) => Draft::Escalation(EscalationRuleDraft {
                name: rule.name,
                slug: Some(rule.slug),
                severity: rule.severity,
                conditions: rule.conditions,
                channels: rule.channels,
                effective_at: rule.effective_at,
                open_after_seconds: rule.open_after_seconds,
                close_after_seconds: rule.close_after_seconds,
                enabled: None,
                mode: Some(rule.mode),
            }),
        }
    }
}

/// All rules of a kind.
pub async fn all(kind: RuleKind) -> ApiResult<Vec<AnyRule>> {
    Ok(match kind {
        RuleKind::Badge => {
            let rules = api::badge_rules::list().await?;
            rules.into_iter().map(AnyRule::Badge).collect()
        }
        RuleKind::Escalation => {
            let rules = api::escalation_rules::list().await?;
            rules.into_iter().map(AnyRule::Escalation).collect()
        }
    })
}

/// One rule.
pub async fn one(kind: RuleKind, id: i64) -> ApiResult<AnyRule> {
    Ok(match kind {
        RuleKind::Badge => AnyRule::Badge(api::badge_rules::get(id).await?),
        RuleKind::Escalation => AnyRule::Escalation(api::escalation_rules::get(id).await?),
    })
}

/// Switches a rule.
pub async fn switch(kind: RuleKind, id: i64, mode: RuleMode) -> ApiResult<()> {
    match kind {
        RuleKind::Badge => {
            let patch = BadgeRulePatch {
                mode: Some(mode),
                ..BadgeRulePatch::default()
            };
            api::badge_rules::update(id, &patch).await.map(|_| ())
        }
        RuleKind::Escalation => {
            let patch = EscalationRulePatch {
                mode: Some(mode),
                ..EscalationRulePatch::default()
            };
            api::escalation_rules::update(id, &patch).await.map(|_| ())
        }
    }
}

/// Removes a rule.
pub async fn delete(kind: RuleKind, id: i64) -> ApiResult<()> {
    match kind {
        RuleKind::Badge => api::badge_rules::delete(id).await,
        RuleKind::Escalation => api::escalation_rules::delete(id).await,
    }
}

/// Makes a rule what it was in a version.
pub async fn restore(kind: RuleKind, id: i64, version: i64) -> ApiResult<()> {
    match kind {
        RuleKind::Badge => api::badge_rules::restore(id, version).await.map(|_| ()),
        RuleKind::Escalation => api::escalation_rules::restore(id, version).await.map(|_| ()),
    }
}

/// A state that a rule was in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Version {
    pub version: i64,
    pub changed_at: Timestamp,
    pub changed_by: Option<String>,
    pub rule: AnyRule,
}

/// What a rule was and is, latest first.
pub async fn versions(kind: RuleKind, id: i64) -> ApiResult<Vec<Version>> {
    macro_rules! named {
        ($versions:expr, $kind:path) => {
            $versions
                .await?
                .into_iter()
                .map(|one| Version {
                    version: one.version,
                    changed_at: one.changed_at,
                    changed_by: one.changed_by,
                    rule: $kind(one.rule),
                })
                .collect()
        };
    }
    Ok(match kind {
        RuleKind::Badge => named!(api::badge_rules::versions(id), AnyRule::Badge),
        RuleKind::Escalation => named!(api::escalation_rules::versions(id), AnyRule::Escalation),
    })
}
