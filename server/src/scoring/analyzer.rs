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

/// How far a certain finding moves a score, in log-odds: 1.0 is about 2.7 times as likely, 4.0 about 55
/// times.
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
    let hisses = ["s", "x", "ch", "sh"].iter().any(|ending| noun.ends_with(ending));
    let stem = noun
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match (number, stem) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) if hisses => format!("{number} {noun}es"),
        (_, None) => format!("{number} {noun}s"),
    }
}

/// `on the only day`, `on all 3 days`, `on 1 of 3 days`.
pub fn on_days(days: u32, of: u32) -> String {
    match (days, of) {
        (_, 1) => "on the only day".to_owned(),
        (days, of) if days >= of => format!("on all {of} days"),
        (days, of) => format!("on {days} of {of} days"),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub fn listed<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// How much an amount weighs when the first ones tell most: 0 for none, half at `half`, towards 1.
pub fn saturating(amount: f64, half: f64) -> f64 {
    let amount = amount.max(0.0);
    amount / (amount + half)
}

#[cfg(test)]
mod tests {
    use super::{Finding, count, listed, on_days, saturating};

    /// Nouns are inflected as English does.
    #[test]
    fn counts_read_well() {
        assert_eq!(count(1, "day"), "1 day");
        assert_eq!(count(2, "day"), "2 days");
        assert_eq!(count(2, "address"), "2 addresses");
        assert_eq!(count(2, "touch"), "2 touches");
        assert_eq!(count(2, "identity"), "2 identities");
    }

    /// A share of days is said as people say it.
    #[test]
    fn shares_of_days_read_well() {
        assert_eq!(
            [(1, 1), (3, 3), (1, 3)]
                .map(|(days, of)| on_days(days, of))
                .join(", "),
            "on the only day, on all 3 days, on 1 of 3 days"
        );
    }

    /// The last item has its own word.
    #[test]
    fn lists_read_well() {
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b"]), "a and b");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
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
