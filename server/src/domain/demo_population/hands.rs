//! How pages are used: summaries of a mouse, a finger and a robot.

use serde_json::{Value, json};

use super::chance::Chance;

/// A person, on whatever the device has.
pub fn person(chance: &mut Chance, device: &Value, types: bool) -> Value {
    if device["maxTouchPoints"].as_i64().unwrap_or(0) > 0 && device["userAgentData"]["mobile"] != json!(false)
    {
        finger(chance, types)
    } else {
        mouse(chance, types)
    }
}

fn mouse(chance: &mut Chance, types: bool) -> Value {
    let clicks = chance.within(1, 5);
    let mut summary = json!({
        "pointerMoves": chance.within(35, 420),
        "pointerEntropy": fraction(chance.within(380, 840)),
        "pointerCoalescedMax": chance.within(2, 9),
        "touches": 0,
        "clicks": clicks,
        "centredClicks": 0,
        "keyboardClicks": i64::from(chance.percent(8)),
        "pressurelessDowns": 0,
        "clickHoldMs": chance.within(62, 140),
        "scrolls": chance.within(0, 24),
    });
    finish(chance, &mut summary, types);
    summary
}

fn finger(chance: &mut Chance, types: bool) -> Value {
    let touches = chance.within(2, 14);
    let mut summary = json!({
        "pointerMoves": chance.within(6, 90),
        "pointerEntropy": null,
        "pointerCoalescedMax": chance.within(1, 4),
        "touches": touches,
        "clicks": chance.within(1, touches.min(4)),
        "centredClicks": 0,
        "keyboardClicks": 0,
        "pressurelessDowns": 0,
        "clickHoldMs": chance.within(38, 120),
        "scrolls": chance.within(2, 40),
    });
    finish(chance, &mut summary, types);
    summary
}

/// A driver that goes straight to the middle of everything.
pub fn robot(chance: &mut Chance, types: bool) -> Value {
    let clicks = chance.within(1, 3);
    let keys = if types { chance.within(18, 34) } else { 0 };
    json!({
        "pointerMoves": clicks, "pointerEntropy": 0.0, "pointerCoalescedMax": 1, "touches": 0, "clicks": clicks,
        "centredClicks": clicks, "keyboardClicks": 0, "pressurelessDowns": clicks, "clickHoldMs": chance.within(0, 3),
        "keyPresses": keys, "keyIntervalMs": (keys > 0).then_some(2), "keyIntervalSd": (keys > 0).then_some(0),
        "keyDwellMs": (keys > 0).then_some(0), "pastedFields": 0, "autofilledFields": 0, "scrolls": 0,
        "msToFirstInput": chance.within(20, 60), "msVisible": chance.within(400, 900), "untrustedEvents": 0,
    })
}

fn finish(chance: &mut Chance, summary: &mut Value, types: bool) {
    let keys = if types { chance.within(14, 70) } else { 0 };
    let gap = chance.within(120, 290);
    summary["keyPresses"] = keys.into();
    summary["keyIntervalMs"] = (keys > 0).then_some(gap).into();
    summary["keyIntervalSd"] = (keys > 0).then_some(gap * chance.within(28, 60) / 100).into();
    summary["keyDwellMs"] = (keys > 0).then_some(chance.within(58, 125)).into();
    summary["pastedFields"] = i64::from(types && chance.percent(10)).into();
    summary["autofilledFields"] = (if types && chance.percent(35) {
        chance.within(1, 4)
    } else {
        0
    })
    .into();
    summary["msToFirstInput"] = chance.within(600, 9_000).into();
    summary["msVisible"] = chance.within(3_000, 90_000).into();
    summary["untrustedEvents"] = 0.into();
}

fn fraction(thousandths: i64) -> f64 {
    thousandths as f64 / 1000.0
}
