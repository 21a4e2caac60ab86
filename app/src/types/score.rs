//! The four categories and their scores.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a score is about. Higher is better in all four.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Category {
    /// A person rather than a program.
    Humanity,
    /// Someone real who gives real details.
    Authenticity,
    /// One person with one account.
    Uniqueness,
    /// Someone who uses the product as it is meant to be used.
    Behavior,
}

impl Category {
    /// All four, in the order in which they are always shown.
    pub const ALL: [Self; 4] = [
        Self::Humanity,
        Self::Authenticity,
        Self::Uniqueness,
        Self::Behavior,
    ];

    /// Lower-case name, as in observation ids and in the keys of `confidence`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Humanity => "humanity",
            Self::Authenticity => "authenticity",
            Self::Uniqueness => "uniqueness",
            Self::Behavior => "behavior",
        }
    }

    /// Name for a person.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Humanity => "Humanity",
            Self::Authenticity => "Authenticity",
            Self::Uniqueness => "Uniqueness",
            Self::Behavior => "Behavior",
        }
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// A score as `GET /identities/{id}/scores` gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CategoryScore {
    /// What it is about.
    pub category: Category,
    /// 0 suspicious … 100 legitimate.
    #[schema(maximum = 100)]
    pub value: u8,
    /// 0 guess … 1 certain.
    pub confidence: f64,
}

/// The bands in which a score is shown, at the same edges everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// 70 and above.
    Good,
    /// 40 to 69.
    Watch,
    /// Below 40.
    Risk,
}

impl Band {
    /// The band of a score.
    pub const fn of(value: u8) -> Self {
        match value {
            70.. => Self::Good,
            40..=69 => Self::Watch,
            _ => Self::Risk,
        }
    }
}
