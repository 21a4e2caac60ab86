//! Named tables of things known, ours overlaid by the customer's.

pub mod key;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::schemas;
use super::scope::Scope;
use super::time::Timestamp;

/// Characters of a note on an entry.
pub const MAX_VALUE_CHARS: usize = 200;

/// The tables there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DatasetName {
    /// Networks of hosting companies.
    DatacenterAsns,
    /// Providers of throw-away mailboxes.
    DisposableEmailDomains,
    /// Words that no one is called.
    Profanity,
    /// Keys whose values are masked on their way in.
    SensitiveKeys,
    /// Addresses that trouble came from.
    SuspiciousIps,
    /// Names that stand for nothing.
    SuspiciousNames,
    /// Addresses that many may share.
    TrustedIps,
}

impl DatasetName {
    /// All of them, alphabetically.
    pub const ALL: [Self; 7] = [
        Self::DatacenterAsns,
        Self::DisposableEmailDomains,
        Self::Profanity,
        Self::SensitiveKeys,
        Self::SuspiciousIps,
        Self::SuspiciousNames,
        Self::TrustedIps,
    ];

    /// Name on the wire, such as `trusted_ips`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DatacenterAsns => "datacenter_asns",
            Self::DisposableEmailDomains => "disposable_email_domains",
            Self::Profanity => "profanity",
            Self::SensitiveKeys => "sensitive_keys",
            Self::SuspiciousIps => "suspicious_ips",
            Self::SuspiciousNames => "suspicious_names",
            Self::TrustedIps => "trusted_ips",
        }
    }

    /// What it is for, in a sentence or two.
    pub const fn description(self) -> &'static str {
        match self {
            Self::DatacenterAsns => {
                "Autonomous systems of hosting companies, from which programs come rather than people. Read by humanity.hosting-network."
            }
            Self::DisposableEmailDomains => {
                "Providers of throw-away mailboxes; domains below a listed one count too. Read by authenticity.disposable-email."
            }
            Self::Profanity => {
                "Words that nobody is really called. Read by authenticity.profanity, as whole words of names."
            }
            Self::SensitiveKeys => {
                "Keys whose values are replaced by [masked] before an event is stored, also at the end of a longer key: secret, client_secret."
            }
            Self::SuspiciousIps => {
                "Addresses and networks that trouble came from. Read by behavior.suspicious-address."
            }
            Self::SuspiciousNames => {
                "Whole names that stand for nothing, such as test user. Read by authenticity.placeholder-values."
            }
            Self::TrustedIps => {
                "Addresses and networks that many may share, such as your office. They count neither as shared nor as suspicious."
            }
        }
    }

    /// What a key of it looks like.
    pub const fn example(self) -> &'static str {
        match self {
            Self::DatacenterAsns => "64496",
            Self::DisposableEmailDomains => "throwaway.example",
            Self::Profanity => "word",
            Self::SensitiveKeys => "membership_pin",
            Self::SuspiciousIps => "203.0.113.0/24",
            Self::SuspiciousNames => "test user",
            Self::TrustedIps => "198.51.100.7",
        }
    }

    /// Checks a key and gives it the one spelling under which it is kept.
    pub fn check_key(self, key: &str) -> Result<String, &'static str> {
        key::check(self, key.trim())
    }
}

impl fmt::Display for DatasetName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for DatasetName {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|name| name.as_str() == text)
            .ok_or("must be the name of a dataset")
    }
}

/// A table, as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Dataset {
    /// Its name.
    pub name: DatasetName,
    /// What it is for.
    pub description: String,
    /// What a key of it looks like.
    pub example: String,
    /// Entries that are the same for every account.
    pub global_count: u64,
    /// Entries that the account added, changed or switched off.
    pub customer_count: u64,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DatasetEntry {
    /// What is listed.
    pub key: String,
    /// A note on it.
    pub value: Option<String>,
    /// Whose entry this is.
    pub scope: Scope,
    /// Off: the account does not want it listed.
    pub active: bool,
    /// Whether a default has the same key: what a customer's entry overrides.
    pub overrides_global: bool,
    /// Last change of a customer's entry.
    pub updated_at: Option<Timestamp>,
}

/// Body of `PUT /datasets/{name}/entries/{key}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EntryDraft {
    /// A note, at most 200 characters.
    #[serde(default)]
    #[schema(schema_with = schemas::note)]
    pub value: Option<String>,
    /// `false` takes a default off the list.
    #[serde(default = "yes")]
    pub active: bool,
}

/// Body of `POST /datasets/{name}/entries`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EntriesDraft {
    /// 1 to 1,000 entries.
    #[schema(min_items = 1, max_items = 1000)]
    pub entries: Vec<KeyedEntryDraft>,
}

/// One of many entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyedEntryDraft {
    /// What is listed: the dataset's `example` shows what it must look like.
    #[schema(min_length = 1)]
    pub key: String,
    /// A note, at most 200 characters.
    #[serde(default)]
    #[schema(schema_with = schemas::note)]
    pub value: Option<String>,
    /// `false` takes a default off the list.
    #[serde(default = "yes")]
    pub active: bool,
}

/// Answer to many entries: all of them were stored, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StoredEntries {
    /// How many.
    pub stored: u64,
}

const fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::DatasetName;

    /// `as_str`, `FromStr` and serde speak of the same names, and every example is a key.
    #[test]
    fn names_agree() {
        for name in DatasetName::ALL {
            assert_eq!(name.as_str().parse::<DatasetName>(), Ok(name));
            assert_eq!(serde_json::to_value(name).unwrap(), name.as_str());
            assert_eq!(name.check_key(name.example()).as_deref(), Ok(name.example()));
        }
    }
}
