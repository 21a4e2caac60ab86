//! Why the scores are what they are: every finding by its impact, for and against apart.

use leptos::prelude::*;
use serde_json::{Map, Value};

use super::Portrait;
use super::waterfall::Waterfalls;
use crate::components::code::inline_json;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::pagination::grouped_signed;
use crate::components::time::TimeAgo;
use crate::components::untrusted::{Untrusted, visible};
use crate::types::analysis::{Analysis, Observation};
use crate::types::score::Category;

/// A finding and how many points it moves its category, up or down.
#[derive(Clone)]
pub struct Finding {
    /// What was found.
    pub observation: Observation,
    /// Points; those of a category add up to its score from where every score starts.
    pub impact: f64,
}

/// Every finding of a cycle, the weightiest first.
pub fn ranked(analysis: &Analysis) -> Vec<Finding> {
    let observations = analysis.scores.iter().flat_map(|score| &score.observations);
    let mut findings: Vec<Finding> = observations
        .map(|observation| Finding {
            impact: points(observation),
            observation: observation.clone(),
        })
        .collect();
    findings.sort_by(|a, b| b.impact.abs().total_cmp(&a.impact.abs()));
    findings
}

/// What an observation adds to its score.
pub fn points(observation: &Observation) -> f64 {
    let points = observation.metadata.get("points");
    points.and_then(Value::as_f64).unwrap_or(0.0)
}

/// The findings of the latest cycle.
#[component]
pub fn Observations(portrait: Portrait) -> impl IntoView {
    let Some(analysis) = portrait.analysis else {
        return view! {
            <div class="card">
                <Empty icon=Icon::Sparkle title="Not scored yet"
                    text="The first cycle runs within seconds of the first event. Send one about this person to start it."/>
            </div>
        }
        .into_any();
    };
    let (against, others): (Vec<_>, Vec<_>) = ranked(&analysis)
        .into_iter()
        .partition(|finding| finding.impact <= -0.5);
    let (supporting, neutral): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|finding| finding.impact >= 0.5);
    let scored = |category: &Category| analysis.scores.iter().any(|score| score.category == *category);
    let silent: Vec<_> = Category::ALL
        .into_iter()
        .filter(|category| !scored(category))
        .collect();
    view! {
        <Waterfalls scores=analysis.scores.clone()/>
        <div class="reasons">
            <Column title="Speaks against" none="Nothing speaks against this identity." findings=against/>
            <Column title="Speaks for" none="Nothing speaks for this identity yet." findings=supporting/>
        </div>
        {(!neutral.is_empty()).then(|| view! { <Column title="Neither" none="" findings=neutral/> })}
        {(!silent.is_empty()).then(|| view! { <NoOpinion categories=silent/> })}
        <p class="reasons__note">
            {format!("Cycle {} looked at {} and {} in {} ms, ", analysis.id, counted(analysis.event_count, "event"),
                counted(analysis.device_count, "device"), analysis.duration_millis)}
            <TimeAgo at=analysis.finished_at/>"."
        </p>
    }
    .into_any()
}

fn counted(count: i64, noun: &str) -> String {
    format!(
        "{} {noun}{}",
        grouped_signed(count),
        if count == 1 { "" } else { "s" }
    )
}

#[component]
fn Column(title: &'static str, none: &'static str, findings: Vec<Finding>) -> impl IntoView {
    let count = findings.len();
    let items = findings
        .into_iter()
        .map(|finding| view! { <Item finding/> })
        .collect_view();
    view! {
        <section class="card reasons__column">
            <header class="card__head">
                <h2 class="card__title">{title}</h2>
                <span class="card__note">{count}</span>
            </header>
            {(count == 0).then(|| view! { <p class="reasons__none">{none}</p> })}
            <ul>{items}</ul>
        </section>
    }
}

#[component]
fn Item(finding: Finding) -> impl IntoView {
    let Finding { observation, impact } = finding;
    let (class, sign) = match impact {
        ..=-0.5 => ("impact band-risk", "−"),
        0.5.. => ("impact band-good", "+"),
        _ => ("impact band-none", "±"),
    };
    let size = impact.abs();
    let points = if size < 1.0 {
        format!("{sign}{size:.1}")
    } else {
        format!("{sign}{size:.0}")
    };
    let spoken = format!("{points} points of {}", observation.category);
    view! {
        <li class="reason">
            <span class=class title=spoken>{points}</span>
            <div class="reason__text">
                <p class="reason__sentence"><bdi>{visible(&observation.explanation)}</bdi></p>
                <details class="reason__details">
                    <summary>
                        <span class="reason__category">{observation.category.label()}</span>
                        {observation.label.clone()}
                    </summary>
                    <Metadata observation/>
                </details>
            </div>
        </li>
    }
}

#[component]
fn Metadata(observation: Observation) -> impl IntoView {
    let facts = [
        ("Analyzer", observation.id),
        ("Value", format!("{:.2}", observation.value)),
        ("Confidence", format!("{:.0}%", observation.confidence * 100.0)),
        ("Weight", format!("{:.1}", observation.weight)),
    ];
    let own = facts.map(|(name, value)| view! { <div><dt>{name}</dt><dd><code>{value}</code></dd></div> });
    view! { <dl class="metadata">{own.into_iter().collect_view()}{counts(observation.metadata)}</dl> }
}

fn counts(metadata: Map<String, Value>) -> impl IntoView {
    let rows = metadata.into_iter().map(|(name, value)| {
        view! { <div><dt>{visible(&name)}</dt><dd><code><Untrusted text=inline_json(&value)/></code></dd></div> }
    });
    rows.collect_view()
}

/// Categories on which there is too little to say, with what to send.
#[component]
fn NoOpinion(categories: Vec<Category>) -> impl IntoView {
    let items = categories.into_iter().map(|category| {
        let advice = match category {
            Category::Humanity => "let dregs.js run in the person's browser for a few page views",
            Category::Authenticity => "send a name or an email address with identify()",
            Category::Uniqueness => "let dregs.js run, so that there is a device to compare",
            Category::Behavior => "send more events about what the person does",
        };
        view! { <li><b>{category.label()}</b>": "{advice}"."</li> }
    });
    view! {
        <section class="notice">
            <p>"No opinion yet on:"</p>
            <ul>{items.collect_view()}</ul>
        </section>
    }
}
