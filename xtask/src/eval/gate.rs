//! What must not get worse: floors that the small population has to hold.

use super::category::Category;
use super::outcome::Outcome;

/// The least that a category may do: area under the curve, share caught at one false alarm in a hundred, and share of the
/// good that is spared. A little below what was measured; to be raised whenever that is.
const CATEGORIES: [(Category, f64, f64, f64); 4] = [
    (Category::Humanity, 0.99, 0.90, 0.99),
    (Category::Authenticity, 0.80, 0.50, 0.99),
    (Category::Uniqueness, 0.65, 0.25, 0.85),
    (Category::Behavior, 0.70, 0.35, 0.99),
];
/// The least F1 of links worth showing.
const LINKS: f64 = 0.28;

/// What is worse than it may be, in sentences.
pub fn check(outcome: &Outcome) -> Vec<String> {
    let mut worse = Vec::new();
    let mut least = |what: String, is: f64, floor: f64| {
        if is < floor {
            worse.push(format!("{what} is {is:.3}, the floor is {floor:.3}"));
        }
    };
    for (category, area, caught, spared) in CATEGORIES {
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
            spared,
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
