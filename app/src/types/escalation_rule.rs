//! A rule that raises escalations about identities.

use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::condition::{Condition, ConditionBody, described};
use super::escalation::Severity;
use super::ids::slug::Slug;
use super::rule::{RuleMode, check_rule};
use super::schemas::{rule_name, rule_name_or_none};
use super::time::Timestamp;
use super::whole_number::{given_whole_number, whole_number, whole_number_or_none};

/// Characters of a name, at most.
pub const MAX_NAME: usize = 100;
/// Channels of one rule, at most.
pub const MAX_CHANNELS: usize = 20;

/// An escalation rule, as the API gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EscalationRule {
    /// Number of the rule.
    pub id: i64,
    /// Short name.
    pub slug: Slug,
    /// Name.
    pub name: String,
    /// How bad what it finds is.
    pub severity: Severity,
    /// All must hold.
    #[schema(value_type = Vec<ConditionBody>)]
    pub conditions: Vec<Condition>,
    /// The conditions in words.
    pub sentence: String,
    /// Slugs of the channels that are told.
    pub channels: Vec<Slug>,
    /// Nothing is raised before; `null`: no such moment.
    pub effective_at: Option<Timestamp>,
    /// An escalation opens when the conditions have held for so long.
    pub open_after_seconds: i64,
    /// It closes by itself when they have not held for so long; `null`: never.
    pub close_after_seconds: Option<i64>,
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

/// An earlier or the present state of an escalation rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EscalationRuleVersion {
    /// Counts up from 1.
    pub version: i64,
    /// When the rule became so.
    pub changed_at: Timestamp,
    /// Address of the member who changed it; `null`: somebody who is gone.
    pub changed_by: Option<String>,
    /// The rule, as it was then.
    pub rule: EscalationRule,
}

/// What an escalation rule is made of: the body of `POST /escalation-rules`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EscalationRuleDraft {
    /// Name.
    #[schema(schema_with = rule_name::<100>)]
    pub name: String,
    /// Short name; made from the name when it is missing. It never changes.
    #[serde(default)]
    pub slug: Option<Slug>,
    /// How bad what it finds is.
    pub severity: Severity,
    /// All must hold.
    #[schema(schema_with = described::of_escalation_rule)]
    pub conditions: Vec<Condition>,
    /// Slugs of the channels that are told.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub channels: Vec<Slug>,
    /// Nothing is raised before.
    #[serde(default)]
    pub effective_at: Option<Timestamp>,
    /// An escalation opens when the conditions have held for so long.
    #[serde(default, deserialize_with = "whole_number")]
    #[schema(minimum = 0, maximum = 315_360_000)]
    pub open_after_seconds: i64,
    /// It closes by itself when they have not held for so long; `null`: never.
    #[serde(default, deserialize_with = "whole_number_or_none")]
    #[schema(minimum = 0, maximum = 315_360_000)]
    pub close_after_seconds: Option<i64>,
    /// Short for the mode `ON` or `OFF`.
    #[serde(default)]
    pub enabled: Option<bool>,
    /// Whether the rule acts; `OFF` when nothing is said.
    #[serde(default)]
    pub mode: Option<RuleMode>,
}

impl EscalationRuleDraft {
    /// What is wrong with it: the field, then why.
    pub fn check(&self) -> Result<(), String> {
        let delays = [
            ("openAfterSeconds", self.open_after_seconds),
            ("closeAfterSeconds", self.close_after_seconds.unwrap_or_default()),
        ];
        check_rule(&self.name, MAX_NAME, &self.conditions, &delays)?;
        if self.channels.len() > MAX_CHANNELS {
            return Err(format!("channels: must be {MAX_CHANNELS} at most"));
        }
        RuleMode::asked(self.mode, self.enabled)?;
        Ok(())
    }
}

