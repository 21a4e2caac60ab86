//! One day of input, and the verdict on it.

use serde::{Deserialize, Serialize};

use super::input::{Counts, Trait};

/// Sums over the summaries of one day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InputDay {
    /// Pointer moves.
    #[serde(rename = "m")]
    pub moves: u32,
    /// Touches.
    #[serde(rename = "t")]
    pub touches: u32,
    /// Clicks of a pointer.
    #[serde(rename = "c")]
    pub clicks: u32,
    /// … in the dead centre.
    #[serde(rename = "cc")]
    pub centred: u32,
    /// … without a way towards them.
    #[serde(rename = "cp")]
    pub pathless: u32,
    /// … of summaries whose median press is too short.
    #[serde(rename = "cs")]
    pub short: u32,
    /// Mouse presses without pressure.
    #[serde(rename = "cz")]
    pub pressureless: u32,
    /// Keys.
    #[serde(rename = "k")]
    pub keys: u32,
    #[serde(rename = "kf")]
    fast_keys: u32,
    #[serde(rename = "kd")]
    flat_keys: u32,
    #[serde(rename = "ks")]
    steady_keys: u32,
    #[serde(rename = "kh")]
    human_keys: u32,
    #[serde(rename = "mp")]
    moves_between_pixels: u32,
    #[serde(rename = "mu")]
    uncoalesced_moves: u32,
    #[serde(rename = "mc")]
    coalesced_moves: u32,
    #[serde(rename = "ms")]
    straight_moves: u32,
    #[serde(rename = "mw")]
    winding_moves: u32,
    /// Scrolls.
    #[serde(rename = "s")]
    pub scrolls: u32,
    /// Events that no device made.
    #[serde(rename = "u")]
    pub untrusted: u32,
}

/// What a day of input looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// −10 a program … 10 a person.
    pub lean_tenths: i64,
    /// What speaks for a program.
    pub traits: Vec<Trait>,
}

// Limits measured on 29 automation set-ups and 8 human-like ones: see docs/scoring.md.
const SHORT_HOLD_MS: u32 = 10;
const FAST_KEY_MS: u32 = 25;
const FLAT_KEY_MS: u32 = 5;
/// Fingers deviate by a third of their gap; a tenth is a metronome.
const STEADY_KEY_PERCENT: u32 = 10;
const STRAIGHT_ENTROPY: u32 = 30;
const WINDING_ENTROPY: u32 = 200;
/// A program's curve misses the pixels with six of ten moves; a pinched page may with some.
const BETWEEN_PIXELS_PART: u32 = 3;
const ENOUGH_CLICKS: u32 = 3;
const ENOUGH_KEYS: u32 = 8;
const ENOUGH_MOVES: u32 = 60;
const ENOUGH_TOUCHES: u32 = 5;

impl InputDay {
    /// Adds one summary.
    pub fn add(&mut self, counts: &Counts) {
        let add = |sum: &mut u32, more: u32, if_so: bool| {
            if if_so {
                *sum = sum.saturating_add(more);
            }
        };
        let holds_briefly = counts.hold_ms.is_some_and(|ms| ms < SHORT_HOLD_MS);
        add(&mut self.moves, counts.moves, true);
        add(&mut self.touches, counts.touches, true);
        add(&mut self.clicks, counts.clicks, true);
        add(&mut self.scrolls, counts.scrolls, true);
        add(&mut self.untrusted, counts.untrusted, true);
        add(&mut self.keys, counts.keys, true);
        add(
            &mut self.moves_between_pixels,
            counts.between_pixels.min(counts.moves),
            true,
        );
        // A finger has no pointer: its taps come without moves and may be as short as they like.
        let by_mouse = counts.touches == 0;
        add(&mut self.centred, counts.centred.min(counts.clicks), true);
        add(&mut self.pressureless, counts.pressureless, by_mouse);
        add(
            &mut self.pathless,
            counts.clicks,
            by_mouse && counts.moves <= counts.clicks.saturating_mul(2),
        );
        add(&mut self.short, counts.clicks, by_mouse && holds_briefly);
        // None at all is a browser that cannot tell.
        add(
            &mut self.uncoalesced_moves,
            counts.moves,
            by_mouse && counts.coalesced == Some(1),
        );
        add(
            &mut self.coalesced_moves,
            counts.moves,
            counts.coalesced.is_some_and(|most| most > 1),
        );
        add(
            &mut self.straight_moves,
            counts.moves,
            counts.entropy.is_some_and(|e| by_mouse && e < STRAIGHT_ENTROPY),
        );
        add(
            &mut self.winding_moves,
            counts.moves,
            counts.entropy.is_some_and(|e| e >= WINDING_ENTROPY),
        );
        self.add_keys(counts);
    }

