//! What a rule asks of an identity: flat conditions, all of which must hold.

pub mod described;

use std::fmt;

use serde::{Deserialize, Serialize};

use super::ids::slug::Slug;
use super::score::Category;
use super::whole_number::whole_number_or_none;

/// Seconds that a condition or a delay may name, at most: ten years.
pub const MAX_SECONDS: i64 = 315_360_000;

/// A condition. Its parts fit each other: a bad one cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ConditionBody", into = "ConditionBody")]
pub enum Condition {
    /// A score lies on one side of a threshold; an unscored category lies on neither.
    Score {
        /// Of this category; `None`: of any.
        category: Option<Category>,
        /// On which side.
        side: Side,
        /// 0 to 100.
        threshold: u8,
    },
    /// First seen more than so many seconds ago.
    OlderThan(i64),
    /// First seen less than so many seconds ago.
    YoungerThan(i64),
    /// Wears a badge.
    Wears(Slug),
    /// Does not wear a badge.
    WearsNot(Slug),
}

/// Which side of a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Less than it.
    Below,
    /// It or less.
    AtMost,
    /// More than it.
    Above,
    /// It or more.
    AtLeast,
}

impl Side {
    /// Whether a score lies there.
    pub const fn holds(self, score: u8, threshold: u8) -> bool {
        match self {
            Self::Below => score < threshold,
            Self::AtMost => score <= threshold,
            Self::Above => score > threshold,
            Self::AtLeast => score >= threshold,
        }
    }

    /// In words, before the threshold.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::AtMost => "at most",
            Self::Above => "above",
            Self::AtLeast => "at least",
        }
    }
}

impl Condition {
    /// Whether only escalation rules may ask for it.
    pub const fn is_for_escalations(&self) -> bool {
        matches!(self, Self::YoungerThan(_) | Self::Wears(_) | Self::WearsNot(_))
    }
}

/// The condition in words, to stand after the one whom it is about: `Humanity is below 40`.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Score {
                category,
                side,
                threshold,
            } => {
                let what = category.map_or("any score", Category::label);
                write!(f, "{what} is {} {threshold}", side.words())
            }
            Self::OlderThan(seconds) => write!(f, "it was first seen more than {} ago", duration(*seconds)),
            Self::YoungerThan(seconds) => write!(f, "it was first seen less than {} ago", duration(*seconds)),
            Self::Wears(badge) => write!(f, "it wears the badge {badge}"),
            Self::WearsNot(badge) => write!(f, "it does not wear the badge {badge}"),
        }
    }
}

/// Conditions in words, joined: `Humanity is below 40 and it was first seen more than 7 days ago`.
pub fn sentence(conditions: &[Condition]) -> String {
    let words: Vec<String> = conditions.iter().map(ToString::to_string).collect();
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

/// Seconds in the largest unit that leaves no rest: `90 minutes`, `2 days`.
pub fn duration(seconds: i64) -> String {
    let units = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")];
    let (size, name) = units
        .into_iter()
        .find(|(size, _)| seconds >= *size && seconds % size == 0)
        .unwrap_or((1, "second"));
    let count = seconds / size;
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}

/// Kinds of conditions, as they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ConditionKind {
    /// The score is below the threshold.
    ScoreLt,
    /// The score is at most the threshold.
    ScoreLte,
    /// The score is above the threshold.
    ScoreGt,
    /// The score is at least the threshold.
    ScoreGte,
    /// First seen more than `seconds` ago.
    IdentityAgeGt,
    /// First seen less than `seconds` ago; in escalation rules.
    IdentityAgeLt,
    /// Wears `badge`; in escalation rules.
    BadgeExists,
    /// Does not wear `badge`; in escalation rules.
    BadgeNotExists,
}

/// What a score condition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum ConditionCategory {
    /// Whichever category.
    Any,
    /// A person rather than a program.
    Humanity,
    /// Someone real.
    Authenticity,
    /// One person with one account.
    Uniqueness,
    /// Someone who means well.
    Behavior,
}

