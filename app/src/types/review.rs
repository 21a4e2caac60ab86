//! A written review of what is known about an identity.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ids::identity_id::IdentityId;
use super::time::Timestamp;

/// A review, asked for by a person and written soon after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Review {
    /// Number of the review.
    pub id: i64,
    /// Whom it is about.
    pub identity_id: IdentityId,
    /// How far it is.
    pub status: ReviewStatus,
    /// What the asking person wanted noted.
    pub user_feedback: Option<String>,
    /// The text, once it is finished: plain text, with empty lines between paragraphs.
    pub summary: Option<String>,
    /// Why there is none, once it has failed.
    pub error_message: Option<String>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it was finished or failed.
    pub completed_at: Option<Timestamp>,
}

/// How far a review is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum ReviewStatus {
    /// Waits to be written.
    Pending,
    /// Written.
    Finished,
    /// Could not be written.
    Failed,
}

/// Body of `POST /identities/{id}/actions/review`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviewRequest {
    /// What the asking person wants noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<Feedback>,
}

/// An analyst's note with a review: at most 2,000 characters; a blank one is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(max_length = 2000)]
pub struct Feedback(String);

impl Feedback {
    /// Characters of a note.
    pub const MAX_CHARS: usize = 2_000;

    /// The note, unless it is blank.
    pub fn note(&self) -> Option<&str> {
        Some(self.0.as_str()).filter(|text| !text.is_empty())
    }
}

impl TryFrom<String> for Feedback {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.chars().count() <= Self::MAX_CHARS {
            Ok(Self(text.trim().to_owned()))
        } else {
            Err("must have at most 2000 characters")
        }
    }
}

impl From<Feedback> for String {
    fn from(feedback: Feedback) -> Self {
        feedback.0
    }
}

#[cfg(test)]
mod tests {
    use super::Feedback;

    /// Up to the limit, with the blanks around it gone; a blank one says nothing.
    #[test]
    fn reads_notes() {
        let note = |text: &str| Feedback::try_from(text.to_owned());
        assert_eq!(note(" seen before \n").unwrap().note(), Some("seen before"));
        assert_eq!(note(" \n").unwrap().note(), None);
        assert!(note(&"é".repeat(2_000)).is_ok());
        assert!(note(&"é".repeat(2_001)).is_err());
    }
}
