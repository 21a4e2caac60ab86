//! A rule that puts a badge on identities.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::badge::BadgeType;
use super::condition::{Condition, ConditionBody, described};
use super::ids::slug::Slug;
use super::rule::{RuleMode, check_rule};
use super::schemas::{rule_name, rule_name_or_none};
use super::time::Timestamp;
use super::whole_number::{whole_number, whole_number_or_none};

/// Characters of a name, at most.
pub const MAX_NAME: usize = 50;

/// A badge rule, as the API gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BadgeRule {
    /// Number of the rule.
    pub id: i64,
    /// Slug of the badge.
    pub slug: Slug,
    /// Name of the badge.
    pub name: String,
    /// Whether the badge is good news.
    #[serde(rename = "type")]
    pub kind: BadgeType,
    /// Badges with more stand first.
    pub priority: i64,
    /// All must hold.
    #[schema(value_type = Vec<ConditionBody>)]
    pub conditions: Vec<Condition>,
    /// The conditions in words.
    pub sentence: String,
    /// The badge comes when the conditions have held for so long.
    pub apply_delay_seconds: i64,
    /// The badge goes when the conditions have not held for so long.
    pub remove_delay_seconds: i64,
    /// Whether the mode is `ON`.
    pub enabled: bool,
    /// Whether the rule acts.
    pub mode: RuleMode,
    /// Counts the changes.
    pub version: i64,
    /// When the rule was made.
    pub created_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
}

/// An earlier or the present state of a badge rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BadgeRuleVersion {
    /// Counts up from 1.
    pub version: i64,
    /// When the rule became so.
    pub changed_at: Timestamp,
    /// Address of the member who changed it; `null`: somebody who is gone.
    pub changed_by: Option<String>,
    /// The rule, as it was then.
    pub rule: BadgeRule,
}

/// What a badge rule is made of: the body of `POST /badge-rules`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BadgeRuleDraft {
    /// Name of the badge.
    #[schema(schema_with = rule_name::<50>)]
    pub name: String,
    /// Slug of the badge; made from the name when it is missing. It never changes.
    #[serde(default)]
    pub slug: Option<Slug>,
    /// Whether the badge is good news.
    #[serde(rename = "type")]
    pub kind: BadgeType,
    /// Badges with more stand first.
    #[serde(default, deserialize_with = "whole_number")]
    #[schema(minimum = -1000, maximum = 1000)]
    pub priority: i64,
    /// All must hold.
    #[schema(schema_with = described::of_badge_rule)]
    pub conditions: Vec<Condition>,
    /// The badge comes when the conditions have held for so long.
    #[serde(default, deserialize_with = "whole_number")]
    #[schema(minimum = 0, maximum = 315_360_000)]
    pub apply_delay_seconds: i64,
    /// The badge goes when the conditions have not held for so long.
    #[serde(default, deserialize_with = "whole_number")]
    #[schema(minimum = 0, maximum = 315_360_000)]
    pub remove_delay_seconds: i64,
    /// Short for the mode `ON` or `OFF`.
    #[serde(default)]
    pub enabled: Option<bool>,
    /// Whether the rule acts; `OFF` when nothing is said.
    #[serde(default)]
    pub mode: Option<RuleMode>,
}

impl BadgeRuleDraft {
    /// What is wrong with it: the field, then why.
    pub fn check(&self) -> Result<(), String> {
        let delays = [
            ("applyDelaySeconds", self.apply_delay_seconds),
            ("removeDelaySeconds", self.remove_delay_seconds),
        ];
        check_rule(&self.name, MAX_NAME, &self.conditions, &delays)?;
        if !(-1000..=1000).contains(&self.priority) {
            return Err("priority: must be -1000 to 1000".to_owned());
        }
        if let Some(condition) = self
            .conditions
            .iter()
            .find(|condition| condition.is_for_escalations())
        {
            return Err(format!("conditions: {condition:?} is for escalation rules only"));
        }
        RuleMode::asked(self.mode, self.enabled)?;
        Ok(())
    }
}

/// Body of `PATCH /badge-rules/{id}`: what is given changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BadgeRulePatch {
    /// Name of the badge.
    #[serde(default)]
    #[schema(schema_with = rule_name_or_none::<50>)]
    pub name: Option<String>,
    /// Whether the badge is good news.
    #[serde(default, rename = "type")]
    pub kind: Option<BadgeType>,
    /// Badges with more stand first.
    #[serde(default, deserialize_with = "whole_number_or_none")]
    #[schema(minimum = -1000, maximum = 1000)]
    pub priority: Option<i64>,
    /// All must hold.
    #[serde(default)]
    #[schema(schema_with = described::of_badge_rule_or_none)]
    pub conditions: Option<Vec<Condition>>,
    /// The badge comes when the conditions have held for so long.
    #[serde(default, deserialize_with = "whole_number_or_none")]
    #[schema(minimum = 0, maximum = 315_360_000)]
    pub apply_delay_seconds: Option<i64>,
    /// The badge goes when the conditions have not held for so long.
    #[serde(default, deserialize_with = "whole_number_or_none")]
    #[schema(minimum = 0, maximum = 315_360_000)]
    pub remove_delay_seconds: Option<i64>,
    /// Short for the mode `ON` or `OFF`.
    #[serde(default)]
    pub enabled: Option<bool>,
    /// Whether the rule acts.
    #[serde(default)]
    pub mode: Option<RuleMode>,
}

impl BadgeRulePatch {
    /// The rule as it will be.
    pub fn applied_to(self, rule: &BadgeRule) -> Result<BadgeRuleDraft, String> {
        let mode = RuleMode::asked(self.mode, self.enabled)?;
        Ok(BadgeRuleDraft {
            name: self.name.unwrap_or_else(|| rule.name.clone()),
            slug: Some(rule.slug.clone()),
            kind: self.kind.unwrap_or(rule.kind),
            priority: self.priority.unwrap_or(rule.priority),
            conditions: self.conditions.unwrap_or_else(|| rule.conditions.clone()),
            apply_delay_seconds: self.apply_delay_seconds.unwrap_or(rule.apply_delay_seconds),
            remove_delay_seconds: self.remove_delay_seconds.unwrap_or(rule.remove_delay_seconds),
            enabled: None,
            mode: Some(mode.unwrap_or(rule.mode)),
        })
    }
}
