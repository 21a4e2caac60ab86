//! What moved the scores up to one cycle: findings that came, went or changed, and the events behind them.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::Subject;
use crate::api;
use crate::api::client::{ApiError, ApiResult};
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::score_chip::ScoreChip;
use crate::components::time::TimeExact;
use crate::components::untrusted::visible;
use crate::types::analysis_changes::{
    AnalysisChanges, CycleVersion, EventsBetween, ObservationChange, ScoreChange,
};

/// The chosen cycle against the one before; the latest until another one is chosen.
#[component]
pub fn Changes(subject: Subject, chosen: RwSignal<Option<i64>>) -> impl IntoView {
    let changes = Resource::new(
        move || (subject.source(), chosen.get()),
        |((id, _), chosen)| changes(id, chosen),
    );
    view! {
        <Load resource=changes skeleton=Skeleton::Rows let:changes>
            {changes.map(|changes| view! { <section class="card changes-card"><Compared changes/></section> })}
        </Load>
    }
}

/// Nothing where nobody was ever analyzed.
async fn changes(id: String, chosen: Option<i64>) -> ApiResult<Option<AnalysisChanges>> {
    let cycle = match chosen {
        Some(cycle) => cycle,
        None => match api::identities::analysis(&id).await {
            Ok(analysis) => analysis.id,
            Err(ApiError::Refused(body)) if body.status == 404 => return Ok(None),
            Err(error) => return Err(error),
        },
    };
    api::identities::changes(&id, cycle).await.map(Some)
}

#[component]
fn Compared(changes: AnalysisChanges) -> impl IntoView {
    let AnalysisChanges {
        from,
        to,
        scores,
        events,
        ..
    } = changes;
    let moved: Vec<ScoreChange> = scores
        .into_iter()
        .filter(|score| !score.observations.is_empty())
        .collect();
    let still = moved.is_empty();
    let versions = from.as_ref().map_or_else(Vec::new, |from| versions(from, &to));
    let first = from.is_none();
    view! {
        <header class="card__head">
            <h2 class="card__title">"What moved the scores"</h2>
            <span class="card__note">
                "Cycle of "<TimeExact at=to.finished_at/>
                {if first { ", the first" } else { ", against the one before" }}
            </span>
        </header>
        {still.then(|| view! { <p class="reasons__none">"Nothing: every finding is as it was."</p> })}
        <div class="changes">{moved.into_iter().map(|score| view! { <Category score/> }).collect_view()}</div>
        <Behind events/>
        {(!versions.is_empty()).then(|| view! { <p class="changes__note">{versions.join(" ")}</p> })}
    }
}

#[component]
fn Category(score: ScoreChange) -> impl IntoView {
    let (category, from, to) = (score.category, score.from, score.to);
    let rows = score
        .observations
        .into_iter()
        .map(|change| view! { <Moved change/> });
    view! {
        <section class="changes__category">
            <h3>
                {category.label()}
                <span class="changes__scores"><ScoreChip category score=from/>"→"<ScoreChip category score=to/></span>
            </h3>
            <ul>{rows.collect_view()}</ul>
        </section>
    }
}

#[component]
fn Moved(change: ObservationChange) -> impl IntoView {
    let (class, sign) = match change.moved {
        ..-0.05 => ("impact band-risk", "−"),
        0.05.. => ("impact band-good", "+"),
        _ => ("impact band-none", "±"),
    };
    let points = format!("{sign}{:.1}", change.moved.abs());
    let what = match (&change.before, &change.after) {
        (None, _) => "New: ",
        (_, None) => "No longer: ",
        _ => "",
    };
    let said = change.after.or_else(|| change.before.clone());
    let title = change
        .before
        .map(|before| format!("Before: {}", visible(&before)));
    view! {
        <li class="changes__moved" title=title>
            <span class=class>{points}</span>
            <p><b>{change.label}</b>" "{what}<bdi>{said.map(|said| visible(&said))}</bdi></p>
        </li>
    }
}

/// The events, by their names.
#[component]
fn Behind(events: EventsBetween) -> impl IntoView {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for event in &events.latest {
        *names.entry(event.event_name.clone()).or_default() += 1;
    }
    let told: Vec<String> = names
        .into_iter()
        .map(|(name, count)| {
            if count > 1 {
                format!("{count} × {}", visible(&name))
            } else {
                visible(&name)
            }
        })
        .collect();
    let text = match events.total {
        0 => "No new event: something around this identity changed, or time passed.".to_owned(),
        1 => format!("One new event: {}.", told.join(", ")),
        total if total > events.latest.len() as u64 => {
            format!("{total} new events, lately {}.", told.join(", "))
        }
        total => format!("{total} new events: {}.", told.join(", ")),
    };
    view! { <p class="changes__note">{text}</p> }
}

/// What else was different: not the identity, but how it is read.
fn versions(from: &CycleVersion, to: &CycleVersion) -> Vec<&'static str> {
    let differ =
        |one: &Option<String>, other: &Option<String>| one.is_some() && other.is_some() && one != other;
    [
        (
            differ(&from.scorer, &to.scorer),
            "The analyzers were updated in between.",
        ),
        (
            differ(&from.mappings, &to.mappings),
            "The mappings were changed in between.",
        ),
        (
            differ(&from.datasets, &to.datasets),
            "The datasets were changed in between.",
        ),
        (
            differ(&from.geo, &to.geo),
            "The data about addresses was updated in between.",
        ),
    ]
    .into_iter()
    .filter_map(|(differs, text)| differs.then_some(text))
    .collect()
}
