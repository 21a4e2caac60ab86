//! What is typed into the editor of a rule.

use leptos::prelude::*;

use super::condition_row::Row;
use super::draft::Draft;
use super::duration::Length;
use crate::types::badge::BadgeType;
use crate::types::badge_rule::BadgeRuleDraft;
use crate::types::condition::Condition;
use crate::types::escalation::Severity;
use crate::types::escalation_rule::EscalationRuleDraft;
use crate::types::ids::slug::Slug;
use crate::types::rule::{RuleKind, RuleMode};

/// The fields.
#[derive(Clone, Copy)]
pub struct Form {
    pub name: RwSignal<String>,
    /// The kind of badge, or the severity.
    pub mark: RwSignal<String>,
    pub priority: RwSignal<String>,
    pub rows: RwSignal<Vec<Row>>,
    /// How long the conditions have to hold.
    pub begins: Length,
    /// How long they have not to hold.
    pub ends: Length,
    pub mode: RwSignal<String>,
    /// Slugs of the channels that hear of an escalation.
    pub channels: RwSignal<Vec<Slug>>,
    next: StoredValue<u32>,
    /// What the form does not show stays as it is.
    began: StoredValue<Draft>,
}

impl Form {
    /// The fields, filled with what a rule is made of.
    pub fn of(draft: Draft) -> Self {
        let (mark, priority, begins, ends, mode) = match &draft {
            Draft::Badge(rule) => (
                rule.kind.as_str(),
                rule.priority,
                rule.apply_delay_seconds,
                Some(rule.remove_delay_seconds),
                rule.mode,
            ),
            Draft::Escalation(rule) => (
                rule.severity.as_str(),
                0,
                rule.open_after_seconds,
                rule.close_after_seconds,
                rule.mode,
            ),
        };
        let channels = match &draft {
            Draft::Badge(_) => Vec::new(),
            Draft::Escalation(rule) => rule.channels.clone(),
        };
        let rows = (1..).zip(draft.conditions()).map(|(key, one)| Row::of(key, one));
        let mut rows: Vec<Row> = rows.collect();
        if rows.is_empty() {
            rows.push(Row::new(0));
        }
        Self {
            name: RwSignal::new(draft.name().to_owned()),
            mark: RwSignal::new(mark.to_owned()),
            priority: RwSignal::new(priority.to_string()),
            rows: RwSignal::new(rows),
            begins: Length::of(Some(begins)),
            ends: Length::of(ends),
            mode: RwSignal::new(mode.unwrap_or(RuleMode::Off).as_str().to_owned()),
            channels: RwSignal::new(channels),
            next: StoredValue::new(1000),
            began: StoredValue::new(draft),
        }
    }

    /// Of which kind the rule is.
    pub fn kind(self) -> RuleKind {
        self.began.with_value(Draft::kind)
    }

    /// Adds a condition to begin with.
    pub fn add_row(self) {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        self.rows.update(|rows| rows.push(Row::new(key)));
    }

    /// Takes a condition away.
    pub fn remove_row(self, key: u32) {
        self.rows.update(|rows| rows.retain(|row| row.key != key));
    }

    /// The conditions that are whole.
    pub fn conditions(self) -> Vec<Condition> {
        self.rows.with(|rows| {
            rows.iter()
                .filter_map(|row| Result::ok(row.condition()))
                .collect()
        })
    }

    /// What is typed in, with only the conditions that are whole: for the sentence, and to try it.
    pub fn sketch(self) -> Draft {
        let begins = self.begins.seconds().map_or(0, |seconds| seconds.unwrap_or(0));
        let ends = self.ends.seconds().unwrap_or(None);
        let (name, mark, mode) = (
            self.name.get().trim().to_owned(),
            self.mark.get(),
            self.mode.get(),
        );
        let mode = RuleMode::ALL.into_iter().find(|one| one.as_str() == mode);
        match self.began.get_value() {
            Draft::Badge(began) => Draft::Badge(BadgeRuleDraft {
                name,
                kind: BadgeType::ALL
                    .into_iter()
                    .find(|one| one.as_str() == mark)
                    .unwrap_or(began.kind),
                priority: self.priority.with(|text| text.trim().parse().unwrap_or(i64::MAX)),
                conditions: self.conditions(),
                apply_delay_seconds: begins,
                remove_delay_seconds: ends.unwrap_or(0),
                mode,
                ..began
            }),
            Draft::Escalation(began) => Draft::Escalation(EscalationRuleDraft {
                name,
                severity: Severity::ALL
                    .into_iter()
                    .find(|one| one.as_str() == mark)
                    .unwrap_or(began.severity),
                conditions: self.conditions(),
                channels: self.channels.get(),
                open_after_seconds: begins,
                close_after_seconds: ends,
                mode,
                ..began
            }),
        }
    }

    /// The rule, or what is wrong with it.
    pub fn draft(self) -> Result<Draft, String> {
        let wrong = self
            .rows
            .with(|rows| rows.iter().find_map(|row| row.condition().err()));
        if let Some(reason) = wrong {
            return Err(format!("{reason}."));
        }
        for (length, what) in [(self.begins, "The first delay"), (self.ends, "The second delay")] {
            length.seconds().map_err(|reason| format!("{what} {reason}."))?;
        }
        let draft = self.sketch();
        draft.check().map_err(|reason| in_words(&reason))?;
        Ok(draft)
    }
}

/// `name: must be short` as a person would say it.
fn in_words(reason: &str) -> String {
    match reason.split_once(": ") {
        Some((field, why)) => format!("The {field} {why}."),
        None => format!("{reason}."),
    }
}
