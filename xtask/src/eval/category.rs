//! The four questions that an identity is scored by.

/// One of them, in the order of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    Humanity,
    Authenticity,
    Uniqueness,
    Behavior,
}

impl Category {
    /// All four.
    pub const ALL: [Self; 4] = [
        Self::Humanity,
        Self::Authenticity,
        Self::Uniqueness,
        Self::Behavior,
    ];

    /// As documents head their columns.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Humanity => "Humanity",
            Self::Authenticity => "Authenticity",
            Self::Uniqueness => "Uniqueness",
            Self::Behavior => "Behavior",
        }
    }

    /// The field of an identity that holds its score.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Humanity => "humanityScore",
            Self::Authenticity => "authenticityScore",
            Self::Uniqueness => "uniquenessScore",
            Self::Behavior => "behaviorScore",
        }
    }
}