    fn add_keys(&mut self, counts: &Counts) {
        let (gap, sd, hold) = (counts.key_gap_ms, counts.key_gap_sd, counts.key_hold_ms);
        let is_fast = gap.is_some_and(|ms| ms < FAST_KEY_MS);
        let is_flat = hold.is_some_and(|ms| ms < FLAT_KEY_MS);
        let is_steady = counts.keys >= ENOUGH_KEYS
            && matches!((gap, sd), (Some(gap), Some(sd)) if gap > 0 && sd * 100 < gap * STEADY_KEY_PERCENT);
        let is_human = !is_fast && !is_flat && !is_steady && gap.is_some() && hold.is_some();
        for (sum, if_so) in [
            (&mut self.fast_keys, is_fast),
            (&mut self.flat_keys, is_flat),
            (&mut self.steady_keys, is_steady),
            (&mut self.human_keys, is_human),
        ] {
            *sum = sum.saturating_add(if if_so { counts.keys } else { 0 });
        }
    }

    /// How much there was: one click, five keys or fifty moves are one.
    pub fn amount(&self) -> f64 {
        f64::from(self.clicks)
            + f64::from(self.touches)
            + f64::from(self.keys) / 5.0
            + f64::from(self.moves) / 50.0
    }

    /// Judges the day; none when there was too little input.
    pub fn judge(&self) -> Option<Verdict> {
        let enough = self.clicks >= ENOUGH_CLICKS
            || self.keys >= ENOUGH_KEYS
            || self.moves >= ENOUGH_MOVES
            || self.touches >= ENOUGH_TOUCHES;
        let (traits, against) = self.traits();
        let in_favour = self.human_tenths();
        let lean_tenths = if traits.is_empty() {
            in_favour
        } else {
            in_favour * 3 / 10 - against
        };
        enough.then(|| Verdict {
            lean_tenths: lean_tenths.clamp(-10, 10),
            traits,
        })
    }

    /// What speaks for a program, and how many tenths of certainty it is worth together.
    fn traits(&self) -> (Vec<Trait>, i64) {
        let most = |part: u32, whole: u32, enough: u32| {
            whole >= enough && u64::from(part) * 10 >= u64::from(whole) * 8
        };
        let all_input = self.clicks.saturating_add(self.keys).saturating_add(self.touches);
        let rules = [
            (Trait::Centred, 4, most(self.centred, self.clicks, ENOUGH_CLICKS)),
            (
                Trait::Pathless,
                4,
                most(self.pathless, self.clicks, ENOUGH_CLICKS),
            ),
            (Trait::ShortHolds, 4, most(self.short, self.clicks, ENOUGH_CLICKS)),
            (
                Trait::Pressureless,
                7,
                most(self.pressureless, self.clicks, ENOUGH_CLICKS),
            ),
            (Trait::FastKeys, 4, most(self.fast_keys, self.keys, ENOUGH_KEYS)),
            (Trait::FlatKeys, 4, most(self.flat_keys, self.keys, ENOUGH_KEYS)),
            (
                Trait::SteadyKeys,
                3,
                most(self.steady_keys, self.keys, ENOUGH_KEYS),
            ),
            (
                Trait::Uncoalesced,
                2,
                most(self.uncoalesced_moves, self.moves, ENOUGH_MOVES),
            ),
            (
                Trait::Straight,
                2,
                most(self.straight_moves, self.moves, ENOUGH_MOVES),
            ),
            (
                // No hand at all can, so that the rest of a good imitation must not outweigh it.
                Trait::BetweenPixels,
                6,
                self.moves >= ENOUGH_MOVES && self.moves_between_pixels >= self.moves / BETWEEN_PIXELS_PART,
            ),
            (
                Trait::Untrusted,
                4,
                self.untrusted >= 5 && self.untrusted > all_input / 2,
            ),
        ];
        let shown = rules.into_iter().filter(|(_, _, holds)| *holds);
        shown.fold((Vec::new(), 0), |(mut traits, sum), (shown, tenths, _)| {
            traits.push(shown);
            (traits, sum + tenths)
        })
    }

    /// How many tenths of certainty speak for a person.
    fn human_tenths(&self) -> i64 {
        let rules = [
            (3, self.winding_moves >= ENOUGH_MOVES),
            (2, self.coalesced_moves >= ENOUGH_MOVES),
            (2, self.clicks >= ENOUGH_CLICKS && self.centred * 5 <= self.clicks),
            (4, self.human_keys >= 2 * ENOUGH_KEYS),
            (5, self.touches >= ENOUGH_TOUCHES),
            (1, self.scrolls >= 5),
        ];
        rules
            .into_iter()
            .filter(|(_, holds)| *holds)
            .map(|(tenths, _)| tenths)
            .sum::<i64>()
            .min(10)
    }
}

#[cfg(test)]
mod tests;
