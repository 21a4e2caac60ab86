//! Rules that most begin with.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::NOT_ALLOWED;
use super::draft::{Draft, badge_word};
use super::query::{Edited, edit};
use crate::components::badge_chip::badge_class;
use crate::components::button::{Button, LinkButton, Tone};
use crate::components::severity_chip::SeverityChip;
use crate::components::toast::use_toaster;
use crate::types::badge::BadgeType;
use crate::types::condition::{Condition, Side};
use crate::types::escalation::Severity;
use crate::types::ids::slug::Slug;
use crate::types::rule::RuleKind;
use crate::types::score::Category;

const WEEK_SECONDS: i64 = 604_800;

/// The starters of a kind.
pub fn starters(kind: RuleKind) -> Vec<Draft> {
    let score = |category, side, threshold| Condition::Score {
        category: Some(category),
        side,
        threshold,
    };
    let low = |category, threshold| vec![score(category, Side::Below, threshold)];
    match kind {
        RuleKind::Badge => {
            let good = Category::ALL.map(|category| score(category, Side::AtLeast, 70));
            let trusted = good.into_iter().chain([Condition::OlderThan(WEEK_SECONDS)]);
            vec![
                Draft::badge("Likely bot", BadgeType::Bad, low(Category::Humanity, 40)),
                Draft::badge("Fake sign-up", BadgeType::Bad, low(Category::Authenticity, 40)),
                Draft::badge("Duplicate account", BadgeType::Bad, low(Category::Uniqueness, 40)),
                Draft::badge("Trusted", BadgeType::Good, trusted.collect()),
            ]
        }
        RuleKind::Escalation => vec![
            Draft::escalation("Bots at the door", Severity::Warning, low(Category::Humanity, 25)),
            Draft::escalation(
                "Account takeover",
                Severity::Critical,
                vec![Condition::Wears(Slug::from_name("account-takeover-suspected"))],
            ),
        ],
    }
}

/// The starters, each of which a click turns into a rule that is on.
#[component]
pub fn Starters(kind: RuleKind, may: bool, changed: Callback<()>) -> impl IntoView {
    let busy = RwSignal::new(false);
    let cards = starters(kind)
        .into_iter()
        .map(|draft| view! { <Starter draft may busy changed/> });
    view! {
        <section class="starters" aria-labelledby="starters">
            <h2 class="section-title" id="starters">"Rules to begin with"</h2>
            <p class="starters__about">"None of them is on. One click makes a rule of it, which goes through everybody at once; you can change it later."</p>
            {(!may).then(|| view! { <p class="rules__why">{NOT_ALLOWED}"."</p> })}
            <div class="starters__list">{cards.collect_view()}</div>
        </section>
    }
}

#[component]
fn Starter(draft: Draft, may: bool, busy: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let toaster = use_toaster();
    let name = draft.name().to_owned();
    let says = draft.says();
    let adjust = edit(draft.kind(), &Edited::Starter(name.clone()));
    let mark = mark(&draft);
    let draft = StoredValue::new(draft);
    let turn_on = move |()| {
        busy.set(true);
        spawn_local(async move {
            match draft.get_value().save(None).await {
                Ok(_) => {
                    toaster.done(
                        "It is on, and goes through everybody in the background. Its switch turns it off.",
                    );
                    changed.run(());
                }
                Err(error) => toaster.failed("Not made", &error),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <article class="card starter" aria-label=name.clone()>
            <header class="rule__head"><h3 class="rule__name">{name.clone()}</h3>{mark}<span class="badge badge--off">"Off"</span></header>
            <p class="rule__says">{says}</p>
            <p class="starter__deeds">
                <Button tone=Tone::Primary busy disabled=!may title=if may { format!("Turn on {name}") } else { NOT_ALLOWED.to_owned() }
                    press=turn_on>"Turn on"</Button>
                {may.then(|| view! { <LinkButton href=adjust.clone()>"Adjust first"</LinkButton> })}
            </p>
        </article>
    }
}

/// What a rule gives: a kind of badge, or a severity.
pub fn mark(draft: &Draft) -> AnyView {
    match draft {
        Draft::Badge(rule) => {
            view! { <span class=badge_class(rule.kind)>{badge_word(rule.kind)}</span> }.into_any()
        }
        Draft::Escalation(rule) => view! { <SeverityChip severity=rule.severity/> }.into_any(),
    }
}