/// Body of `PATCH /escalation-rules/{id}`: what is given changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EscalationRulePatch {
    /// Name.
    #[serde(default)]
    #[schema(schema_with = rule_name_or_none::<100>)]
    pub name: Option<String>,
    /// How bad what it finds is.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// All must hold.
    #[serde(default)]
    #[schema(schema_with = described::of_escalation_rule_or_none)]
    pub conditions: Option<Vec<Condition>>,
    /// Slugs of the channels that are told.
    #[serde(default)]
    #[schema(max_items = 20)]
    pub channels: Option<Vec<Slug>>,
    /// Nothing is raised before; `null`: no such moment.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Timestamp>)]
    pub effective_at: Option<Option<Timestamp>>,
    /// An escalation opens when the conditions have held for so long.
    #[serde(default, deserialize_with = "whole_number_or_none")]
    #[schema(minimum = 0, maximum = 315_360_000)]
    pub open_after_seconds: Option<i64>,
    /// It closes by itself when they have not held for so long; `null`: never.
    #[serde(
        default,
        deserialize_with = "given_whole_number",
        skip_serializing_if = "Option::is_none"
    )]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 315_360_000)]
    pub close_after_seconds: Option<Option<i64>>,
    /// Short for the mode `ON` or `OFF`.
    #[serde(default)]
    pub enabled: Option<bool>,
    /// Whether the rule acts.
    #[serde(default)]
    pub mode: Option<RuleMode>,
}

/// A field whose `null` says something else than its absence.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(reader: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(reader).map(Some)
}

impl EscalationRulePatch {
    /// The rule as it will be.
    pub fn applied_to(self, rule: &EscalationRule) -> Result<EscalationRuleDraft, String> {
        let mode = RuleMode::asked(self.mode, self.enabled)?;
        Ok(EscalationRuleDraft {
            name: self.name.unwrap_or_else(|| rule.name.clone()),
            slug: Some(rule.slug.clone()),
            severity: self.severity.unwrap_or(rule.severity),
            conditions: self.conditions.unwrap_or_else(|| rule.conditions.clone()),
            channels: self.channels.unwrap_or_else(|| rule.channels.clone()),
            effective_at: self.effective_at.unwrap_or(rule.effective_at),
            open_after_seconds: self.open_after_seconds.unwrap_or(rule.open_after_seconds),
            close_after_seconds: self.close_after_seconds.unwrap_or(rule.close_after_seconds),
            enabled: None,
            mode: Some(mode.unwrap_or(rule.mode)),
        })
    }
}

/// Body of `POST /escalation-rules/actions/back-test`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BackTestRequest {
    /// The rule to try; it need not exist.
    pub rule: EscalationRuleDraft,
    /// Over the cycles of the last so many days.
    #[serde(default = "a_month", deserialize_with = "whole_number")]
    #[schema(minimum = 1, maximum = 30)]
    pub days: i64,
}

const fn a_month() -> i64 {
    30
}

/// What a rule would have raised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BackTest {
    /// From when on.
    pub from: Timestamp,
    /// Until when.
    pub to: Timestamp,
    /// Identities whose cycles were gone through.
    pub identities: i64,
    /// Cycles that were gone through.
    pub cycles: i64,
    /// Whether there were too many to go through all.
    pub truncated: bool,
    /// Escalations that would have opened.
    pub opened: i64,
    /// Alerts that would have been sent: openings and closings, to each channel of the rule.
    pub alerts: i64,
    /// Identities that would have been escalated, and what people have called them since.
    pub caught: BackTestLabels,
    /// Identities with a label that would not have been escalated.
    pub missed: BackTestLabels,
    /// By day, oldest first.
    pub by_day: Vec<BackTestDay>,
    /// The escalations, oldest first; the first 1,000.
    pub escalations: Vec<BackTestEscalation>,
}

/// Identities by the reason with which their last escalation was closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BackTestLabels {
    /// Closed as fraud.
    pub fraud: i64,
    /// Closed as a good person.
    pub legitimate: i64,
    /// Never closed by anybody, or unsure.
    pub unlabelled: i64,
}

/// One day of a back-test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BackTestDay {
    /// Its beginning, in UTC.
    pub day: Timestamp,
    /// Escalations that would have opened.
    pub opened: i64,
}

/// An escalation that would have opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BackTestEscalation {
    /// The customer's id.
    pub identity: String,
    /// When it would have opened.
    pub opened_at: Timestamp,
    /// When it would have closed by itself.
    pub closed_at: Option<Timestamp>,
}
