//! Badges that analyzers give by themselves, without a rule of the customer's.

use app::types::analysis::Score;
use app::types::badge::BadgeType;

/// A badge that an analyzer gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssuedBadge {
    /// Stable name; no rule of a customer's can have it.
    pub slug: &'static str,
    /// Name for a person.
    pub name: &'static str,
    /// Whether it is good news.
    pub kind: BadgeType,
    /// Code of the analyzer.
    analyzer: &'static str,
}

/// An analyzer gives its badge when it finds this much against somebody, and is this sure; own judgement.
const AGAINST: f64 = 0.3;
const SURE: f64 = 0.5;

/// Every badge of an analyzer's.
pub const ISSUED: &[IssuedBadge] = &[IssuedBadge {
    slug: "account-takeover-suspected",
    name: "Account takeover suspected",
    kind: BadgeType::Bad,
    analyzer: "behavior.account-takeover",
}];

/// The badges that a cycle gives, each with the analyzer's explanation.
pub fn issued(scores: &[Score]) -> Vec<(IssuedBadge, String)> {
    let observations = || scores.iter().flat_map(|score| &score.observations);
    ISSUED
        .iter()
        .filter_map(|badge| {
            let found = observations().find(|observation| observation.id == badge.analyzer)?;
            let given = found.value <= AGAINST && found.confidence >= SURE;
            given.then(|| (*badge, found.explanation.clone()))
        })
        .collect()
}

/// Of each badge the analyzer, the slug, and the highest value and least confidence with which it is given.
pub fn issued_by() -> impl Iterator<Item = (&'static str, &'static str, (f64, f64))> {
    ISSUED
        .iter()
        .map(|badge| (badge.analyzer, badge.slug, (AGAINST, SURE)))
}
