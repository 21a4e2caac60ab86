//! One short visit, driven by a program or by a person: what each kind of driver shows, and on which side it falls.

use app::types::score::Category;
use serde_json::{Value, json};

use super::value;
use crate::scoring::engine::analyze;
use crate::scoring::fixture::Life;

/// Below this a visitor is more likely a program than a person.
const DIVIDE: u8 = 50;

/// A visit of four clicks with these signs and this hand.
fn humanity(codes: &[&str], hand: &Value) -> u8 {
    let mut life = Life::new();
    life.record["automation"] = json!(codes);
    life.browser(0, "dregs_init");
    life.interaction = hand.clone();
    for (step, gap) in [1_900, 7_300, 11_800, 21_000].into_iter().enumerate() {
        life.browser(gap + step as i64 * 731, "page_view");
    }
    value(&analyze(&life.evidence), Category::Humanity).unwrap()
}

fn jumping() -> Value {
    json!({ "clicks": 1, "centredClicks": 1, "pointerMoves": 1, "clickHoldMs": 2, "pointerCoalescedMax": 1 })
}

fn gliding(extra: &[(&str, Value)]) -> Value {
    let mut hand = json!({ "clicks": 1, "pointerMoves": 60, "pointerEntropy": 0.5, "pointerCoalescedMax": 3, "clickHoldMs": 85 });
    for (key, value) in extra {
        hand[*key] = value.clone();
    }
    hand
}

/// Drivers with a hard sign, masked drivers with a robot's hand, and masked drivers that mimic a hand but not all of it.
#[test]
fn programs_fall() {
    let idle = json!({});
    let typed = json!({ "keyPresses": 24, "keyIntervalMs": 3, "keyIntervalSd": 1, "keyDwellMs": 1 });
    let cases: [(&[&str], Value); 11] = [
        (&["webdriver"], idle.clone()),
        (&["headless-ua", "permission"], idle.clone()),
        (&["global"], idle.clone()),
        (&["patched", "proxied"], idle.clone()),
        (&["worker"], idle.clone()),
        (&["layout", "platform"], idle),
        (&["inspector"], jumping()),
        (&["inspector"], gliding(&[("centredClicks", json!(1))])),
        (&["inspector"], gliding(&[("pressurelessDowns", json!(1))])),
        (&["inspector"], typed),
        (&[], jumping()),
    ];
    for (codes, hand) in cases {
        let value = humanity(codes, &hand);
        assert!(value < DIVIDE, "{codes:?} {hand}: {value}");
    }
}

/// A mouse, a keyboard alone, a finger, open developer tools, a slow mouse, and a visitor who only reads.
#[test]
fn people_stand() {
    let keyboard = json!({ "clicks": 1, "keyboardClicks": 1, "clickHoldMs": 0, "keyPresses": 30, "keyIntervalMs": 190,
        "keyIntervalSd": 80, "keyDwellMs": 90 });
    let finger = json!({ "touches": 3, "clicks": 2, "clickHoldMs": 5, "scrolls": 9, "pointerMoves": 0 });
    let slow = gliding(&[("pointerCoalescedMax", json!(1))]);
    let cases: [(&[&str], Value); 8] = [
        (&[], gliding(&[])),
        (&[], keyboard.clone()),
        (&[], finger),
        (&[], slow.clone()),
        (&[], json!({ "scrolls": 3 })),
        (&["inspector"], gliding(&[])),
        (&["inspector"], keyboard),
        (&["inspector"], slow),
    ];
    for (codes, hand) in cases {
        let value = humanity(codes, &hand);
        assert!(value >= DIVIDE, "{codes:?} {hand}: {value}");
    }
}
