//! Humanity: the hand on the mouse, the screen or the keys.

use app::types::score::Category;

use crate::scoring::analyzer::{Analyzer, Finding, Reach, count, listed, on_days, saturating};
use crate::scoring::evidence::Evidence;
use crate::scoring::history::input::{Input, Trait};
use crate::scoring::history::tells::Tell;

/// - **Looks at** the interaction summaries: clicks, the pointer's way, presses, keys, touches; never their
///   content.
/// - **Why** programs click the dead centre without a way there, press for no time, type like clockwork,
///   and move along curves that miss the pixels of the screen.
/// - **Fires when** a day with at least three clicks, eight keys, sixty moves or five touches shows such a
///   trait.
/// - **Stays silent** on days with less, and where no summaries are sent; a person's input in requests that no
///   browser sent does not count.
/// - **False alarms** clicks that the keyboard makes and taps of a finger are left out; a slow mouse shows
///   one weak trait.
pub const ANALYZER: Analyzer = Analyzer {
    code: "humanity.interaction",
    label: "Interaction",
    category: Category::Humanity,
    group: "hand",
    reach: Reach {
        against: 3.6,
        in_favour: 1.7,
    },
    analyze,
};

/// So many inputs of one day (a click, five keys, fifty moves) are half as telling as any number.
const HALF_AMOUNT: f64 = 2.5;
/// A sentence with more signs is a list.
const MOST_SAID: usize = 4;
/// From this share of requests that no browser sent, the sentence says so.
const MADE_UP: f64 = 0.5;
/// A single day can be anybody's, or staged: it makes a person only this sure.
const FIRST_DAY: f64 = 0.5;
const FURTHER_DAY: f64 = 0.1;
const MOST: f64 = 0.9;

fn analyze(evidence: &Evidence) -> Option<Finding> {
    let input = &evidence.history.input;
    let today = input.today.judge();
    let days = input.judged_days + u32::from(today.is_some());
    if days == 0 {
        return None;
    }
    let today_tenths = today.as_ref().map_or(0, |verdict| verdict.lean_tenths);
    // Tenths of whole days: far within the exact range of a float.
    let lean = (input.lean_tenths + today_tenths) as f64 / (10.0 * f64::from(days));
    let traits = traits(input);
    let amount = if input.judged_days > 0 {
        f64::from(days) * 20.0
    } else {
        input.today.amount()
    };
    // What no browser sent, no hand did: the numbers are made up, or somebody else's.
    let bare = evidence.history.tells.share(Tell::BareRequest);
    let is_made_up = lean > 0.0 && bare > MADE_UP;
    let lean = if lean > 0.0 { lean * (1.0 - bare) } else { lean };
    let sure = saturating(amount, HALF_AMOUNT) * MOST;
    let sure = if lean > 0.0 {
        sure.min(FIRST_DAY + FURTHER_DAY * f64::from(days - 1))
    } else {
        sure
    };
    let finding = Finding::new(lean, sure, explain(input, days, &traits, is_made_up));
    let finding = finding.with("days", days).with("clicksToday", input.today.clicks);
    let finding = finding
        .with("keysToday", input.today.keys)
        .with("pointerMovesToday", input.today.moves);
    let codes: Vec<_> = traits
        .iter()
        .filter_map(|(shown, _)| serde_json::to_value(shown).ok())
        .collect();
    Some(finding.with("traits", codes))
}

/// Every trait with the days it was seen on.
fn traits(input: &Input) -> Vec<(Trait, u32)> {
    let mut traits = input.traits.clone();
    for shown in input
        .today
        .judge()
        .map(|verdict| verdict.traits)
        .unwrap_or_default()
    {
        *traits.entry(shown).or_default() += 1;
    }
    traits.into_iter().collect()
}

