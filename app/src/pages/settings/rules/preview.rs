//! Whom a rule matches now, before it is saved.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::draft::Draft;
use super::form::Form;
use super::query::{self, Edited};
use crate::components::button::Button;
use crate::components::icon::Icon;
use crate::components::identity_link::short;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::pagination::grouped_signed;
use crate::components::score_chip::ScoreChip;
use crate::routes;
use crate::types::rule::{RuleMatch, RuleOverlap, RulePreview};
use crate::types::score::Category;

/// How long one may pause while typing.
const PAUSE: Duration = Duration::from_millis(600);

/// The count, a sample and the overlaps; asks again a moment after the conditions changed, or at a press.
#[component]
pub fn Preview(form: Form, may: bool) -> impl IntoView {
    let asked = RwSignal::new(None::<(Draft, u32)>);
    let presses = StoredValue::new(0_u32);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let ask = move || {
        let sketch = untrack(move || form.sketch());
        let whole = !sketch.conditions().is_empty();
        let named = with_name(sketch);
        let number = presses.try_get_value().unwrap_or(0);
        let _ = asked.try_set(whole.then_some((named, number)));
    };
    let conditions = Memo::new(move |_| form.conditions());
    Effect::new(move |before: Option<()>| {
        // Read, not only tracked: a memo that nobody has read hears of nothing.
        conditions.with(|_| ());
        if !may {
            return;
        }
        if let Some(Some(earlier)) = timer.try_update_value(Option::take) {
            earlier.clear();
        }
        let pause = if before.is_some() { PAUSE } else { Duration::ZERO };
        if let Ok(handle) = set_timeout_with_handle(ask, pause) {
            timer.set_value(Some(handle));
        }
    });
    on_cleanup(move || {
        if let Some(Some(handle)) = timer.try_update_value(Option::take) {
            handle.clear();
        }
    });
    let found = Resource::new(
        move || asked.get(),
        async |asked| match asked {
            Some((draft, _)) => draft.preview().await.map(Some),
            None => Ok(None),
        },
    );
    let press = move |()| {
        presses.update_value(|presses| *presses += 1);
        ask();
    };
    view! {
        <section class="card trial">
            <header class="trial__head">
                <h2 class="card__title">"Matches now"</h2>
                <Button icon=Icon::Refresh disabled=!may title=if may { "Count again" } else { "Trying rules takes the role analyst" } press=press>"Preview"</Button>
            </header>
            {(!may).then(|| view! { <p class="rules__why">"Trying rules takes the role analyst."</p> })}
            <Load resource=found skeleton=Skeleton::Lines let:preview>
                {match preview {
                    Some(preview) => view! { <Found preview/> }.into_any(),
                    None => view! { <p class="faint">"Who matches appears here once a condition is whole."</p> }.into_any(),
                }}
            </Load>
        </section>
    }
}

/// The API asks for a name, which says nothing about who matches.
fn with_name(mut sketch: Draft) -> Draft {
    match &mut sketch {
        Draft::Badge(rule) => {
            "Preview".clone_into(&mut rule.name);
            rule.priority = 0;
        }
        Draft::Escalation(rule) => "Preview".clone_into(&mut rule.name),
    }
    sketch
}

#[component]
fn Found(preview: RulePreview) -> impl IntoView {
    let of = format!(
        " of {} identities that are scored",
        grouped_signed(preview.identities)
    );
    let nobody = preview.matches == 0;
    let sample = preview.sample.into_iter().map(|one| view! { <Match one/> });
    let overlaps = preview.overlaps;
    view! {
        <p class="trial__count"><b>{grouped_signed(preview.matches)}</b>{of}</p>
        {nobody.then(|| view! { <p class="faint">"Nobody at this moment. Delays are left out."</p> })}
        <ul class="trial__sample">{sample.collect_view()}</ul>
        {(!overlaps.is_empty()).then(|| view! { <Overlaps overlaps/> })}
    }
}

#[component]
fn Match(one: RuleMatch) -> impl IntoView {
    let scores = [
        one.humanity_score,
        one.authenticity_score,
        one.uniqueness_score,
        one.behavior_score,
    ];
    let lowest = Category::ALL
        .into_iter()
        .zip(scores)
        .filter(|(_, score)| score.is_some())
        .min_by_key(|(_, score)| *score);
    view! {
        <li class="trial__match">
            <a href=routes::identity(&one.id)><bdi>{short(&one.label)}</bdi></a>
            {lowest.map(|(category, score)| view! {
                <span class="trial__score"><span class="faint">{category.label()}</span><ScoreChip category score/></span>
            })}
        </li>
    }
}

#[component]
fn Overlaps(overlaps: Vec<RuleOverlap>) -> impl IntoView {
    let items = overlaps.into_iter().map(|overlap| {
        let href = query::edit(overlap.kind, &Edited::Rule(overlap.id));
        view! { <li class="trial__match"><a href=href><bdi>{short(&overlap.name)}</bdi></a><span class="faint">{format!("{} in common", grouped_signed(overlap.matches))}</span></li> }
    });
    view! {
        <h3 class="escalation__title">"Other rules that match them"</h3>
        <ul class="trial__sample">{items.collect_view()}</ul>
    }
}
