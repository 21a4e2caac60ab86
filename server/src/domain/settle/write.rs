//! Writes what rules changed about one identity.

use std::collections::BTreeMap;

use app::types::badge::Badge;
use app::types::badge_rule::BadgeRule;
use app::types::condition::Condition;
use app::types::escalation::{EscalationAction, EscalationStatus};
use app::types::score::Category;
use app::types::time::Timestamp;
use serde_json::Map;

use super::{Scored, Settled};
use crate::rules::badge::BadgeStep;
use crate::rules::escalation::EscalationStep;
use crate::rules::facts::Facts;
use crate::rules::machine::{Change, Rules, What};
use crate::rules::truth::Worn;
use crate::scoring::issued_badges::ISSUED;
use crate::store::StoreError;
use crate::store::badges::Turn;
use crate::store::database::AccountTransaction;
use crate::store::escalation_life::Raised;

/// Writes the changes in their order; tells what others may want to hear of.
pub async fn changes(
    store: &AccountTransaction<'_>,
    rules: &Rules,
    identity: i64,
    changes: &[Change],
    cycle: Option<&Scored>,
) -> Result<Vec<Settled>, StoreError> {
    let mut told = Vec::new();
    let mut turns = Vec::new();
    for change in changes {
        match &change.what {
            What::Badge { rule, step } => turns.extend(by_rule(rules, identity, *rule, *step, change)),
            What::Issued { slug, gained } => {
                turns.extend(by_analyzer(identity, slug, *gained, change, cycle))
            }
            What::Escalation {
                rule,
                step,
                logged,
                worn,
            } => {
                let moved = Move {
                    identity,
                    rule: *rule,
                    step: *step,
                    logged: *logged,
                    worn,
                };
                told.extend(escalate(store, rules, moved, change).await?);
            }
            What::Lifted { rule, logged } => {
                if *logged {
                    store.note_closing(*rule, identity, change.at).await?;
                    continue;
                }
                let action = EscalationAction::ClosedByDisregard;
                let closed = store.close_by_rule(*rule, identity, action, change.at).await?;
                told.extend(closed.map(|escalation| Settled::Closed {
                    identity,
                    escalation,
                    rule: *rule,
                }));
            }
        }
    }
    let slugs = |gained| {
        let turned = turns
            .iter()
            .filter(|(turn, _)| !turn.logged && turn.gained == gained);
        turned.map(|(turn, _)| turn.badge.slug.clone()).collect()
    };
    let (gained, lost): (Vec<String>, Vec<String>) = (slugs(true), slugs(false));
    if !gained.is_empty() || !lost.is_empty() {
        let changed = Settled::Badges {
            identity,
            gained,
            lost,
        };
        told.insert(0, changed);
    }
    wear(store, identity, &turns).await?;
    let turns: Vec<Turn> = turns.into_iter().map(|(turn, _)| turn).collect();
    store.note_badges(&turns).await?;
    Ok(told)
}

/// Puts on and takes off what is worn in the end.
async fn wear(
    store: &AccountTransaction<'_>,
    identity: i64,
    turns: &[(Turn, i64)],
) -> Result<(), StoreError> {
    let shown = turns.iter().filter(|(turn, _)| !turn.logged);
    let last: BTreeMap<&str, &(Turn, i64)> = shown.map(|turn| (turn.0.badge.slug.as_str(), turn)).collect();
    for (slug, (turn, priority)) in last {
        if turn.gained {
            store.put_badge(identity, &turn.badge, *priority).await?;
        } else {
            store.take_badge(identity, slug).await?;
        }
    }
    Ok(())
}

/// A badge of a rule comes or goes; with its priority.
fn by_rule(rules: &Rules, identity: i64, rule: i64, step: BadgeStep, change: &Change) -> Option<(Turn, i64)> {
    let known = rules.badges.get(&rule)?;
    let (gained, logged) = match step {
        BadgeStep::Gained { logged } => (true, logged),
        BadgeStep::Lost { logged } => (false, logged),
    };
    let badge = Badge {
        slug: known.slug.to_string(),
        name: known.name.clone(),
        kind: known.kind,
        explanation: explain(known, gained, &change.facts),
        metadata: Map::new(),
        since: Timestamp::from_millis(change.at),
    };
    let turn = Turn {
        identity,
        rule: Some(rule),
        gained,
        logged,
        badge,
    };
    Some((turn, known.priority))
}

