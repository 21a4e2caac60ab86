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
    /// Slugs of the badges that it wore then.
    pub badge_snapshot: Vec<String>,
    /// Address of the member who looks after it.
    pub assignee: Option<String>,
    /// What it turned out to be, as somebody said when closing it; `null`: nobody said, or the rule closed it.
    pub close_reason: Option<CloseReason>,
    /// The rule keeps opening and closing about this identity: it stays open until an hour has been quiet.
    pub flapping: bool,
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

/// What an escalation turned out to be. Kept as a label: rules are tried against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum CloseReason {
    /// The rule was right.
    Fraud,
    /// A good person.
    Legitimate,
    /// Hard to tell.
    Unsure,
}

impl CloseReason {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Fraud, Self::Legitimate, Self::Unsure];

    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fraud => "FRAUD",
            Self::Legitimate => "LEGITIMATE",
            Self::Unsure => "UNSURE",
        }
    }
}

/// Body of `PATCH /escalations/{id}`: what is given changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EscalationPatch {
    /// What was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Decision>,
    /// What it turned out to be; with the status `CLOSED`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close_reason: Option<CloseReason>,
    /// Address of the member who looks after it; empty: nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 255)]
    pub assignee: Option<String>,
    /// A remark, kept with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 2000)]
    pub comment: Option<String>,
}

impl EscalationPatch {
    /// Only a decision.
    pub fn decided(status: Decision) -> Self {
        Self {
            status: Some(status),
            ..Self::default()
        }
    }
}

/// Something that happened to an escalation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EscalationEntry {
    /// When.
    pub at: Timestamp,
    /// What.
    pub action: EscalationAction,
    /// Address of the member who did it; `null`: the rule, or a key.
    pub member: Option<String>,
    /// What was said, or to whom it was given.
    pub comment: Option<String>,
}

/// What can happen to an escalation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EscalationAction {
    /// The conditions have held for long enough.
    Opened,
    /// Somebody looks.
    Acknowledged,
    /// Somebody should look again.
    Reopened,
    /// Somebody is done with it.
    Closed,
    /// The conditions have not held for long enough.
    ClosedByRule,
    /// The identity is left out of scoring.
    ClosedByDisregard,
    /// It was given to a member, or taken back.
    Assigned,
    /// A remark.
    Commented,
}

impl EscalationAction {
    /// All.
    pub const ALL: [Self; 8] = [
        Self::Opened,
        Self::Acknowledged,
        Self::Reopened,
        Self::Closed,
        Self::ClosedByRule,
        Self::ClosedByDisregard,
        Self::Assigned,
        Self::Commented,
    ];

    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "OPENED",
            Self::Acknowledged => "ACKNOWLEDGED",
            Self::Reopened => "REOPENED",
            Self::Closed => "CLOSED",
            Self::ClosedByRule => "CLOSED_BY_RULE",
            Self::ClosedByDisregard => "CLOSED_BY_DISREGARD",
            Self::Assigned => "ASSIGNED",
            Self::Commented => "COMMENTED",
        }
    }
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
