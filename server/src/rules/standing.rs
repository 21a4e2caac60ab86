//! Where an identity stands with the rules: what is stored of it from one time to the next.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Where an identity stands with every rule that concerns it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Up to when everything was gone through.
    pub at: i64,
    /// By number of the badge rule.
    #[serde(default)]
    pub badges: BTreeMap<i64, BadgeStanding>,
    /// Badges that an analyzer has given, by slug: since when.
    #[serde(default)]
    pub issued: BTreeMap<String, i64>,
    /// By number of the escalation rule.
    #[serde(default)]
    pub escalations: BTreeMap<i64, EscalationStanding>,
}

impl Standing {
    /// Whether there is nothing to remember.
    pub fn is_empty(&self) -> bool {
        self.badges.is_empty() && self.issued.is_empty() && self.escalations.is_empty()
    }
}

/// Where an identity stands with a badge rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadgeStanding {
    /// Since when it wears the badge.
    pub worn_since: Option<i64>,
    /// Since when the conditions say the opposite, and a delay is running.
    pub turning_since: Option<i64>,
    /// Only noted, not worn.
    #[serde(default)]
    pub logged: bool,
}

/// Where an identity stands with an escalation rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationStanding {
    /// How far it has come.
    pub phase: Phase,
    /// Since when.
    pub since: i64,
    /// Since when the conditions of a live escalation do not hold.
    #[serde(default)]
    pub quiet_since: Option<i64>,
    /// Only noted, not raised.
    #[serde(default)]
    pub logged: bool,
    /// A person opened it again: only a person closes it.
    #[serde(default)]
    pub kept: bool,
    /// When the last ones opened, oldest first.
    #[serde(default)]
    pub opens: Vec<i64>,
}

/// How far an escalation rule has come about an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// The conditions do not hold. Kept while it is remembered when escalations opened.
    Rest,
    /// The conditions hold, and the delay is running.
    Pending,
    /// There is an escalation that nobody has closed.
    Live,
    /// Somebody closed the escalation while the conditions held; another one opens when they hold anew.
    Spent,
}
