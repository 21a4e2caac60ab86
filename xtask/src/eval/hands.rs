//! How pages are used: what the browser script counts of mice, fingers, keyboards and programs.

use serde_json::{Value, json};

use super::chance::Chance;

/// Who is at it, and how.
#[derive(Clone, Debug)]
pub enum Hands {
    /// A mouse or trackpad, and a keyboard.
    Mouse(Habit),
    /// Fingers on glass.
    Touch(Habit),
    /// Keys only: no pointer ever moves.
    Keyboard(Habit),
    /// A program that jumps to the middle of what it presses, at once.
    Robot,
    /// A program that moves along drawn curves and waits between keys.
    Mimic,
    /// The same recorded summary, over and over.
    Replay(Box<Value>),
    /// Nothing is counted.
    None,
}

/// What is a person's own, and stays.
#[derive(Clone, Copy, Debug)]
pub struct Habit {
    key_gap_ms: f64,
    hold_ms: f64,
    wander: f64,
    fills_in: i64,
}

impl Habit {
    /// Somebody's.
    pub fn draw(chance: &mut Chance) -> Self {
        Self {
            key_gap_ms: chance.around(190.0, 0.33),
            hold_ms: chance.around(95.0, 0.25),
            wander: (0.6 + 0.13 * chance.bell()).clamp(0.12, 0.95),
            fills_in: *chance.pick(&[0, 20, 50, 90]),
        }
    }

    /// The same, so many times faster at everything.
    pub const fn quicker(self, times: f64) -> Self {
        Self {
            key_gap_ms: self.key_gap_ms / times,
            hold_ms: self.hold_ms / times.min(1.5),
            ..self
        }
    }

    /// Lets a password manager fill in every form.
    pub const fn filling_in(self) -> Self {
        Self { fills_in: 97, ..self }
    }
}

impl Hands {
    /// The summary of so many milliseconds on a page; `typing` when there is a form.
    pub fn summary(&self, chance: &mut Chance, typing: bool, visible_ms: i64) -> Value {
        let mut summary = match self {
            Self::Mouse(habit) => mouse(chance, habit),
            Self::Touch(habit) => touch(chance, habit),
            Self::Keyboard(habit) => keys_only(chance, habit),
            Self::Robot => return robot(chance, typing, visible_ms),
            Self::Mimic => return mimic(chance, typing, visible_ms),
            Self::Replay(recorded) => return recorded.as_ref().clone(),
            Self::None => return Value::Null,
        };
        let (Self::Mouse(habit) | Self::Touch(habit) | Self::Keyboard(habit)) = self else {
            return summary;
        };
        let walks = matches!(self, Self::Keyboard(_));
        keys(chance, habit, typing, walks, &mut summary);
        summary["msToFirstInput"] = chance.about(1_900.0, 0.8).min(visible_ms).into();
        summary["msVisible"] = visible_ms.into();
        summary["untrustedEvents"] = 0.into();
        summary["oddMoves"] = 0.into();
        summary
    }
}

fn mouse(chance: &mut Chance, habit: &Habit) -> Value {
    let clicks = chance.within(0, 5);
    let centred = (0..clicks).filter(|_| chance.percent(2)).count();
    json!({
        "pointerMoves": chance.about(130.0, 0.8).max(4),
        "pointerEntropy": thousandths((habit.wander + 0.09 * chance.bell()).clamp(0.05, 0.99)),
        "pointerCoalescedMax": chance.about(3.0, 0.6).max(1),
        "touches": 0,
        "clicks": clicks,
        "centredClicks": centred,
        "keyboardClicks": i64::from(clicks > 0 && chance.percent(9)),
        "pressurelessDowns": 0,
        "clickHoldMs": (clicks > 0).then(|| chance.about(habit.hold_ms, 0.22)),
        "scrolls": chance.about(7.0, 1.0),
    })
}

fn touch(chance: &mut Chance, habit: &Habit) -> Value {
    let touches = chance.about(6.0, 0.7).max(1);
    json!({
        "pointerMoves": chance.about(22.0, 0.9),
        "pointerEntropy": chance.percent(60).then(|| thousandths((0.35 + 0.15 * chance.bell()).clamp(0.0, 0.9))),
        "pointerCoalescedMax": chance.within(1, 4),
        "touches": touches,
        "clicks": chance.within(0, touches.min(5)),
        "centredClicks": i64::from(chance.percent(3)),
        "keyboardClicks": 0,
        "pressurelessDowns": 0,
        "clickHoldMs": chance.about(habit.hold_ms * 0.75, 0.25),
        "scrolls": chance.about(14.0, 0.9),
    })
}