/// A condition as it is written: what its kind has no use for is `null`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConditionBody {
    /// What is asked.
    pub condition: ConditionKind,
    /// Of which score; with `SCORE_…`.
    #[serde(default)]
    pub category: Option<ConditionCategory>,
    /// Compared with this; with `SCORE_…`.
    #[serde(default, deserialize_with = "whole_number_or_none")]
    pub threshold: Option<i64>,
    /// Slug of a badge; with `BADGE_…`.
    #[serde(default)]
    pub badge: Option<Slug>,
    /// Age in seconds; with `IDENTITY_AGE_…`.
    #[serde(default, deserialize_with = "whole_number_or_none")]
    pub seconds: Option<i64>,
}

impl TryFrom<ConditionBody> for Condition {
    type Error = &'static str;

    fn try_from(body: ConditionBody) -> Result<Self, Self::Error> {
        use ConditionKind as Kind;
        let (score, age, badge) = match body.condition {
            Kind::ScoreLt | Kind::ScoreLte | Kind::ScoreGt | Kind::ScoreGte => (true, false, false),
            Kind::IdentityAgeGt | Kind::IdentityAgeLt => (false, true, false),
            Kind::BadgeExists | Kind::BadgeNotExists => (false, false, true),
        };
        if !score && (body.category.is_some() || body.threshold.is_some()) {
            return Err("category and threshold go with SCORE_ conditions only");
        }
        if !age && body.seconds.is_some() {
            return Err("seconds goes with IDENTITY_AGE_ conditions only");
        }
        if !badge && body.badge.is_some() {
            return Err("badge goes with BADGE_ conditions only");
        }
        let seconds = || match body.seconds {
            Some(seconds @ 0..=MAX_SECONDS) => Ok(seconds),
            _ => Err("an IDENTITY_AGE_ condition needs seconds from 0 to 315360000"),
        };
        let side = match body.condition {
            Kind::ScoreLt => Side::Below,
            Kind::ScoreLte => Side::AtMost,
            Kind::ScoreGt => Side::Above,
            Kind::ScoreGte => Side::AtLeast,
            Kind::IdentityAgeGt => return seconds().map(Self::OlderThan),
            Kind::IdentityAgeLt => return seconds().map(Self::YoungerThan),
            Kind::BadgeExists => return body.badge.map(Self::Wears).ok_or("BADGE_EXISTS needs a badge"),
            Kind::BadgeNotExists => {
                return body
                    .badge
                    .map(Self::WearsNot)
                    .ok_or("BADGE_NOT_EXISTS needs a badge");
            }
        };
        let threshold = body.threshold.and_then(|threshold| u8::try_from(threshold).ok());
        let (Some(category), Some(threshold @ 0..=100)) = (body.category, threshold) else {
            return Err("a SCORE_ condition needs a category and a threshold from 0 to 100");
        };
        Ok(Self::Score {
            category: match category {
                ConditionCategory::Any => None,
                ConditionCategory::Humanity => Some(Category::Humanity),
                ConditionCategory::Authenticity => Some(Category::Authenticity),
                ConditionCategory::Uniqueness => Some(Category::Uniqueness),
                ConditionCategory::Behavior => Some(Category::Behavior),
            },
            side,
            threshold,
        })
    }
}

