//! The fields of a rule.

use leptos::prelude::*;

use super::condition_row::ConditionRow;
use super::draft::{badge_word, mode_word};
use super::duration::LengthField;
use super::form::Form;
use crate::components::button::Button;
use crate::components::field::Field;
use crate::components::icon::Icon;
use crate::components::select::Select;
use crate::components::severity_chip::severity_word;
use crate::types::badge::BadgeType;
use crate::types::escalation::Severity;
use crate::types::rule::{MAX_CONDITIONS, RuleKind, RuleMode};

/// Name, severity or kind of badge, and mode.
#[component]
pub fn Naming(form: Form) -> impl IntoView {
    let kind = form.kind();
    let options = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        let own = all.iter();
        own.map(|(key, name)| ((*key).to_owned(), (*name).to_owned()))
            .collect()
    };
    let (label, marks) = match kind {
        RuleKind::Badge => (
            "The badge is",
            options(&BadgeType::ALL.map(|one| (one.as_str(), badge_word(one)))),
        ),
        RuleKind::Escalation => (
            "Severity",
            options(&Severity::ALL.map(|one| (one.as_str(), severity_word(one)))),
        ),
    };
    let modes = options(&RuleMode::ALL.map(|one| (one.as_str(), mode_word(one))));
    view! {
        <div class="editor__row editor__row--name">
            <Field label="Name" name="rule-name" value=form.name placeholder="Likely bot"/>
            <Select label value=form.mark options=marks/>
            <Select label="Mode" value=form.mode options=modes/>
        </div>
    }
}

/// The conditions, row by row.
#[component]
pub fn Conditions(form: Form) -> impl IntoView {
    let kind = form.kind();
    let full = Signal::derive(move || form.rows.with(Vec::len) >= MAX_CONDITIONS);
    view! {
        <fieldset class="editor__part">
            <legend class="field__label">"All of these hold"</legend>
            <ul class="conditions">
                <For each=move || form.rows.get() key=|row| row.key
                    children=move |row| view! { <ConditionRow row kind remove=move |()| form.remove_row(row.key)/> }/>
            </ul>
            <Button icon=Icon::Plus disabled=full press=move |()| form.add_row()>"Add a condition"</Button>
        </fieldset>
    }
}

/// How long it has to hold, and not to hold.
#[component]
pub fn Delays(form: Form) -> impl IntoView {
    let is_badge = form.kind() == RuleKind::Badge;
    let (first, last) = if is_badge {
        ("It comes after", "It goes after")
    } else {
        ("It opens after", "It closes by itself after")
    };
    view! {
        <div class="editor__row">
            <div class="field"><span class="field__label">{first}</span><LengthField label=first length=form.begins/></div>
            <div class="field"><span class="field__label">{last}</span><LengthField label=last length=form.ends never={!is_badge}/></div>
            {is_badge.then(|| view! { <Field label="Priority" name="rule-priority" kind="number" value=form.priority/> })}
        </div>
    }
}
