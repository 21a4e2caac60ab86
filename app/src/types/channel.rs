//! A way to hear about identities: by email, in Slack, or as a webhook.

mod described;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ids::slug::Slug;
use super::schemas;
use super::time::Timestamp;

/// Addresses of an email channel at most.
pub const MAX_RECIPIENTS: usize = 20;
/// Characters of an address that is called.
pub const MAX_URL_CHARS: usize = 2_000;

/// What carries the news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum ChannelType {
    /// Email to members of the account.
    Email,
    /// A message through an incoming webhook of Slack.
    Slack,
    /// A signed request to a server of the customer's.
    Webhook,
}

impl ChannelType {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Email, Self::Slack, Self::Webhook];

    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "EMAIL",
            Self::Slack => "SLACK",
            Self::Webhook => "WEBHOOK",
        }
    }
}

impl FromStr for ChannelType {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == text);
        found.ok_or("must be one of EMAIL, SLACK, WEBHOOK")
    }
}

/// What a channel can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChannelEvent {
    /// A cycle gave an identity its scores.
    IdentityScored,
    /// An identity gained or lost a badge.
    IdentityBadgesChanged,
    /// A rule raised an escalation, and its delay has passed.
    EscalationOpened,
    /// An escalation was closed, by a person or by its rule.
    EscalationClosed,
}

impl ChannelEvent {
    /// All, in the order in which they happen.
    pub const ALL: [Self; 4] = [
        Self::IdentityScored,
        Self::IdentityBadgesChanged,
        Self::EscalationOpened,
        Self::EscalationClosed,
    ];

    /// As it is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::IdentityScored => "IDENTITY_SCORED",
            Self::IdentityBadgesChanged => "IDENTITY_BADGES_CHANGED",
            Self::EscalationOpened => "ESCALATION_OPENED",
            Self::EscalationClosed => "ESCALATION_CLOSED",
        }
    }

    /// For a person.
    pub const fn label(self) -> &'static str {
        match self {
            Self::IdentityScored => "Identity scored",
            Self::IdentityBadgesChanged => "Badges changed",
            Self::EscalationOpened => "Escalation opened",
            Self::EscalationClosed => "Escalation closed",
        }
    }
}

impl fmt::Display for ChannelEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for ChannelEvent {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|event| event.as_str() == text);
        found.ok_or(
            "must be one of IDENTITY_SCORED, IDENTITY_BADGES_CHANGED, ESCALATION_OPENED, ESCALATION_CLOSED",
        )
    }
}

/// A channel, as the API gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Channel {
    /// Number of the channel.
    pub id: i64,
    /// What rules call it; it never changes.
    pub slug: Slug,
    /// Name for a person.
    pub name: String,
    /// What carries the news.
    #[serde(rename = "type")]
    pub kind: ChannelType,
    /// Where to, without secrets.
    pub config: ChannelConfig,
    /// What it carries.
    pub events: Vec<ChannelEvent>,
    /// Whether it carries anything.
    pub enabled: bool,
    /// Why it was switched off, when nobody did that by hand.
    pub disabled_reason: Option<String>,
    /// Until when the secret before this one signs as well.
    pub previous_secret_until: Option<Timestamp>,
    /// How it has been doing.
    pub health: ChannelHealth,
    /// Since when.
    pub created_at: Timestamp,
    /// Last change by a member.
    pub updated_at: Timestamp,
}

/// Where a channel leads: `recipients` of EMAIL, `urlHint` of SLACK, `url` of WEBHOOK.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChannelConfig {
    /// EMAIL: the addresses of members of the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub recipients: Option<Vec<String>>,
    /// WEBHOOK: where requests go; for all but admins `…` stands for the query.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub url: Option<String>,
    /// SLACK: host and last four characters of the address, which itself is a secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub url_hint: Option<String>,
}

/// How a channel has been doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChannelHealth {
    /// In one word.
    pub status: HealthStatus,
    /// Attempts that failed since the last that did not.
    pub consecutive_failures: i64,
    /// Since when every attempt has failed.
    pub failing_since: Option<Timestamp>,
    /// Until when nothing is attempted, because too many attempts in a row have failed.
    pub paused_until: Option<Timestamp>,
}

/// How a channel is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum HealthStatus {
    /// The last attempt did not fail, or there was none.
    Ok,
    /// The last attempt failed.
    Failing,
    /// So many failed that nothing is attempted for a while.
    Paused,
}

/// Answer to creating a channel, or to rotating its secret: the only time a secret is shown.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewChannel {
    /// The channel.
    pub channel: Channel,
    /// WEBHOOK: the key of its signatures, `whsec_…`.
    pub secret: Option<String>,
}

/// Body of `POST /channels`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChannelDraft {
    /// Name for a person: 1–100 characters on one line, not all of them blank.
    pub name: String,
    /// What rules call it; made of the name where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<Slug>,
    /// What carries the news.
    #[serde(rename = "type")]
    pub kind: ChannelType,
    /// Where to.
    pub config: ChannelTarget,
    /// What it is to carry: at least one.
    pub events: Vec<ChannelEvent>,
    /// Whether it carries anything; true where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}

/// Where a channel is to lead: `recipients` for EMAIL, `url` for SLACK and WEBHOOK.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChannelTarget {
    /// EMAIL: addresses of members of the account, at most 20.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipients: Option<Vec<String>>,
    /// WEBHOOK: where requests go; SLACK: the address of the incoming webhook, kept as a secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Body of `PATCH /channels/{id}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChannelPatch {
    /// New name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = schemas::optional_name)]
    pub name: Option<String>,
    /// Where to, from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub config: Option<ChannelTarget>,
    /// New list of what it carries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_items = 1)]
    pub events: Option<Vec<ChannelEvent>>,
    /// Switch on or off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}

/// Body of `POST /channels/{id}/actions/test`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ChannelTest {
    /// Which news to make up; the first that the channel carries where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<ChannelEvent>,
}

#[cfg(test)]
mod tests {
    use super::{ChannelEvent, ChannelType};

    /// What is written is read again, and is what serde writes.
    #[test]
    fn words_are_the_same_everywhere() {
        for event in ChannelEvent::ALL {
            assert_eq!(event.as_str().parse(), Ok(event));
            assert_eq!(serde_json::to_value(event).unwrap(), event.as_str());
        }
        for kind in ChannelType::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        assert!("identity_scored".parse::<ChannelEvent>().is_err());
    }
}
