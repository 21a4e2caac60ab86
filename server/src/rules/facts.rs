//! What rules know of an identity.

use app::types::score::Category;

/// What is known of an identity from one cycle to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Scores in the order of `Category::ALL`; `None` where there is none.
    pub scores: [Option<u8>; 4],
    /// When it was first seen.
    pub created_at: i64,
}

impl Facts {
    /// The score of a category.
    pub fn score(&self, category: Category) -> Option<u8> {
        let position = Category::ALL.iter().position(|known| *known == category)?;
        self.scores[position]
    }
}