/// An analyzer's badge comes or goes. Those stand in front: they are facts, not policy.
fn by_analyzer(
    identity: i64,
    slug: &str,
    gained: bool,
    change: &Change,
    cycle: Option<&Scored>,
) -> Option<(Turn, i64)> {
    const PRIORITY: i64 = 1_001;
    let known = ISSUED.iter().find(|badge| badge.slug == slug)?;
    let given = cycle.into_iter().flat_map(|cycle| &cycle.issued);
    let explanation = given
        .filter(|(badge, _)| badge.slug == slug)
        .map(|(_, explanation)| explanation.clone())
        .next();
    let badge = Badge {
        slug: slug.to_owned(),
        name: known.name.to_owned(),
        kind: known.kind,
        explanation: explanation.unwrap_or_else(|| "The analyzer no longer finds it.".to_owned()),
        metadata: Map::new(),
        since: Timestamp::from_millis(change.at),
    };
    let turn = Turn {
        identity,
        rule: None,
        gained,
        logged: false,
        badge,
    };
    Some((turn, PRIORITY))
}

/// An escalation rule that moved about an identity.
struct Move<'m> {
    identity: i64,
    rule: i64,
    step: EscalationStep,
    logged: bool,
    worn: &'m Worn,
}

async fn escalate(
    store: &AccountTransaction<'_>,
    rules: &Rules,
    moved: Move<'_>,
    change: &Change,
) -> Result<Option<Settled>, StoreError> {
    let Move {
        identity,
        rule,
        step,
        logged,
        worn,
    } = moved;
    if logged {
        note(store, rule, identity, step, change.at).await?;
        return Ok(None);
    }
    let (status, flapping) = match step {
        EscalationStep::Pended => (EscalationStatus::Pending, false),
        EscalationStep::Opened { flapping } => (EscalationStatus::Open, flapping),
        EscalationStep::Dropped => {
            store.drop_pending(rule, identity).await?;
            return Ok(None);
        }
        EscalationStep::Closed => {
            let action = EscalationAction::ClosedByRule;
            let closed = store.close_by_rule(rule, identity, action, change.at).await?;
            return Ok(closed.map(|escalation| Settled::Closed {
                identity,
                escalation,
                rule,
            }));
        }
    };
    let Some(known) = rules.escalations.get(&rule) else {
        return Ok(None);
    };
    let raised = store
        .raise_escalation(&Raised {
            identity,
            rule_id: rule,
            rule_slug: known.slug.as_str(),
            rule_name: &known.name,
            severity: known.severity,
            scores: &snapshot(&change.facts),
            badges: worn,
            flapping,
            status,
            at: change.at,
        })
        .await?;
    let opened = raised.filter(|_| status == EscalationStatus::Open);
    Ok(opened.map(|escalation| Settled::Opened {
        identity,
        escalation,
        rule,
    }))
}

/// What a rule that only logs would have done.
async fn note(
    store: &AccountTransaction<'_>,
    rule: i64,
    identity: i64,
    step: EscalationStep,
    at: i64,
) -> Result<(), StoreError> {
    match step {
        EscalationStep::Opened { .. } => store.note_opening(rule, identity, at).await,
        EscalationStep::Closed => store.note_closing(rule, identity, at).await,
        EscalationStep::Pended | EscalationStep::Dropped => Ok(()),
    }
}

/// Scores by lower-case category.
fn snapshot(facts: &Facts) -> BTreeMap<String, u8> {
    Category::ALL
        .into_iter()
        .filter_map(|category| Some((category.key().to_owned(), facts.score(category)?)))
        .collect()
}

/// Why a badge came or went, with the scores of that moment: `Humanity is 12, below 40.`
fn explain(rule: &BadgeRule, gained: bool, facts: &Facts) -> String {
    if !gained {
        return format!("No longer: {}.", rule.sentence);
    }
    let told: Vec<String> = rule
        .conditions
        .iter()
        .map(|condition| tell(condition, facts))
        .collect();
    format!("{}.", told.join("; "))
}

fn tell(condition: &Condition, facts: &Facts) -> String {
    let Condition::Score {
        category,
        side,
        threshold,
    } = condition
    else {
        let words = condition.to_string();
        let mut letters = words.chars();
        let first = letters.next().map(|letter| letter.to_uppercase().to_string());
        return first.unwrap_or_default() + letters.as_str();
    };
    let holding = Category::ALL.into_iter().find_map(|known| {
        let score = facts.score(known)?;
        let asked = category.is_none_or(|category| category == known);
        (asked && side.holds(score, *threshold)).then_some((known, score))
    });
    match holding {
        Some((category, score)) => format!("{category} is {score}, {} {threshold}", side.words()),
        None => condition.to_string(),
    }
}
