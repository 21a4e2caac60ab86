//! What somebody or something says of a population: four scores for each identity, and links between them.

use std::collections::{BTreeMap, BTreeSet};

use super::category::Category;

/// A category without a score has no opinion: three of four people are fine.
pub const NO_OPINION: f64 = 75.0;
/// Below this the dashboard shows red.
pub const ALARM: f64 = 50.0;

/// Two identities, the lesser id first.
pub type Pair = (String, String);

/// The verdicts of one judge.
#[derive(Debug, Default)]
pub struct Verdicts {
    pub scores: BTreeMap<String, [Option<u8>; 4]>,
    /// How strong each link is, from 0 to 1, seen from its stronger end.
    pub links: BTreeMap<Pair, f64>,
}

impl Verdicts {
    /// The score of an identity.
    pub fn score(&self, id: &str, category: Category) -> f64 {
        let scores = self.scores.get(id).copied().unwrap_or_default();
        scores[category as usize].map_or(NO_OPINION, f64::from)
    }

    /// Notes a link.
    pub fn link(&mut self, one: &str, other: &str, strength: f64) {
        if one != other {
            let known = self.links.entry(pair(one, other)).or_default();
            *known = known.max(strength);
        }
    }

    /// The links of at least some strength.
    pub fn linked(&self, strength: f64) -> BTreeSet<&Pair> {
        let strong = self.links.iter().filter(|(_, value)| **value >= strength);
        strong.map(|(pair, _)| pair).collect()
    }
}

/// Two ids in order.
pub fn pair(one: &str, other: &str) -> Pair {
    let (one, other) = (one.to_owned(), other.to_owned());
    if one < other { (one, other) } else { (other, one) }
}
