//! Works stored cycles out again, and says where they are not what was stored.

use app::types::analysis::{Analysis, Score};
use app::types::ids::identity_id::IdentityId;

use super::analyze::{AnalyzeError, analyze_from_start};
use super::interpretation::Interpretation;
use crate::clock::Clock;
use crate::scoring::arithmetic::logistic;
use crate::scoring::combine::PRIOR;
use crate::scoring::contributions::START;
use crate::store::database::Database;
use crate::store::scope::AccountId;

/// What came of looking at one identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its cycles are as they must be.
    Holds,
    /// It was not scored yet, or something happened since: its next cycle is still to come.
    Unsettled,
    /// Its latest cycle was worked out with another version of something.
    OtherVersion,
    /// A cycle is not what it should be.
    Differs {
        /// Number of the cycle.
        cycle: i64,
        /// In what.
        what: String,
    },
}

/// Looks at the stored cycles of one identity: in each, what was found must add up to the scores, and the latest must
/// come out the same when all events are folded again from the first.
pub async fn verify(
    database: &Database,
    account: AccountId,
    (number, id): (i64, &IdentityId),
    interpretation: &Interpretation,
) -> Result<Verdict, AnalyzeError> {
    let store = database.background(account);
    let mut cycle = None;
    let mut latest: Option<Analysis> = None;
    loop {
        let Some(analysis) = store.analysis(number, id, cycle).await? else {
            break;
        };
        if let Some(what) = analysis.scores.iter().find_map(remainder) {
            let cycle = analysis.id;
            return Ok(Verdict::Differs { cycle, what });
        }
        cycle = store.cycle_before(number, analysis.id).await?;
        latest.get_or_insert(analysis);
        if cycle.is_none() {
            break;
        }
    }
    let Some(latest) = latest else {
        return Ok(Verdict::Unsettled);
    };
    latest_holds(database, account, number, &latest, interpretation).await
}

async fn latest_holds(
    database: &Database,
    account: AccountId,
    number: i64,
    latest: &Analysis,
    interpretation: &Interpretation,
) -> Result<Verdict, AnalyzeError> {
    let store = database.background(account);
    let Some((_, Some(mark))) = store.cycle_version(latest.id).await? else {
        return Ok(Verdict::OtherVersion);
    };
    if store.versions_of(latest.id).await? != Some(interpretation.versions()) {
        return Ok(Verdict::OtherVersion);
    }
    let clock = Clock::system();
    let Some(again) = analyze_from_start(database, account, number, interpretation, &clock).await? else {
        return Ok(Verdict::Unsettled);
    };
    let again = again.finished();
    if again.mark != mark
        || store
            .is_queued(crate::jobs::analyze_identity::KIND, number)
            .await?
    {
        return Ok(Verdict::Unsettled);
    }
    let differs = |what: String| Verdict::Differs {
        cycle: latest.id,
        what,
    };
    if let Some(kept) = store.evidence(number).await?
        && kept.history != again.history
    {
        return Ok(differs("the evidence is not what its events fold to".to_owned()));
    }
    let pairs = latest.scores.iter().zip(again.scores);
    if let Some((stored, now)) = pairs.into_iter().find(|(stored, now)| stored != now) {
        return Ok(differs(format!(
            "{} was {} and comes out as {}",
            stored.category, stored.value, now.value
        )));
    }
    if latest.scores.len() != again.scores.len() {
        return Ok(differs("not the same categories are scored".to_owned()));
    }
    Ok(Verdict::Holds)
}

/// What is wrong with how a stored score adds up.
fn remainder(score: &Score) -> Option<String> {
    let of = |key: &str| {
        let values = score
            .observations
            .iter()
            .map(|found| found.metadata.get(key)?.as_f64());
        values.collect::<Option<Vec<f64>>>()
    };
    if let Some(pulls) = of("logOdds") {
        let value = (logistic(PRIOR + pulls.iter().sum::<f64>()) * 100.0).round();
        if (value - f64::from(score.value)).abs() > 0.0 {
            return Some(format!(
                "{} is {} and its findings make {value}",
                score.category, score.value
            ));
        }
    }
    // Cycles of before points were kept have none.
    let tenths: i64 = of("points")?
        .iter()
        .map(|points| (points * 10.0).round() as i64)
        .sum();
    let missing = (i64::from(score.value) - START) * 10 - tenths;
    (missing != 0).then(|| format!("the points of {} leave {missing} tenths over", score.category))
}

#[cfg(test)]
mod tests {
    use app::types::analysis::{Observation, Score};
    use app::types::score::Category;
    use serde_json::json;

    use super::remainder;

    /// A score of two findings.
    fn score(value: u8, points: [f64; 2]) -> Score {
        let observations = [-1.68, 0.2]
            .into_iter()
            .zip(points)
            .map(|(pull, points)| Observation {
                category: Category::Humanity,
                id: "humanity.test".to_owned(),
                label: "Test".to_owned(),
                explanation: "Found 1 thing.".to_owned(),
                value: 0.5,
                confidence: 0.5,
                weight: 0.5,
                metadata: json!({ "logOdds": pull, "points": points })
                    .as_object()
                    .unwrap()
                    .clone(),
            });
        Score {
            category: Category::Humanity,
            value,
            confidence: 0.5,
            observations: observations.collect(),
        }
    }

    /// What adds up leaves nothing over; a score or points that were changed do.
    #[test]
    fn sums_are_checked() {
        assert_eq!(remainder(&score(41, [-38.6, 4.6])), None);
        assert!(remainder(&score(42, [-37.6, 4.6])).is_some());
        assert!(remainder(&score(41, [-38.6, 4.7])).is_some());
    }
}
