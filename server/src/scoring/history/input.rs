//! How the page was used: pointer, touch and keys, summed over a day and then judged.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::input_day::InputDay;
use crate::scoring::digest::digest;

/// Rich summaries remembered for telling replays.
const MAX_SEEN: usize = 16;

/// A way in which a program's hand differs from a person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trait {
    /// Clicks in the dead centre of their target.
    Centred,
    /// Clicks without a way of the pointer towards them.
    Pathless,
    /// Presses shorter than a finger's.
    ShortHolds,
    /// Mouse buttons pressed without pressure.
    Pressureless,
    /// Keys faster than fingers.
    FastKeys,
    /// Keys held for no time.
    FlatKeys,
    /// Keys as even as a metronome.
    SteadyKeys,
    /// A pointer that never moved twice within a frame.
    Uncoalesced,
    /// A pointer that never changes direction.
    Straight,
    /// Input made by a script of the page.
    Untrusted,
    /// A pointer where no pixel is.
    BetweenPixels,
}

/// Today's sums and how the days before were judged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Input {
    #[serde(rename = "y")]
    day: i64,
    /// The day that is still going on.
    #[serde(rename = "t")]
    pub today: InputDay,
    /// Earlier days with enough input to tell.
    #[serde(rename = "j")]
    pub judged_days: u32,
    /// Their leans, in tenths, added up.
    #[serde(rename = "l")]
    pub lean_tenths: i64,
    /// Earlier days with each trait.
    #[serde(rename = "r")]
    pub traits: BTreeMap<Trait, u32>,
    /// Rich summaries in all.
    #[serde(rename = "n")]
    pub rich: u32,
    /// Rich summaries that repeat an earlier one to the last count.
    #[serde(rename = "p")]
    pub replayed: u32,
    /// Days with such a repetition.
    #[serde(rename = "q")]
    pub replayed_days: super::days::Days,
    #[serde(rename = "s")]
    seen: Vec<u32>,
}

impl Input {
    /// Notes the `interaction` summary of an event; anything but an object is no summary.
    pub fn note(&mut self, summary: &Value, day: i64) {
        if !summary.is_object() || day < self.day {
            return;
        }
        if day > self.day {
            self.close_day(day);
        }
        let counts = Counts::of(summary);
        self.today.add(&counts);
        if counts.is_rich() {
            self.note_rich(&counts, day);
        }
    }

    fn close_day(&mut self, day: i64) {
        let verdict = std::mem::take(&mut self.today).judge();
        self.day = day;
        if let Some(verdict) = verdict {
            self.judged_days += 1;
            self.lean_tenths += verdict.lean_tenths;
            for shown in verdict.traits {
                *self.traits.entry(shown).or_default() += 1;
            }
        }
    }

    fn note_rich(&mut self, counts: &Counts, day: i64) {
        let mark = digest(format!("{counts:?}").as_bytes());
        self.rich = self.rich.saturating_add(1);
        if self.seen.contains(&mark) {
            self.replayed = self.replayed.saturating_add(1);
            self.replayed_days.mark(day);
            return;
        }
        if self.seen.len() >= MAX_SEEN {
            self.seen.remove(0);
        }
        self.seen.push(mark);
    }
}

/// One summary as whole numbers within sane limits; what could not be read is none.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    /// Pointer moves.
    pub moves: u32,
    /// Entropy of the pointer's changes of direction, in thousandths.
    pub entropy: Option<u32>,
    /// Most moves within one frame.
    pub coalesced: Option<u32>,
    /// … of them, to a place between the pixels of the screen.
    pub between_pixels: u32,
    /// Touches.
    pub touches: u32,
    /// Clicks of a pointer, without those that the keyboard makes.
    pub clicks: u32,
    /// … of them, in the dead centre.
    pub centred: u32,
    /// Mouse presses without pressure.
    pub pressureless: u32,
    /// Median press.
    pub hold_ms: Option<u32>,
    /// Keys.
    pub keys: u32,
    /// Median gap between keys.
    pub key_gap_ms: Option<u32>,
    /// Deviation of that gap.
    pub key_gap_sd: Option<u32>,
    /// Median time a key is held.
    pub key_hold_ms: Option<u32>,
    /// Scrolls.
    pub scrolls: u32,
    /// Events that no device made.
    pub untrusted: u32,
    /// How long the page was visible: only to tell summaries apart.
    pub visible_ms: u32,
    /// How long until the first input: likewise.
    pub first_ms: u32,
}

impl Counts {
    /// No summary of one page has more of anything.
    const MOST: f64 = 5_000.0;

    /// Reads a summary.
    pub fn of(summary: &Value) -> Self {
        let read = |key: &str, scale: f64, most: f64| {
            let number = summary.get(key)?.as_f64()?;
            // In range after the clamp, and NaN is no JSON number.
            number
                .is_finite()
                .then(|| (number * scale).clamp(0.0, most).round() as u32)
        };
        let number = |key: &str| read(key, 1.0, Self::MOST).unwrap_or(0);
        let clicks = number("clicks");
        Self {
            moves: number("pointerMoves"),
            entropy: read("pointerEntropy", 1000.0, 1000.0),
            coalesced: read("pointerCoalescedMax", 1.0, Self::MOST),
            between_pixels: number("oddMoves"),
            touches: number("touches"),
            clicks: clicks.saturating_sub(number("keyboardClicks")),
            centred: number("centredClicks").min(clicks),
            pressureless: number("pressurelessDowns"),
            hold_ms: read("clickHoldMs", 1.0, Self::MOST),
            keys: number("keyPresses"),
            key_gap_ms: read("keyIntervalMs", 1.0, Self::MOST),
            key_gap_sd: read("keyIntervalSd", 1.0, Self::MOST),
            key_hold_ms: read("keyDwellMs", 1.0, Self::MOST),
            scrolls: number("scrolls"),
            untrusted: number("untrustedEvents"),
            visible_ms: read("msVisible", 1.0, 1e9).unwrap_or(0),
            first_ms: read("msToFirstInput", 1.0, 1e9).unwrap_or(0),
        }
    }

    /// So full that two alike are no coincidence.
    const fn is_rich(&self) -> bool {
        self.moves >= 20 || self.keys >= 8
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Counts, Input};

    /// Hostile numbers are held to what a page can have.
    #[test]
    fn numbers_are_clamped() {
        let counts =
            Counts::of(&json!({ "clicks": 1e300, "keyPresses": -5, "pointerEntropy": "x", "touches": [] }));
        assert_eq!(
            (counts.clicks, counts.keys, counts.entropy, counts.touches),
            (5000, 0, None, 0)
        );
    }

    /// The same rich summary twice is a replay, the same poor one is not.
    #[test]
    fn replays_are_noticed() {
        let mut input = Input::default();
        for _ in 0..3 {
            input.note(&json!({ "pointerMoves": 90, "clicks": 2, "msVisible": 4211 }), 1);
            input.note(&json!({ "clicks": 1 }), 1);
        }
        assert_eq!((input.rich, input.replayed), (3, 2));
    }
}
