//! What must not get worse: floors that the small population has to hold.

use super::category::Category;
use super::outcome::Outcome;

/// The least that a category may do: area under the curve, and share caught at one false alarm in a hundred.
const CATEGORIES: [(Category, f64, f64); 4] = [
    (Category::Humanity, 0.0, 0.0),
    (Category::Authenticity, 0.0, 0.0),
    (Category::Uniqueness, 0.0, 0.0),
    (Category::Behavior, 0.0, 0.0),
];
/// The largest share of the good, odd ones included, below 50 in a category.
const FALSE_ALARMS: f64 = 1.0;
/// The least F1 of links worth showing.
const LINKS: f64 = 0.0;

/// What is worse than it may be, in sentences.
pub fn check(outcome: &Outcome) -> Vec<String> {
    let mut worse = Vec::new();
    let mut least = |what: String, is: f64, floor: f64| {
        if is < floor {
            worse.push(format!("{what} is {is:.3}, the floor is {floor:.3}"));
        }
    };
    for (category, area, caught) in CATEGORIES {
        let Some(told) = outcome.ours.told.get(&category) else {
            least(format!("{}: scored", category.label()), 0.0, 1.0);
            continue;
        };
        least(format!("{}: AUC", category.label()), told.auc, area);
        least(
            format!("{}: caught at 1 %", category.label()),
            told.cut.caught,
            caught,
        );
        least(
            format!("{}: good ones spared", category.label()),
            1.0 - told.alarmed,
            1.0 - FALSE_ALARMS,
        );
    }
    least("links: F1".to_owned(), outcome.ours.strong_links.f1(), LINKS);
    least(
        "same scores after a rebuild".to_owned(),
        outcome.same_after_rebuild,
        1.0,
    );
    worse
}
