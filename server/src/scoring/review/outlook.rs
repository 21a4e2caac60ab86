//! The last paragraph: what changed, what is not known, and where to look next.

use app::types::analysis::{Analysis, HistoryEntry, Observation, Score};
use app::types::score::{Band, Category};

use super::reasons::strongest;
use super::verdict::THIN;
use super::{Material, minute};
use crate::scoring::analyzer::{count, listed};

/// Points that are a change and not a tremor.
const CHANGE: i16 = 5;
/// Points between the lowest and the highest of past scores that are worth a sentence.
const SWING: u8 = 20;
/// Fewer events than this are an acquaintance, not a history.
const FEW_EVENTS: i64 = 10;

/// What changed, what is not known, what next.
pub(super) fn of(material: &Material, analysis: &Analysis) -> String {
    let sentences = [
        Some(changes(material, analysis)),
        swing(&material.history),
        news(material, analysis),
        unknown(analysis),
        Some(next(analysis).to_owned()),
    ];
    let sentences: Vec<String> = sentences.into_iter().flatten().collect();
    sentences.join(" ")
}

fn changes(material: &Material, analysis: &Analysis) -> String {
    let Some(before) = material.history.iter().find(|entry| entry.id < analysis.id) else {
        return "This is the first cycle, so there is nothing to compare with.".to_owned();
    };
    let moved: Vec<String> = analysis
        .scores
        .iter()
        .filter_map(|score| moved(score, before))
        .collect();
    let since = format!("the cycle before, of {},", minute(before.finished_at));
    if moved.is_empty() {
        return format!("Since {since} no score moved by {CHANGE} points or more.");
    }
    let events = match analysis.event_count - before.event_count {
        ..=0 => "without a new event: something around it changed".to_owned(),
        new => format!("with {}", count(new, "new event")),
    };
    format!("Since {since} {}, {events}.", listed(&moved))
}

fn moved(score: &Score, before: &HistoryEntry) -> Option<String> {
    let category = score.category.key();
    let Some(was) = past(before, score.category) else {
        return Some(format!("{category} was scored for the first time"));
    };
    let by = i16::from(score.value) - i16::from(was);
    let direction = if by < 0 { "fell" } else { "rose" };
    (by.abs() >= CHANGE).then(|| format!("{category} {direction} from {was} to {}", score.value))
}

/// The category that has swung most over past cycles, when there are several.
fn swing(history: &[HistoryEntry]) -> Option<String> {
    let widest = Category::ALL
        .into_iter()
        .filter_map(|category| {
            let past: Vec<u8> = history.iter().filter_map(|entry| past(entry, category)).collect();
            let (least, most) = (*past.iter().min()?, *past.iter().max()?);
            Some((most - least, category, least, most))
        })
        .max_by_key(|(range, category, ..)| (*range, std::cmp::Reverse(*category)));
    let (range, category, least, most) = widest?;
    (history.len() >= 3 && range >= SWING).then(|| {
        format!(
            "Over the last {} cycles {} ranged from {least} to {most}.",
            history.len(),
            category.key()
        )
    })
}

const fn past(entry: &HistoryEntry, category: Category) -> Option<u8> {
    match category {
        Category::Humanity => entry.humanity_score,
        Category::Authenticity => entry.authenticity_score,
        Category::Uniqueness => entry.uniqueness_score,
        Category::Behavior => entry.behavior_score,
    }
}

fn news(material: &Material, analysis: &Analysis) -> Option<String> {
    let last = material.identity.last_tracked_at?;
    (last > analysis.finished_at)
        .then(|| "Events have come in since this cycle; the next one will count them.".to_owned())
}

fn unknown(analysis: &Analysis) -> Option<String> {
    let scored = |category| analysis.scores.iter().any(|score| score.category == category);
    let silent: Vec<&str> = Category::ALL
        .into_iter()
        .filter(|category| !scored(*category))
        .map(Category::key)
        .collect();
    let thin: Vec<&str> = analysis
        .scores
        .iter()
        .filter(|score| score.confidence < THIN)
        .map(|score| score.category.key())
        .collect();
    let mut gaps = Vec::new();
    if !silent.is_empty() {
        gaps.push(format!("nothing is known about {}", listed(&silent)));
    }
    if !thin.is_empty() {
        gaps.push(format!("little about {}", listed(&thin)));
    }
    if analysis.device_count == 0 {
        gaps.push("no device was seen".to_owned());
    }
    (!gaps.is_empty()).then(|| format!("Not known: {}.", gaps.join("; ")))
}

/// Where to look next: after the strongest reason against, when it has left a mark.
fn next(analysis: &Analysis) -> &'static str {
    let marked = |category| {
        let score = analysis.scores.iter().find(|score| score.category == category);
        score.is_some_and(|score| Band::of(score.value) != Band::Good)
    };
    let against = strongest(analysis, |pull| -pull);
    match against.into_iter().find(|found| marked(found.category)) {
        Some(found) => advice(found),
        None if analysis.event_count < FEW_EVENTS => {
            "There is little to go on yet: let a few more events come before you decide anything."
        }
        None => "Nothing needs to be done; look again when a score moves.",
    }
}

fn advice(found: &Observation) -> &'static str {
    match found.id.as_str() {
        "behavior.account-takeover" => {
            "Look next at the timeline around the new device, and ask the owner over a contact that is older than it; \
             the account may be genuine and the hands not."
        }
        "behavior.card-testing" => {
            "Look next at the payments on the timeline, and hold new ones until you have."
        }
        "behavior.login-failures" => {
            "Look next at what followed the failed sign-ins: a success from the same place is the one that matters."
        }
        "uniqueness.shared-device" | "uniqueness.shared-session" | "uniqueness.same-email" => {
            "Look next at the links, and compare when each of those accounts was made and what it did first."
        }
        "uniqueness.shared-address" => {
            "Look next at the links: an office, a school and a mobile network look like this as well."
        }
        _ => match found.category {
            Category::Humanity => {
                "Look next at the devices and at how the pages were used, before you take a program for a person."
            }
            Category::Authenticity => {
                "Look next at the name and address that were given, and ask for one that can be confirmed."
            }
            Category::Uniqueness => "Look next at the links, and at who was there first.",
            Category::Behavior => "Look next at the timeline, at the hours when the pace changed.",
        },
    }
}
