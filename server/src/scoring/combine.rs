//! From findings to one score: log-odds added up, with repetition and excess damped.

use std::cmp::Ordering;

use super::analyzer::{Analyzer, Finding};
use super::arithmetic::{logistic, round4};

/// Where a score starts: three of four people are fine (log-odds 1.1 is 75 %).
pub const PRIOR: f64 = 1.1;
/// A second finding of the same group and direction counts so much, a third that much again less.
pub const REPEAT: f64 = 0.35;
/// Good evidence can add no more than this, however much there is: 75 becomes at most 95.
pub const MOST_IN_FAVOUR: f64 = 1.9;
/// Bad evidence can take no more than this: 75 becomes at least 3.
pub const MOST_AGAINST: f64 = 4.6;

/// One analyzer with what it found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Who looked.
    pub analyzer: &'static Analyzer,
    /// What was found.
    pub finding: Finding,
}

/// A category's score and how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Combined {
    /// 0 suspicious … 100 legitimate.
    pub value: u8,
    /// Log-odds that each finding adds to the prior, in the order of the findings.
    pub log_odds: Vec<f64>,
    /// Share of each finding in all that moved the score; they add up to one.
    pub weights: Vec<f64>,
}

/// Adds the findings of one category up.
pub fn combine(found: &[Found]) -> Combined {
    let log_odds = damp_excess(&damp_repeats(found));
    let sum: f64 = log_odds.iter().sum();
    let value = (logistic(PRIOR + sum) * 100.0).round().clamp(0.0, 100.0);
    // Within 0 and 100 after the clamp.
    Combined {
        value: value as u8,
        weights: shares(&log_odds),
        log_odds,
    }
}

/// What a finding adds if it stands alone.
fn pull(found: &Found) -> f64 {
    let Finding { lean, confidence, .. } = found.finding;
    let reach = found.analyzer.reach;
    lean * confidence
        * if lean < 0.0 {
            reach.against
        } else {
            reach.in_favour
        }
}

/// Findings of one group rest on the same facts: the strongest counts whole, the others less and less.
fn damp_repeats(found: &[Found]) -> Vec<f64> {
    let pulls: Vec<f64> = found.iter().map(pull).collect();
    let stronger = |a: usize, b: usize| match pulls[a].abs().total_cmp(&pulls[b].abs()) {
        Ordering::Equal => a < b,
        order => order == Ordering::Greater,
    };
    let repeats = |index: usize, other: usize| {
        other != index
            && found[other].analyzer.group == found[index].analyzer.group
            && (pulls[other] < 0.0) == (pulls[index] < 0.0)
            && stronger(other, index)
    };
    let damped = |index: usize| {
        let before = (0..found.len()).filter(|other| repeats(index, *other)).count();
        (0..before).fold(pulls[index], |pull, _| pull * REPEAT)
    };
    (0..found.len()).map(damped).collect()
}

/// Scales each direction down to its limit, so that what is listed still adds up to the score.
fn damp_excess(pulls: &[f64]) -> Vec<f64> {
    let total = |sign: f64| pulls.iter().map(|pull| (pull * sign).max(0.0)).sum::<f64>();
    let scale = |total: f64, most: f64| if total > most { most / total } else { 1.0 };
    let (in_favour, against) = (
        scale(total(1.0), MOST_IN_FAVOUR),
        scale(total(-1.0), MOST_AGAINST),
    );
    pulls
        .iter()
        .map(|pull| round4(pull * if *pull < 0.0 { against } else { in_favour }))
        .collect()
}

/// Ten-thousandths by largest remainder, so that they add up to exactly one; equal shares when nothing moved.
fn shares(log_odds: &[f64]) -> Vec<f64> {
    const WHOLE: u32 = 10_000;
    let total: f64 = log_odds.iter().map(|pull| pull.abs()).sum();
    let count = log_odds.len().max(1) as f64;
    let exact = |pull: &f64| {
        f64::from(WHOLE)
            * if total > 0.0 {
                pull.abs() / total
            } else {
                1.0 / count
            }
    };
    let exact: Vec<f64> = log_odds.iter().map(exact).collect();
    let mut whole: Vec<u32> = exact.iter().map(|share| share.floor() as u32).collect();
    let mut order: Vec<usize> = (0..whole.len()).collect();
    order.sort_by(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()).then(a.cmp(b)));
    let missing = WHOLE.saturating_sub(whole.iter().sum()) as usize;
    for index in order
        .into_iter()
        .cycle()
        .take(if whole.is_empty() { 0 } else { missing })
    {
        whole[index] += 1;
    }
    whole
        .into_iter()
        .map(|share| f64::from(share) / f64::from(WHOLE))
        .collect()
}

#[cfg(test)]
mod tests;
