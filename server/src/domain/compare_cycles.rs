//! What moved the scores between two cycles: analyzer by analyzer, in points that add up.

use app::types::analysis::{Analysis, Observation, Score};
use app::types::analysis_changes::{AnalysisChanges, ObservationChange, ScoreChange};
use app::types::ids::identity_id::IdentityId;
use app::types::score::Category;

use crate::error::Error;
use crate::store::database::Database;
use crate::store::scope::AccountId;

/// Compares a cycle with an earlier one: the given one, or the one just before.
pub async fn compare(
    database: &Database,
    account: AccountId,
    (number, id): (i64, &IdentityId),
    cycle: i64,
    since: Option<i64>,
) -> Result<AnalysisChanges, Error> {
    let store = database.account(account);
    let after = store
        .analysis(number, id, Some(cycle))
        .await?
        .ok_or(Error::NotFound)?;
    let since = match since {
        Some(since) => Some(since),
        None => store.cycle_before(number, cycle).await?,
    };
    let before = match since {
        Some(since) => Some(
            store
                .analysis(number, id, Some(since))
                .await?
                .ok_or(Error::NotFound)?,
        ),
        None => None,
    };
    let (to, until) = store.cycle_version(cycle).await?.ok_or(Error::NotFound)?;
    let (from, from_mark) = match since {
        Some(since) => store.cycle_version(since).await?.unzip(),
        None => (None, None),
    };
    Ok(AnalysisChanges {
        identity_id: id.clone(),
        from,
        to,
        scores: changes(before.as_ref(), &after),
        events: store
            .events_folded_between(number, from_mark.flatten(), until)
            .await?,
    })
}

/// The categories that either cycle scored, in their usual order.
fn changes(before: Option<&Analysis>, after: &Analysis) -> Vec<ScoreChange> {
    let changed = |category: Category| {
        let of = |analysis: &Analysis| {
            analysis
                .scores
                .iter()
                .find(|score| score.category == category)
                .cloned()
        };
        let (before, after) = (before.and_then(of), of(after));
        (before.is_some() || after.is_some()).then(|| ScoreChange {
            category,
            from: before.as_ref().map(|score| score.value),
            to: after.as_ref().map(|score| score.value),
            observations: moved(before.as_ref(), after.as_ref()),
        })
    };
    Category::ALL.into_iter().filter_map(changed).collect()
}

/// Analyzers that moved a score or say something else than before, those that moved it furthest first.
fn moved(before: Option<&Score>, after: Option<&Score>) -> Vec<ObservationChange> {
    fn observations(score: Option<&Score>) -> &[Observation] {
        score.map_or(&[], |score| &score.observations)
    }
    let find = |score, id: &str| observations(score).iter().find(|found| found.id == id);
    let gone = observations(before)
        .iter()
        .filter(|found| find(after, &found.id).is_none());
    let mut moved: Vec<ObservationChange> = observations(after)
        .iter()
        .chain(gone)
        .map(|found| {
            let (old, new) = (find(before, &found.id), find(after, &found.id));
            let (from, to) = (old.map_or(0.0, points), new.map_or(0.0, points));
            ObservationChange {
                id: found.id.clone(),
                label: found.label.clone(),
                from,
                to,
                moved: ((to - from) * 10.0).round() / 10.0,
                before: old.map(|old| old.explanation.clone()),
                after: new.map(|new| new.explanation.clone()),
            }
        })
        .filter(|change| change.moved != 0.0 || change.before != change.after)
        .collect();
    moved.sort_by(|a, b| {
        b.moved
            .abs()
            .total_cmp(&a.moved.abs())
            .then_with(|| a.id.cmp(&b.id))
    });
    moved
}

fn points(observation: &Observation) -> f64 {
    let points = observation.metadata.get("points");
    points.and_then(serde_json::Value::as_f64).unwrap_or_default()
}
