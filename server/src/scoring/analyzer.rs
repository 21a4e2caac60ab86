//! What an analyzer is, and what it may say.

use app::types::score::Category;
use serde_json::{Map, Value};

use super::evidence::Evidence;

/// One way of looking at the evidence.
#[derive(Clone, Copy, Debug)]
pub struct Analyzer {
    /// Its name for ever: `category.file-name`.
    pub code: &'static str,
    /// Its name for a person.
    pub label: &'static str,
    /// The category that it speaks to.
    pub category: Category,
    /// The facts it draws on; analyzers of one group repeat each other in part.
    pub group: &'static str,
    /// How far it can move the score.
    pub reach: Reach,
    /// Looks, and says nothing when there is not enough to say.
    pub analyze: fn(&Evidence) -> Option<Finding>,
}

/// How far a certain finding moves a score, in log-odds: 1.0 is about 2.7 times as likely, 4.0 about 55 times.
#[derive(Clone, Copy, Debug)]
pub struct Reach {
    /// Towards suspicious.
    pub against: f64,
    /// Towards legitimate.
    pub in_favour: f64,
}

/// What an analyzer found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// −1 suspicious … 1 legitimate.
    pub lean: f64,
    /// 0 guess … 1 certain.
    pub confidence: f64,
    /// One sentence with the counts in it.
    pub explanation: String,
    /// The counts themselves.
    pub metadata: Map<String, Value>,
}

impl Finding {
    /// A finding without counts yet; lean and confidence are held to their ranges.
    pub fn new(lean: f64, confidence: f64, explanation: impl Into<String>) -> Self {
        Self {
            lean: lean.clamp(-1.0, 1.0),
            confidence: confidence.clamp(0.0, 1.0),
            explanation: explanation.into(),
            metadata: Map::new(),
        }
    }

    /// The same with one more count.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.metadata.insert(key.to_owned(), value.into());
        self
    }
}

/// `1 device`, `2 devices`: a count with its noun.
pub fn count(number: impl Into<i64>, noun: &str) -> String {
    let number = number.into();
    match (number, noun.ends_with("s") || noun.ends_with('x')) {
        (1, _) => format!("1 {noun}"),
        (_, true) => format!("{number} {noun}es"),
        (_, false) => match noun
            .strip_suffix('y')
            .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
        {
            Some(stem) => format!("{number} {stem}ies"),
            None => format!("{number} {noun}s"),
        },
    }
}

/// How much an amount weighs when the first ones tell most: 0 for none, half at `half`, towards 1.
pub fn saturating(amount: f64, half: f64) -> f64 {
    let amount = amount.max(0.0);
    amount / (amount + half)
}

#[cfg(test)]
mod tests {
    use super::{Finding, count, saturating};

    /// Nouns are inflected as English does.
    #[test]
    fn counts_read_well() {
        assert_eq!(count(1, "day"), "1 day");
        assert_eq!(count(2, "day"), "2 days");
        assert_eq!(count(2, "address"), "2 addresses");
        assert_eq!(count(2, "identity"), "2 identities");
    }

    /// More never weighs less, and never more than everything.
    #[test]
    fn saturation_is_bounded() {
        assert_eq!(saturating(-1.0, 3.0), 0.0);
        assert_eq!(saturating(3.0, 3.0), 0.5);
        assert!(saturating(1e12, 3.0) < 1.0 + f64::EPSILON);
    }

    /// A finding cannot claim more than everything.
    #[test]
    fn findings_stay_in_range() {
        let finding = Finding::new(-3.0, 7.0, "x");
        assert_eq!((finding.lean, finding.confidence), (-1.0, 1.0));
    }
}
