//! How well scores tell the bad from the good, in numbers.

/// The chance that somebody bad scores lower than somebody good: the area under the ROC curve. Equal scores count half.
pub fn auc(bad: &[f64], good: &[f64]) -> Option<f64> {
    if bad.is_empty() || good.is_empty() {
        return None;
    }
    let good = sorted(good);
    let above: f64 = bad
        .iter()
        .map(|score| {
            let below = good.partition_point(|other| other < score);
            let not_above = good.partition_point(|other| other <= score);
            (good.len() - not_above) as f64 + (not_above - below) as f64 / 2.0
        })
        .sum();
    Some(above / (bad.len() * good.len()) as f64)
}

/// Where a line is drawn, and what lies below it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// Who scores below this is flagged.
    pub below: f64,
    /// Share of the bad that is flagged.
    pub caught: f64,
}

/// The highest line below which at most such a share of the good lies, and the share of the bad below it. Scores that are
/// equal lie on the same side: nothing is interpolated.
pub fn cut_at(bad: &[f64], good: &[f64], share: f64) -> Option<Cut> {
    if bad.is_empty() || good.is_empty() {
        return None;
    }
    let good = sorted(good);
    let allowed = (share * good.len() as f64).floor() as usize;
    // Everybody strictly below the first one who may not be flagged.
    let below = good.get(allowed).copied().unwrap_or(f64::INFINITY);
    Some(Cut {
        below,
        caught: share_below(bad, below),
    })
}

/// The share of the scores below a line; 0 of none.
pub fn share_below(scores: &[f64], line: f64) -> f64 {
    let below = scores.iter().filter(|score| **score < line).count();
    if scores.is_empty() {
        0.0
    } else {
        below as f64 / scores.len() as f64
    }
}

/// The mean; nothing of none.
pub fn mean(scores: &[f64]) -> Option<f64> {
    (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
}

/// The middle one, the lower of two.
pub fn median(scores: &[f64]) -> Option<f64> {
    let scores = sorted(scores);
    scores.get(scores.len().saturating_sub(1) / 2).copied()
}

/// How many of the found were right, how many of the right were found, and both in one number.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Found {
    pub right: usize,
    pub wrong: usize,
    pub missed: usize,
}

impl Found {
    /// Share of the found that is right.
    pub fn precision(self) -> f64 {
        ratio(self.right, self.right + self.wrong)
    }

    /// Share of the right that is found.
    pub fn recall(self) -> f64 {
        ratio(self.right, self.right + self.missed)
    }

    /// The harmonic mean of the two.
    pub fn f1(self) -> f64 {
        ratio(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

fn sorted(scores: &[f64]) -> Vec<f64> {
    let mut scores = scores.to_vec();
    scores.sort_by(f64::total_cmp);
    scores
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bad 10, 40, 50 against good 40, 60, 80, 90. Pairs in order: 10 before all four; 40 ties with 40 and comes before
    /// three; 50 comes after 40 and before three. (4 + 3.5 + 3) / 12.
    #[test]
    fn the_area_counts_pairs_and_halves_ties() {
        let area = auc(&[10.0, 40.0, 50.0], &[90.0, 40.0, 80.0, 60.0]).unwrap();
        assert!((area - 10.5 / 12.0).abs() < 1e-12);
        assert_eq!(auc(&[1.0], &[2.0, 3.0]), Some(1.0));
        assert_eq!(auc(&[5.0, 5.0], &[5.0]), Some(0.5));
        assert_eq!(auc(&[9.0], &[1.0]), Some(0.0));
        assert_eq!(auc(&[], &[1.0]), None);
    }

    /// Ten good ones from 10 to 100. One of ten may be flagged: the line is at 20, and of the bad 5, 15, 20, 30 two lie
    /// below it.
    #[test]
    fn the_line_flags_no_more_of_the_good_than_allowed() {
        let good: Vec<f64> = (1..=10).map(|score| f64::from(score) * 10.0).collect();
        let bad = [5.0, 15.0, 20.0, 30.0];
        let cut = |share| cut_at(&bad, &good, share).unwrap();
        assert_eq!(
            cut(0.1),
            Cut {
                below: 20.0,
                caught: 0.5
            }
        );
        // One in a hundred of ten is nobody.
        assert_eq!(
            cut(0.01),
            Cut {
                below: 10.0,
                caught: 0.25
            }
        );
        assert_eq!(cut(1.0).caught, 1.0);
    }

    /// Two good ones share the score at the line: neither is flagged.
    #[test]
    fn ties_at_the_line_are_spared() {
        let good = [30.0, 30.0, 80.0, 90.0];
        let cut = cut_at(&[20.0, 30.0], &good, 0.25).unwrap();
        assert_eq!(
            cut,
            Cut {
                below: 30.0,
                caught: 0.5
            }
        );
    }

    /// 6 right, 2 wrong, 4 missed: precision 6/8, recall 6/10, F1 12/18.
    #[test]
    fn what_is_found() {
        let found = Found {
            right: 6,
            wrong: 2,
            missed: 4,
        };
        assert_eq!((found.precision(), found.recall()), (0.75, 0.6));
        assert!((found.f1() - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(Found::default().f1(), 0.0);
    }

    #[test]
    fn middles() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0]), Some(1.0));
        assert_eq!((median(&[]), mean(&[])), (None, None));
        assert_eq!(mean(&[1.0, 2.0]), Some(1.5));
        assert_eq!(share_below(&[1.0, 2.0, 3.0, 4.0], 3.0), 0.5);
    }
}
