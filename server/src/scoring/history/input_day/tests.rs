//! Days of robots and of people.

use serde_json::{Value, json};

use super::{InputDay, Verdict};
use crate::scoring::history::input::{Counts, Trait};

fn judge(summary: Value, times: u32) -> Option<Verdict> {
    let mut day = InputDay::default();
    for _ in 0..times {
        day.add(&Counts::of(&summary));
    }
    day.judge()
}

/// A robot's clicks show three traits at once.
#[test]
fn robots_show() {
    let click = json!({ "clicks": 1, "centredClicks": 1, "pointerMoves": 1, "clickHoldMs": 2 });
    let verdict = judge(click.clone(), 3).unwrap();
    assert_eq!(
        verdict.traits,
        [Trait::Centred, Trait::Pathless, Trait::ShortHolds]
    );
    assert_eq!(verdict.lean_tenths, -10);
    assert_eq!(judge(click, 2), None);
}

/// A mouse without pressure is nearly enough alone.
#[test]
fn pressureless_presses_show() {
    let summary = json!({ "clicks": 3, "pressurelessDowns": 3, "pointerMoves": 90, "pointerEntropy": 0.5 });
    assert_eq!(judge(summary, 1).unwrap().traits, [Trait::Pressureless]);
}

/// The traps: keyboard clicks, taps, autofill, a slow mouse.
#[test]
fn people_with_habits_do_not() {
    let keyboard = json!({ "clicks": 9, "keyboardClicks": 9, "centredClicks": 9, "clickHoldMs": 0,
        "keyPresses": 40, "keyIntervalMs": 210, "keyIntervalSd": 90, "keyDwellMs": 85 });
    let tablet = json!({ "touches": 9, "clicks": 9, "centredClicks": 1, "clickHoldMs": 6, "scrolls": 4 });
    let autofill = json!({ "clicks": 3, "pointerMoves": 70, "autofilledFields": 4, "pointerEntropy": 0.6 });
    for summary in [keyboard, tablet, autofill] {
        let verdict = judge(summary.clone(), 2).unwrap();
        assert!(
            verdict.traits.is_empty() && verdict.lean_tenths > 0,
            "{summary}: {verdict:?}"
        );
    }
    let slow_mouse =
        json!({ "pointerMoves": 80, "pointerCoalescedMax": 1, "pointerEntropy": 0.5, "clicks": 1 });
    assert_eq!(judge(slow_mouse, 3).unwrap().traits, [Trait::Uncoalesced]);
}

/// A metronome types, and a script dispatches.
#[test]
fn keys_and_scripts_show() {
    let typist = json!({ "keyPresses": 30, "keyIntervalMs": 10, "keyIntervalSd": 0, "keyDwellMs": 1 });
    assert_eq!(judge(typist, 1).unwrap().lean_tenths, -10);
    let script = json!({ "clicks": 4, "untrustedEvents": 20, "pointerMoves": 100 });
    assert_eq!(judge(script, 1).unwrap().traits, [Trait::Untrusted]);
}

/// Curves that miss the pixels show; a few such moves of a pinched page do not.
#[test]
fn mimics_show() {
    let hand = |between: u32| json!({ "pointerMoves": 90, "oddMoves": between, "pointerEntropy": 0.5, "clicks": 3, "keyPresses": 20 });
    let traits = |summary| judge(summary, 1).unwrap().traits;
    assert_eq!(traits(hand(54)), [Trait::BetweenPixels]);
    assert_eq!(traits(hand(12)), []);
}
