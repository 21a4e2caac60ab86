//! What each finding adds to a score, in points: from the start of every score to the score, without a remainder.
//!
//! The score is a curve of the sum of pulls, so a pull has no effect of its own. Each gets what Aumann and Shapley give it
//! (*Values of Non-Atomic Games*, 1974): all pulls grow together from nothing to their size, and every step up or down the
//! curve is shared in proportion. The order of the findings does not matter, and equal pulls get equal points.

use super::arithmetic::logistic;
use super::combine::PRIOR;

/// A score without any finding: 100 / (1 + e^−1.1), rounded.
pub const START: i64 = 75;
/// Points are told in tenths.
const TENTHS: f64 = 10.0;
/// A smaller sum has the slope of the curve at its start.
const FLAT: f64 = 1e-3;

/// The points of findings with these `log_odds`; they add up to `value` − `START` exactly.
pub fn contributions(log_odds: &[f64], value: u8) -> Vec<f64> {
    let sum: f64 = log_odds.iter().sum();
    let start = logistic(PRIOR);
    let slope = if sum.abs() < FLAT {
        start * (1.0 - start)
    } else {
        (logistic(PRIOR + sum) - start) / sum
    };
    let mut tenths: Vec<i64> = log_odds
        .iter()
        .map(|pull| (pull * slope * 100.0 * TENTHS).round() as i64)
        .collect();
    let mut missing = (i64::from(value) - START) * 10 - tenths.iter().sum::<i64>();
    // What rounding left over goes where it shows least, a tenth at a time.
    while missing != 0 {
        let largest = (0..tenths.len()).max_by_key(|at| (tenths[*at].abs(), std::cmp::Reverse(*at)));
        let Some(at) = largest.filter(|at| tenths[*at] != 0) else {
            break;
        };
        tenths[at] += missing.signum();
        missing -= missing.signum();
    }
    tenths.into_iter().map(|tenths| tenths as f64 / TENTHS).collect()
}

#[cfg(test)]
mod tests {
    use super::{START, contributions};
    use crate::scoring::arithmetic::logistic;
    use crate::scoring::combine::PRIOR;

    fn value(pulls: &[f64]) -> u8 {
        (logistic(PRIOR + pulls.iter().sum::<f64>()) * 100.0).round() as u8
    }

    /// Exactly, for pulls of all sizes and directions.
    #[test]
    fn they_add_up() {
        for pulls in [
            vec![],
            vec![0.0, 0.0],
            vec![-1.68, 0.2, -0.21],
            vec![1.9],
            vec![-4.6],
            vec![2.0, -2.0, 0.0004],
            vec![0.3; 12],
            vec![-0.01, 0.02, 0.013],
            vec![0.015, 0.006],
        ] {
            let value = value(&pulls);
            let points = contributions(&pulls, value);
            let sum: i64 = points.iter().map(|points| (points * 10.0).round() as i64).sum();
            assert_eq!(sum, (i64::from(value) - START) * 10, "{pulls:?} {points:?}");
            for (pull, points) in pulls.iter().zip(&points) {
                assert!(pull * points >= 0.0, "{pulls:?} {points:?}");
            }
        }
    }

    /// The worked example of the documentation.
    #[test]
    fn example() {
        assert_eq!(contributions(&[-1.68, 0.2, -0.21], 36), [-38.8, 4.7, -4.9]);
    }
}