fn keys_only(chance: &mut Chance, habit: &Habit) -> Value {
    let clicks = chance.within(1, 4);
    json!({
        "pointerMoves": 0, "pointerEntropy": null, "pointerCoalescedMax": 0, "touches": 0,
        "clicks": clicks, "centredClicks": 0, "keyboardClicks": clicks, "pressurelessDowns": 0,
        "clickHoldMs": null, "keyDwellMs": habit.hold_ms.round() as i64,
        "scrolls": chance.about(5.0, 1.0),
    })
}

/// Keys of a form, and those that walk a page for people without a pointer.
fn keys(chance: &mut Chance, habit: &Habit, typing: bool, walks: bool, summary: &mut Value) {
    let filled = typing && chance.percent(habit.fills_in);
    let typed = match (typing, filled) {
        (true, false) => chance.about(30.0, 0.4),
        (true, true) => chance.within(0, 4),
        (false, _) if walks => chance.about(16.0, 0.6),
        (false, _) => i64::from(chance.percent(10)) * chance.within(1, 6),
    };
    let gap = chance.around(habit.key_gap_ms * if walks && !typing { 2.2 } else { 1.0 }, 0.15);
    summary["keyPresses"] = typed.into();
    summary["keyIntervalMs"] = (typed > 1).then_some(gap.round() as i64).into();
    summary["keyIntervalSd"] = (typed > 2).then(|| chance.about(gap * 0.55, 0.3)).into();
    summary["keyDwellMs"] = (typed > 0).then(|| chance.about(habit.hold_ms, 0.15)).into();
    summary["pastedFields"] = i64::from(typing && chance.percent(8)).into();
    summary["autofilledFields"] = (if filled { chance.within(1, 4) } else { 0 }).into();
}

fn robot(chance: &mut Chance, typing: bool, visible_ms: i64) -> Value {
    let clicks = chance.within(1, 3);
    let keys = if typing { chance.within(20, 40) } else { 0 };
    json!({
        "pointerMoves": clicks, "pointerEntropy": 0.0, "pointerCoalescedMax": 1, "touches": 0, "clicks": clicks,
        "centredClicks": clicks, "keyboardClicks": 0, "pressurelessDowns": clicks, "clickHoldMs": chance.within(0, 3),
        "keyPresses": keys, "keyIntervalMs": (keys > 0).then(|| chance.within(1, 6)),
        "keyIntervalSd": (keys > 0).then(|| chance.within(0, 2)), "keyDwellMs": (keys > 0).then(|| chance.within(0, 1)),
        "pastedFields": 0, "autofilledFields": 0, "scrolls": 0, "msToFirstInput": chance.within(20, 90).min(visible_ms),
        "msVisible": visible_ms, "untrustedEvents": 0, "oddMoves": 0,
    })
}

/// What careful drivers do: curves between the pixels, a press of some length, keys with drawn pauses.
fn mimic(chance: &mut Chance, typing: bool, visible_ms: i64) -> Value {
    let (clicks, moves) = (chance.within(1, 3), chance.within(60, 140));
    let keys = if typing { chance.within(20, 40) } else { 0 };
    json!({
        "pointerMoves": moves, "pointerEntropy": thousandths((0.3 + 0.04 * chance.bell()).clamp(0.05, 0.9)),
        "pointerCoalescedMax": 1, "touches": 0, "clicks": clicks, "centredClicks": 0, "keyboardClicks": 0,
        "pressurelessDowns": 0, "clickHoldMs": chance.within(60, 90), "keyPresses": keys,
        "keyIntervalMs": (keys > 0).then(|| chance.within(95, 115)), "keyIntervalSd": (keys > 0).then(|| chance.within(25, 32)),
        "keyDwellMs": (keys > 0).then(|| chance.within(48, 60)), "pastedFields": 0, "autofilledFields": 0,
        "scrolls": chance.within(0, 3), "msToFirstInput": chance.within(700, 1_100).min(visible_ms), "msVisible": visible_ms,
        "untrustedEvents": 0, "oddMoves": moves - chance.within(2, 12),
    })
}

fn thousandths(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_vary_and_recordings_do_not() {
        let mut chance = Chance::new(2);
        let mouse = Hands::Mouse(Habit::draw(&mut chance));
        let one = mouse.summary(&mut chance, true, 9_000);
        assert_ne!(one, mouse.summary(&mut chance, true, 9_000));
        let replay = Hands::Replay(Box::new(one.clone()));
        assert_eq!(replay.summary(&mut chance, false, 5), one);
    }

    #[test]
    fn nobody_without_a_pointer_moves_it() {
        let mut chance = Chance::new(2);
        let hands = Hands::Keyboard(Habit::draw(&mut chance));
        let summary = hands.summary(&mut chance, false, 9_000);
        assert_eq!(summary["pointerMoves"], 0);
        assert!(summary["keyPresses"].as_i64().unwrap() > 0);
    }
}
