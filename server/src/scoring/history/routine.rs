//! What the first visit did, in which order and how fast: whoever follows the same script leaves the same digest.

use serde::{Deserialize, Serialize};

use super::rhythm::is_clockwork;
use crate::scoring::digest::digest;

/// So many events are an opening: half a routine, which other visits begin with as well.
pub const OPENING: u32 = 8;
/// So many events are a routine; what comes after them does not count.
pub const WHOLE: u32 = 16;
/// A gap of up to a second, and four times as long each further step: waits that a script draws anew fall into the
/// same step, and a person's spread over several.
const FIRST_STEP_MS: i64 = 1_000;
const STEP: i64 = 4;
const LAST_STEP: u32 = 6;
/// Fewer kinds of gap, or of things done, are a timer or a reload, which says nothing about who it is.
const MIN_GAPS: u32 = 3;
const MIN_TYPES: u32 = 3;

/// The first visit so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Routine {
    /// Digest of the visit.
    #[serde(rename = "v")]
    visit: Option<u32>,
    /// Its latest event.
    #[serde(rename = "l")]
    last_ms: i64,
    /// Events so far.
    #[serde(rename = "n")]
    events: u32,
    /// Digest of them all.
    #[serde(rename = "h")]
    so_far: u32,
    /// Steps of gaps so far, a bit each.
    #[serde(rename = "g")]
    gaps: u32,
    /// Names so far, up to as many as are asked for.
    #[serde(rename = "t")]
    types: Vec<u32>,
    /// Digest of the opening.
    #[serde(rename = "o")]
    opening: Option<u32>,
    /// Digest of the whole.
    #[serde(rename = "w")]
    whole: Option<u32>,
}

impl Routine {
    /// Notes an event of a visit; only the first visit counts.
    pub fn note(&mut self, visit: u32, event_type: &str, at_ms: i64) {
        if self.events >= WHOLE || *self.visit.get_or_insert(visit) != visit || is_clockwork(event_type) {
            return;
        }
        let step = step(at_ms.saturating_sub(self.last_ms));
        if self.events > 0 {
            self.gaps |= 1 << step;
        }
        let name = digest(event_type.as_bytes());
        if self.types.len() < MIN_TYPES as usize && !self.types.contains(&name) {
            self.types.push(name);
        }
        let step = if self.events == 0 { 0 } else { step };
        let told: Vec<u8> = [self.so_far, name, step]
            .iter()
            .flat_map(|part| part.to_le_bytes())
            .collect();
        self.so_far = digest(&told);
        self.last_ms = at_ms;
        self.events += 1;
        let is_telling = self.gaps.count_ones() >= MIN_GAPS && self.types.len() >= MIN_TYPES as usize;
        match self.events {
            OPENING if is_telling => self.opening = Some(self.so_far),
            WHOLE if is_telling => self.whole = Some(self.so_far),
            _ => {}
        }
    }

    /// Digest of the first eight events, until there are sixteen.
    pub fn opening(&self) -> Option<u32> {
        self.opening.filter(|_| self.whole.is_none())
    }

    /// Digest of the first sixteen events.
    pub const fn whole(&self) -> Option<u32> {
        self.whole
    }
}

fn step(gap_ms: i64) -> u32 {
    let mut limit = FIRST_STEP_MS;
    (0..LAST_STEP)
        .find(|_| {
            let within = gap_ms <= limit;
            limit *= STEP;
            within
        })
        .unwrap_or(LAST_STEP)
}

#[cfg(test)]
mod tests {
    use super::Routine;

    const NAMES: [&str; 5] = ["dregs_init", "page_view", "signup", "page_view", "promo_redeem"];
    const GAPS: [i64; 6] = [700, 2_500, 9_000, 33_000, 1_800, 70_000];

    fn routine(events: usize, gap: impl Fn(usize) -> i64) -> Routine {
        let mut routine = Routine::default();
        let mut at_ms = 1_790_000_000_000;
        for n in 0..events {
            at_ms += gap(n);
            routine.note(7, NAMES[n % NAMES.len()], at_ms);
        }
        routine
    }

    /// The same script is the same routine whenever it runs, a little faster or slower; another order is another.
    #[test]
    fn scripts_repeat_themselves() {
        let plain = routine(20, |n| GAPS[n % GAPS.len()]);
        assert!(plain.whole().is_some() && plain.opening().is_none());
        assert_eq!(
            routine(16, |n| GAPS[n % GAPS.len()] * 11 / 10).whole(),
            plain.whole()
        );
        assert_ne!(routine(16, |n| GAPS[(n + 1) % GAPS.len()]).whole(), plain.whole());
    }

    /// Seven events are nothing, eight an opening, until sixteen are a whole.
    #[test]
    fn waits_for_enough() {
        let of = |events| routine(events, |n| GAPS[n % GAPS.len()]);
        assert_eq!((of(7).opening(), of(7).whole()), (None, None));
        assert!(of(8).opening().is_some() && of(15).opening() == of(8).opening());
        assert!(of(16).opening().is_none() && of(16).whole().is_some());
    }

    /// A timer, and a page that is loaded again and again, are nobody's own.
    #[test]
    fn plain_ones_say_nothing() {
        assert_eq!(routine(16, |_| 2_000).whole(), None);
        let mut reloads = Routine::default();
        for n in 0..16 {
            reloads.note(7, "page_view", 1_000_000 + n * n * 3_000);
        }
        assert_eq!(reloads.whole(), None);
    }

    /// Only the first visit counts, and what it reports by the clock does not.
    #[test]
    fn other_visits_do_not_count() {
        let mut routine = routine(15, |n| GAPS[n % GAPS.len()]);
        routine.note(8, "page_view", 1_900_000_000_000);
        routine.note(7, "heartbeat", 1_900_000_000_000);
        assert_eq!(routine.whole(), None);
    }
}