fn explain(input: &Input, days: u32, traits: &[(Trait, u32)], is_made_up: bool) -> String {
    if is_made_up {
        let days = count(days, "day");
        return format!("The pages are said to be used by hand on {days}, but no browser sent that.");
    }
    if traits.is_empty() {
        let today = &input.today;
        let hand = if today.touches > 0 {
            count(today.touches, "touch")
        } else {
            count(today.clicks, "click")
        };
        let latest = if input.today.judge().is_some() {
            format!("; the latest has {hand} and {}", count(today.keys, "key press"))
        } else {
            String::new()
        };
        return format!("The pages were used by hand on {}{latest}.", count(days, "day"));
    }
    let bad_days = traits.iter().map(|(_, days)| *days).max().unwrap_or(0);
    let mut shown: Vec<String> = traits.iter().map(|(shown, _)| words(*shown).to_owned()).collect();
    let hidden = shown.split_off(shown.len().min(MOST_SAID)).len();
    if hidden > 0 {
        shown.push(format!("{hidden} more such signs"));
    }
    format!(
        "The pages were used as a program does {}: {}.",
        on_days(bad_days, days),
        listed(&shown)
    )
}

const fn words(shown: Trait) -> &'static str {
    match shown {
        Trait::Centred => "clicks in the exact centre",
        Trait::Pathless => "clicks without a way of the pointer",
        Trait::ShortHolds => "presses shorter than 10 ms",
        Trait::Pressureless => "mouse presses without pressure",
        Trait::FastKeys => "keys less than 25 ms apart",
        Trait::FlatKeys => "keys held for less than 5 ms",
        Trait::SteadyKeys => "keys in an even beat",
        Trait::Uncoalesced => "a pointer that moves once a frame",
        Trait::Straight => "a pointer that only moves straight",
        Trait::Untrusted => "input made by a script",
        Trait::BetweenPixels => "a pointer between the pixels of the screen",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::analyze;
    use crate::scoring::analyzer::Finding;
    use crate::scoring::evidence::Evidence;
    use crate::scoring::fixture::{DAY, Life, human_input};

    fn after(summary: Value, events: i64, days: i64) -> Option<Finding> {
        let mut life = Life::new();
        life.interaction = summary;
        for n in 0..events * days {
            life.browser(n / events * DAY + n % events * 9000, "page_view");
        }
        analyze(&life.evidence)
    }

    /// A robot's three clicks.
    #[test]
    fn fires() {
        let click = json!({ "clicks": 1, "centredClicks": 1, "pointerMoves": 1, "clickHoldMs": 1 });
        let finding = after(click, 4, 1).unwrap();
        assert!(finding.lean == -1.0 && finding.confidence > 0.5, "{finding:?}");
    }

    /// A person, surer with more days.
    #[test]
    fn does_not_fire() {
        let (one, many) = (
            after(human_input(), 3, 1).unwrap(),
            after(human_input(), 3, 6).unwrap(),
        );
        assert!(one.lean > 0.5 && one.confidence < many.confidence, "{one:?}");
    }

    /// No summaries, or hardly any input.
    #[test]
    fn abstains() {
        assert_eq!(analyze(&Evidence::default()), None);
        assert_eq!(after(json!({ "clicks": 1, "pointerMoves": 9 }), 1, 3), None);
    }

    /// A person's input in a request that no browser sent counts nothing; a program's counts as ever.
    #[test]
    fn forged() {
        let sent = |summary: Value| {
            let mut life = Life::new();
            life.record["request"] =
                json!({ "acceptLanguage": null, "acceptEncoding": null, "fetchSite": null });
            life.interaction = summary;
            for n in 0..3 {
                life.browser(n * 9000, "page_view");
            }
            analyze(&life.evidence).unwrap()
        };
        let person = sent(human_input());
        assert!(
            person.lean == 0.0 && person.explanation.contains("no browser sent"),
            "{person:?}"
        );
        assert!(sent(json!({ "clicks": 2, "centredClicks": 2, "pressurelessDowns": 2 })).lean < -0.9);
    }

    /// Thousands of human-like events in one day make no surer than a day does; one bad day of ten is not the
    /// person.
    #[test]
    fn boundary() {
        assert!(after(human_input(), 3000, 1).unwrap().confidence <= 0.5);
        let mut victim = Life::new();
        victim.interaction = human_input();
        victim.days(0..10);
        victim.interaction = json!({ "clicks": 9, "centredClicks": 9, "pressurelessDowns": 9 });
        for n in 0..500 {
            victim.browser(10 * DAY + n, "page_view");
        }
        assert!(analyze(&victim.evidence).unwrap().lean > 0.4);
    }
}
