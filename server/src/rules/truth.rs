//! Whether conditions hold, and when time alone may change that.

use std::collections::BTreeSet;

use app::types::condition::Condition;

use super::facts::Facts;

/// Slugs of the badges that an identity wears.
pub type Worn = BTreeSet<String>;

/// Whether all conditions hold at a moment.
pub fn hold(conditions: &[Condition], facts: &Facts, worn: &Worn, at: i64) -> bool {
    conditions
        .iter()
        .all(|condition| holds(condition, facts, worn, at))
}

/// The next moment after `at` at which age makes a difference; `None` when other conditions decide.
pub fn next_turn(conditions: &[Condition], facts: &Facts, worn: &Worn, at: i64) -> Option<i64> {
    let lasting = |condition: &&Condition| turn(condition, facts).is_none();
    if !conditions
        .iter()
        .filter(lasting)
        .all(|condition| holds(condition, facts, worn, at))
    {
        return None;
    }
    conditions
        .iter()
        .filter_map(|condition| turn(condition, facts))
        .filter(|turn| *turn > at)
        .min()
}

fn holds(condition: &Condition, facts: &Facts, worn: &Worn, at: i64) -> bool {
    match condition {
        Condition::Score {
            category,
            side,
            threshold,
        } => {
            let passes = |score: Option<u8>| score.is_some_and(|score| side.holds(score, *threshold));
            match category {
                Some(category) => passes(facts.score(*category)),
                None => facts.scores.into_iter().any(passes),
            }
        }
        // The moment of a turn is the first at which the answer is another one.
        Condition::OlderThan(_) => turn(condition, facts).is_some_and(|turn| at >= turn),
        Condition::YoungerThan(_) => turn(condition, facts).is_some_and(|turn| at < turn),
        Condition::Wears(badge) => worn.contains(badge.as_str()),
        Condition::WearsNot(badge) => !worn.contains(badge.as_str()),
    }
}

/// When the passing of time changes the answer.
fn turn(condition: &Condition, facts: &Facts) -> Option<i64> {
    match condition {
        Condition::OlderThan(seconds) => Some(facts.created_at + seconds * 1000 + 1),
        Condition::YoungerThan(seconds) => Some(facts.created_at + seconds * 1000),
        _ => None,
    }
}
