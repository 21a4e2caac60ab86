//! One condition of a rule: what is asked, how it compares, and with what.

use leptos::prelude::*;

use super::duration::{Length, LengthField};
use crate::components::button::IconButton;
use crate::components::icon::Icon;
use crate::components::select::Select;
use crate::types::condition::{Condition, Side};
use crate::types::ids::slug::Slug;
use crate::types::rule::RuleKind;
use crate::types::score::Category;

const SIDES: [(Side, &str); 4] = [
    (Side::Below, "is below"),
    (Side::AtMost, "is at most"),
    (Side::Above, "is above"),
    (Side::AtLeast, "is at least"),
];

/// What is typed into the fields of a row.
#[derive(Clone, Copy)]
pub struct Row {
    /// Tells rows apart.
    pub key: u32,
    what: RwSignal<String>,
    side: RwSignal<String>,
    threshold: RwSignal<String>,
    age: Length,
    badge: RwSignal<String>,
}

impl Row {
    /// A row that says what a condition says.
    pub fn of(key: u32, condition: &Condition) -> Self {
        let row = Self {
            key,
            what: RwSignal::new("humanity".to_owned()),
            side: RwSignal::new(Side::Below.words().to_owned()),
            threshold: RwSignal::new("40".to_owned()),
            age: match condition {
                Condition::OlderThan(seconds) | Condition::YoungerThan(seconds) => Length::of(Some(*seconds)),
                _ => Length::of(Some(604_800)),
            },
            badge: RwSignal::new(String::new()),
        };
        row.what.set(match condition {
            Condition::Score {
                category,
                side,
                threshold,
            } => {
                row.side.set(side.words().to_owned());
                row.threshold.set(threshold.to_string());
                category.map_or("any", Category::key).to_owned()
            }
            Condition::OlderThan(_) => "older".to_owned(),
            Condition::YoungerThan(_) => "younger".to_owned(),
            Condition::Wears(badge) => {
                row.badge.set(badge.to_string());
                "wears".to_owned()
            }
            Condition::WearsNot(badge) => {
                row.badge.set(badge.to_string());
                "wears not".to_owned()
            }
        });
        row
    }

    /// A row to begin with.
    pub fn new(key: u32) -> Self {
        let first = Condition::Score {
            category: Some(Category::Humanity),
            side: Side::Below,
            threshold: 40,
        };
        Self::of(key, &first)
    }

    /// The condition that is typed in, or what is wrong with it.
    pub fn condition(self) -> Result<Condition, &'static str> {
        let age = || self.age.seconds().map(|seconds| seconds.unwrap_or(0));
        let badge = || {
            let slug = self.badge.with(|badge| badge.trim().parse::<Slug>());
            slug.map_err(|_| "Name a badge by its short name, such as likely-bot")
        };
        let what = self.what.get();
        let category = Category::ALL.into_iter().find(|category| category.key() == what);
        match what.as_str() {
            "older" => return age().map(Condition::OlderThan),
            "younger" => return age().map(Condition::YoungerThan),
            "wears" => return badge().map(Condition::Wears),
            "wears not" => return badge().map(Condition::WearsNot),
            _ => {}
        }
        let side = self.side.get();
        let side = SIDES.into_iter().find(|(one, _)| one.words() == side);
        let threshold = self.threshold.with(|text| text.trim().parse::<u8>());
        match (side, threshold) {
            (Some((side, _)), Ok(threshold @ 0..=100)) => Ok(Condition::Score {
                category,
                side,
                threshold,
            }),
            _ => Err("Compare with a whole number from 0 to 100"),
        }
    }
}

/// The fields of a row, and a button that takes it away.
#[component]
pub fn ConditionRow(row: Row, kind: RuleKind, #[prop(into)] remove: Callback<()>) -> impl IntoView {
    let fields = move || {
        match row.what.get().as_str() {
        "older" | "younger" => view! { <LengthField label="Age" length=row.age/> }.into_any(),
        "wears" | "wears not" => view! {
            <input class="input input--small" list="badge-slugs" aria-label="Badge" placeholder="likely-bot" autocomplete="off" spellcheck="false"
                value=row.badge.get_untracked() prop:value=move || row.badge.get() on:input=move |event| row.badge.set(event_target_value(&event))/>
        }
        .into_any(),
        _ => {
            let sides = SIDES.map(|(side, words)| (side.words().to_owned(), words.to_owned()));
            view! {
                <Select label="Operator" value=row.side options=sides bare=true/>
                <input class="input input--small condition__number" type="number" min="0" max="100" step="1" aria-label="Threshold"
                    value=row.threshold.get_untracked() prop:value=move || row.threshold.get()
                    on:input=move |event| row.threshold.set(event_target_value(&event))/>
            }
            .into_any()
        }
    }
    };
    let problem = move || row.condition().err();
    view! {
        <li class="condition">
            <div class="condition__fields">
                <Select label="What" value=row.what options=subjects(kind) bare=true/>
                {fields}
                <IconButton icon=Icon::Trash label="Remove this condition" press=remove/>
            </div>
            <p class="condition__problem" aria-live="polite">{problem}</p>
        </li>
    }
}

/// What a rule of this kind can ask about.
fn subjects(kind: RuleKind) -> Vec<(String, String)> {
    let scores = Category::ALL.map(|category| (category.key(), category.label()));
    let mut all = scores.to_vec();
    all.extend([("any", "Any score"), ("older", "First seen more than … ago")]);
    if kind == RuleKind::Escalation {
        all.extend([
            ("younger", "First seen less than … ago"),
            ("wears", "Wears the badge"),
            ("wears not", "Does not wear the badge"),
        ]);
    }
    all.into_iter()
        .map(|(key, name)| (key.to_owned(), name.to_owned()))
        .collect()
}
