//! Who needs a look, and who was here last.

use leptos::prelude::*;

use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::identity_link::IdentityLink;
use crate::components::score_chip::ScoreChip;
use crate::components::time::TimeAgoOr;
use crate::routes;
use crate::types::identity::Identity;
use crate::types::score::Category;

/// Identities at risk, the worst first, with the score that is lowest.
#[component]
pub fn NeedsReview(identities: Vec<Identity>) -> impl IntoView {
    let is_empty = identities.is_empty();
    let rows = identities.into_iter().map(|identity| {
        let lowest = Category::ALL
            .into_iter()
            .filter_map(|category| Some((category, identity.score(category)?)))
            .min_by_key(|(_, score)| *score);
        view! {
            <li class="people__row">
                <IdentityLink identity/>
                {lowest.map(|(category, score)| view! {
                    <span class="people__score">
                        <span class="people__category">{category.label()}</span>
                        <ScoreChip category score=Some(score)/>
                    </span>
                })}
            </li>
        }
    });
    view! {
        <section class="card people">
            <header class="card__head">
                <h2 class="card__title">"Needs review"</h2>
                <span class="card__note">"below 40 in any category"</span>
            </header>
            {if is_empty {
                view! { <Empty icon=Icon::Check title="Nobody at risk" text="No identity scores below 40."/> }.into_any()
            } else {
                view! { <ul class="people__list">{rows.collect_view()}</ul> }.into_any()
            }}
        </section>
    }
}

/// Identities heard of last.
#[component]
pub fn Recent(identities: Vec<Identity>) -> impl IntoView {
    let rows = identities.into_iter().map(|identity| {
        let at = identity.last_tracked_at;
        view! {
            <li class="people__row">
                <IdentityLink identity/>
                <span class="people__time"><TimeAgoOr at never="never"/></span>
            </li>
        }
    });
    view! {
        <section class="card people">
            <header class="card__head">
                <h2 class="card__title">"Recent"</h2>
                <a class="card__note" href=routes::IDENTITIES>"All identities"</a>
            </header>
            <ul class="people__list">{rows.collect_view()}</ul>
        </section>
    }
}
