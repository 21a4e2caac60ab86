//! The second paragraph: what speaks against the identity, what for it, and to whom it is tied.

use std::collections::BTreeSet;

use app::types::analysis::{Analysis, Observation};

use super::plain::plain_line;
use super::{Material, NAME_CHARS, pull};
use crate::scoring::analyzer::count;

const AGAINST: usize = 3;
const IN_FAVOUR: usize = 2;
/// What moves a score less is not worth a sentence.
const FAINT: f64 = 0.05;
/// Characters of one reason: they quote what strangers wrote.
const REASON_CHARS: usize = 280;
/// Ties below this are many strangers behind one address.
const TIGHT: f64 = 0.5;

/// The strongest reasons each way.
pub(super) fn of(material: &Material, analysis: &Analysis) -> String {
    let against = strongest(analysis, |pull| -pull);
    let in_favour = strongest(analysis, |pull| pull);
    let against = if against.is_empty() {
        "Nothing of weight speaks against this identity.".to_owned()
    } else {
        format!("Against: {}", told(&against, AGAINST))
    };
    let in_favour = if in_favour.is_empty() {
        "Nothing of weight speaks for it yet.".to_owned()
    } else {
        format!("In favour: {}", told(&in_favour, IN_FAVOUR))
    };
    format!("{against} {in_favour}{}", ties(material))
}

/// What pulled a score most in the direction of `towards`, strongest first.
pub(super) fn strongest(analysis: &Analysis, towards: fn(f64) -> f64) -> Vec<&Observation> {
    let all = analysis.scores.iter().flat_map(|score| &score.observations);
    let mut found: Vec<&Observation> = all.filter(|found| towards(pull(found)) >= FAINT).collect();
    found.sort_by(|a, b| {
        towards(pull(b))
            .total_cmp(&towards(pull(a)))
            .then_with(|| a.id.cmp(&b.id))
    });
    found
}

fn told(found: &[&Observation], most: usize) -> String {
    let told: Vec<String> = found
        .iter()
        .take(most)
        .map(|found| plain_line(&found.explanation, REASON_CHARS))
        .collect();
    told.join(" ")
}

fn ties(material: &Material) -> String {
    let others: BTreeSet<&str> = material
        .links
        .iter()
        .filter(|link| link.value >= TIGHT)
        .map(|link| link.target_identity_id.as_str())
        .collect();
    let (Some(tightest), Ok(number)) = (material.links.first(), i64::try_from(others.len())) else {
        return String::new();
    };
    if number == 0 {
        return String::new();
    }
    let name = tightest
        .target_display_name
        .as_deref()
        .unwrap_or(tightest.target_identity_id.as_str());
    let most = if number == 1 { "" } else { "most of all " };
    format!(
        " It is closely tied to {}, {most}“{}”.",
        count(number, "other identity"),
        plain_line(name, NAME_CHARS)
    )
}
