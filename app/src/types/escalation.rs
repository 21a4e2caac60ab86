//! What an escalation rule raised about an identity, and what the team made of it.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::reference::Reference;
use super::time::Timestamp;

/// An escalation, as the API gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Escalation {
    /// Number of the escalation.
    pub id: i64,
    /// Where it stands.
    pub status: EscalationStatus,
    /// How bad it is.
    pub severity: Severity,
    /// Whom it is about.
    pub identity: Reference,
    /// The rule that raised it, as it was called then.
    pub escalation_rule: Reference,
    /// Scores by lower-case category, as they were then.
    pub score_snapshot: BTreeMap<String, u8>,
    /// When it opened; `null` while it waits.
    pub opened_at: Option<Timestamp>,
    /// When somebody took it.
    pub acknowledged_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// When the rule first held.
    pub created_at: Timestamp,
}

/// Where an escalation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum EscalationStatus {
    /// The rule holds, and its delay has not passed.
    Pending,
    /// Somebody should look.
    Open,
    /// Somebody looks.
    Acknowledged,
    /// Done with.
    Closed,
}

impl EscalationStatus {
    /// All, in the order of their lives.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Open, Self::Acknowledged, Self::Closed];

    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Open => "OPEN",
            Self::Acknowledged => "ACKNOWLEDGED",
            Self::Closed => "CLOSED",
        }
    }
}

impl FromStr for EscalationStatus {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL
            .into_iter()
            .find(|status| status.as_str().eq_ignore_ascii_case(text));
        found.ok_or("must be one of PENDING, OPEN, ACKNOWLEDGED, CLOSED")
    }
}

/// How bad an escalation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Worth a look.
    Warning,
    /// Worth dropping everything else.
    Critical,
}

impl Severity {
    /// All, from mild to bad.
    pub const ALL: [Self; 3] = [Self::Info, Self::Warning, Self::Critical];

    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "INFO",
            Self::Warning => "WARNING",
            Self::Critical => "CRITICAL",
        }
    }
}

impl FromStr for Severity {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL
            .into_iter()
            .find(|severity| severity.as_str().eq_ignore_ascii_case(text));
        found.ok_or("must be one of INFO, WARNING, CRITICAL")
    }
}

/// Body of `PATCH /escalations/{id}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EscalationPatch {
    /// What was decided.
    pub status: Decision,
}

/// What somebody can decide about an escalation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Decision {
    /// Somebody should look after all.
    Open,
    /// Somebody looks.
    Acknowledged,
    /// Done with.
    Closed,
}

/// How many escalations stand where; those that wait are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EscalationSummary {
    /// Nobody looks yet.
    pub open: i64,
    /// Somebody looks.
    pub acknowledged: i64,
    /// Done with.
    pub closed: i64,
}