impl From<Condition> for ConditionBody {
    fn from(condition: Condition) -> Self {
        let empty = |condition| Self {
            condition,
            category: None,
            threshold: None,
            badge: None,
            seconds: None,
        };
        match condition {
            Condition::Score {
                category,
                side,
                threshold,
            } => Self {
                category: Some(match category {
                    None => ConditionCategory::Any,
                    Some(Category::Humanity) => ConditionCategory::Humanity,
                    Some(Category::Authenticity) => ConditionCategory::Authenticity,
                    Some(Category::Uniqueness) => ConditionCategory::Uniqueness,
                    Some(Category::Behavior) => ConditionCategory::Behavior,
                }),
                threshold: Some(threshold.into()),
                ..empty(match side {
                    Side::Below => ConditionKind::ScoreLt,
                    Side::AtMost => ConditionKind::ScoreLte,
                    Side::Above => ConditionKind::ScoreGt,
                    Side::AtLeast => ConditionKind::ScoreGte,
                })
            },
            Condition::OlderThan(seconds) => Self {
                seconds: Some(seconds),
                ..empty(ConditionKind::IdentityAgeGt)
            },
            Condition::YoungerThan(seconds) => Self {
                seconds: Some(seconds),
                ..empty(ConditionKind::IdentityAgeLt)
            },
            Condition::Wears(badge) => Self {
                badge: Some(badge),
                ..empty(ConditionKind::BadgeExists)
            },
            Condition::WearsNot(badge) => Self {
                badge: Some(badge),
                ..empty(ConditionKind::BadgeNotExists)
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Condition, duration, sentence};

    fn read(json: &str) -> Result<Condition, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    /// What is read is written the same, and said in words.
    #[test]
    fn reads_writes_and_tells() {
        let table = [
            (
                r#"{"condition":"SCORE_LT","category":"ANY","threshold":20}"#,
                "any score is below 20",
            ),
            (
                r#"{"condition":"SCORE_GTE","category":"BEHAVIOR","threshold":100}"#,
                "Behavior is at least 100",
            ),
            (
                r#"{"condition":"IDENTITY_AGE_GT","seconds":604800}"#,
                "it was first seen more than 7 days ago",
            ),
            (
                r#"{"condition":"IDENTITY_AGE_LT","seconds":5400}"#,
                "it was first seen less than 90 minutes ago",
            ),
            (
                r#"{"condition":"BADGE_NOT_EXISTS","badge":"trusted"}"#,
                "it does not wear the badge trusted",
            ),
        ];
        for (json, words) in table {
            let condition = read(json).unwrap();
            assert_eq!(condition.to_string(), words);
            let written = serde_json::to_string(&condition).unwrap();
            assert_eq!(read(&written).unwrap(), condition);
        }
        let all: Vec<Condition> = table.iter().map(|(json, _)| read(json).unwrap()).collect();
        assert_eq!(
            sentence(&all[..2]),
            "any score is below 20 and Behavior is at least 100"
        );
        assert_eq!(
            (duration(0), duration(1)),
            ("0 seconds".to_owned(), "1 second".to_owned())
        );
    }

    /// A part too many, a part missing, a part out of range.
    #[test]
    fn refuses_what_does_not_fit() {
        for (json, named) in [
            (r#"{"condition":"SCORE_LT","category":"ANY"}"#, "threshold"),
            (
                r#"{"condition":"SCORE_LT","category":"ANY","threshold":101}"#,
                "threshold",
            ),
            (
                r#"{"condition":"SCORE_LT","category":"ANY","threshold":1,"seconds":1}"#,
                "seconds",
            ),
            (r#"{"condition":"IDENTITY_AGE_GT","seconds":-1}"#, "seconds"),
            (
                r#"{"condition":"IDENTITY_AGE_GT","seconds":1,"badge":"a"}"#,
                "badge",
            ),
            (r#"{"condition":"BADGE_EXISTS"}"#, "badge"),
            (
                r#"{"condition":"BADGE_EXISTS","badge":"a","threshold":1}"#,
                "threshold",
            ),
            (r#"{"condition":"BADGE_EXISTS","badge":"A b"}"#, "must be 1 to 50"),
            (
                r#"{"condition":"SCORE_EQ","category":"ANY","threshold":1}"#,
                "SCORE_EQ",
            ),
        ] {
            let error = read(json).unwrap_err();
            assert!(error.contains(named), "{json}: {error}");
        }
    }
}
