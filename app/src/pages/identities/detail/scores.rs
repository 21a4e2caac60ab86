//! The four scores, each with its trend and its two weightiest reasons.

use leptos::prelude::*;

use super::Portrait;
use super::observations::ranked;
use crate::components::score_card::{Reason, ScoreCard};
use crate::components::untrusted::visible;
use crate::types::analysis::HistoryEntry;
use crate::types::score::Category;

/// The score of a category in an earlier cycle.
pub const fn past_score(entry: &HistoryEntry, category: Category) -> Option<u8> {
    match category {
        Category::Humanity => entry.humanity_score,
        Category::Authenticity => entry.authenticity_score,
        Category::Uniqueness => entry.uniqueness_score,
        Category::Behavior => entry.behavior_score,
    }
}

/// The four cards.
#[component]
pub fn ScoreCards(portrait: Portrait) -> impl IntoView {
    let cards = Category::ALL.map(|category| {
        let identity = &portrait.identity;
        let found = portrait.analysis.as_ref().map(ranked).into_iter().flatten();
        let reasons: Vec<Reason> = found
            .filter(|finding| finding.observation.category == category && finding.impact.abs() >= 0.5)
            .take(2)
            .map(|finding| Reason {
                supports: finding.impact > 0.0,
                text: visible(&finding.observation.explanation),
            })
            .collect();
        let past = portrait.history.iter().rev();
        let trend = past
            .filter_map(|entry| past_score(entry, category))
            .map(f64::from)
            .collect();
        view! {
            <ScoreCard category score=identity.score(category)
                confidence=identity.confidence.get(category.key()).copied() trend reasons/>
        }
    });
    view! { <div class="score-cards">{cards.into_iter().collect_view()}</div> }
}
