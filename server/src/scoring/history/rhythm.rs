//! How even the gaps between one visit's events are.

use serde::{Deserialize, Serialize};

const MAX_TRACKS: usize = 6;
/// Events closer than this belong to one action: a page view and the click that caused it.
const SAME_ACTION_MS: i64 = 250;
/// A longer gap is a pause, not a rhythm: the session timeout of the browser script.
const PAUSE_MS: i64 = 1_800_000;
/// Names of reports that a page sends by the clock.
const CLOCKWORK: [&str; 5] = ["heartbeat", "ping", "keepalive", "keep_alive", "poll"];

/// Whether a page sends such an event by the clock, whatever its reader does.
pub fn is_clockwork(event_type: &str) -> bool {
    let name = event_type.to_ascii_lowercase();
    CLOCKWORK.iter().any(|clockwork| name.contains(clockwork))
}

/// Gaps compared with the gaps before them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Beats {
    /// Gaps that had a gap before them.
    #[serde(rename = "n")]
    pub compared: u32,
    /// Gaps within five percent of one of the three before.
    #[serde(rename = "r")]
    pub repeated: u32,
    /// Gaps within a fifth of the one before.
    #[serde(rename = "s")]
    pub similar: u32,
}

/// One visit's latest gaps.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Track {
    #[serde(rename = "k")]
    key: u32,
    #[serde(rename = "l")]
    last_ms: i64,
    #[serde(rename = "g")]
    gaps: Vec<i64>,
}

/// Today's beats and how the days before were judged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rhythm {
    #[serde(rename = "t")]
    tracks: Vec<Track>,
    #[serde(rename = "d")]
    day: i64,
    /// The day that is still going on.
    #[serde(rename = "b")]
    pub today: Beats,
    /// Earlier days with enough gaps to tell.
    #[serde(rename = "j")]
    pub judged_days: u32,
    /// … of them, even as clockwork.
    #[serde(rename = "e")]
    pub even_days: u32,
    /// … of them, varied.
    #[serde(rename = "v")]
    pub varied_days: u32,
}

impl Beats {
    /// Fewer comparisons than this say nothing about a day.
    pub const ENOUGH: u32 = 12;
    const EVEN_PERCENT: u32 = 80;
    const STEADY_PERCENT: u32 = 70;
    const VARIED_PERCENT: u32 = 35;

    /// Enough gaps to tell.
    pub const fn is_enough(&self) -> bool {
        self.compared >= Self::ENOUGH
    }

    /// Even as clockwork, or a timer with some jitter on top.
    pub const fn is_even(&self) -> bool {
        self.is_enough()
            && (self.repeated * 100 >= self.compared * Self::EVEN_PERCENT
                || self.similar * 100 >= self.compared * Self::STEADY_PERCENT)
    }

    /// As varied as a person's.
    pub const fn is_varied(&self) -> bool {
        self.is_enough()
            && self.repeated * 100 <= self.compared * Self::VARIED_PERCENT
            && self.similar * 100 <= self.compared * Self::VARIED_PERCENT
    }
}

impl Rhythm {
    /// Notes an event of a visit.
    pub fn note(&mut self, visit: u32, event_type: &str, at_ms: i64, day: i64) {
        if day < self.day || is_clockwork(event_type) {
            return;
        }
        if day > self.day {
            self.close_day(day);
        }
        let track = self.track(visit);
        let gap = at_ms.saturating_sub(track.last_ms);
        if track.last_ms != 0 && gap < SAME_ACTION_MS {
            return;
        }
        let is_first = track.last_ms == 0 || gap > PAUSE_MS;
        track.last_ms = at_ms;
        if is_first {
            track.gaps.clear();
            return;
        }
        let before = std::mem::take(&mut track.gaps);
        track.gaps = before.iter().rev().take(2).rev().copied().chain([gap]).collect();
        self.today.compare(gap, &before);
    }

    fn track(&mut self, visit: u32) -> &mut Track {
        let index = self
            .tracks
            .iter()
            .position(|track| track.key == visit)
            .unwrap_or_else(|| {
                if self.tracks.len() >= MAX_TRACKS {
                    self.tracks.remove(0);
                }
                self.tracks.push(Track {
                    key: visit,
                    ..Track::default()
                });
                self.tracks.len() - 1
            });
        &mut self.tracks[index]
    }

    fn close_day(&mut self, day: i64) {
        let beats = std::mem::take(&mut self.today);
        self.day = day;
        self.judged_days += u32::from(beats.is_enough());
        self.even_days += u32::from(beats.is_even());
        self.varied_days += u32::from(beats.is_varied());
    }
}

impl Beats {
    const fn within(gap: i64, other: i64, percent: i64) -> bool {
        let tolerance = other * percent / 100;
        (gap - other).abs() <= if tolerance < 25 { 25 } else { tolerance }
    }

    fn compare(&mut self, gap: i64, before: &[i64]) {
        let Some(previous) = before.last() else { return };
        // Halving forgets slowly and keeps the numbers small.
        if self.compared >= 10_000 {
            *self = Self {
                compared: self.compared / 2,
                repeated: self.repeated / 2,
                similar: self.similar / 2,
            };
        }
        self.compared += 1;
        self.repeated += u32::from(before.iter().any(|other| Self::within(gap, *other, 5)));
        self.similar += u32::from(Self::within(gap, *previous, 20));
    }
}

#[cfg(test)]
mod tests {
    use super::Rhythm;

    fn beats(times: impl IntoIterator<Item = i64>) -> super::Beats {
        let mut rhythm = Rhythm::default();
        for at_ms in times {
            rhythm.note(1, "step", at_ms, 0);
        }
        rhythm.today
    }

    /// A timer is even, also with a little jitter or three gaps in turn; growing gaps are not.
    #[test]
    fn tells_timers_from_people() {
        assert!(beats((1..30).map(|n| n * 2000)).is_even());
        assert!(beats((1..30).map(|n| n * 2000 + n * 7919 % 150)).is_even());
        assert!(beats((1..30).map(|n| n * 9000 + [0, 1000, 5000][(n % 3) as usize])).is_even());
        let gaps =
            [3, 11, 2, 41, 6, 19, 90, 4, 8, 33, 1, 14, 5, 62, 9, 24].map(|seconds| seconds * 1000 + 137);
        let person = gaps.iter().scan(0, |at_ms, gap| {
            *at_ms += gap;
            Some(*at_ms)
        });
        assert!(beats(person).is_varied());
    }

    /// Eleven comparisons are not enough, twelve are.
    #[test]
    fn waits_for_enough() {
        assert!(!beats((1..=13).map(|n| n * 2000)).is_enough());
        assert!(beats((1..=14).map(|n| n * 2000)).is_enough());
    }

    /// Clockwork that says so, and bursts within one action, are skipped.
    #[test]
    fn skips_heartbeats_and_bursts() {
        let mut rhythm = Rhythm::default();
        for n in 1..100 {
            rhythm.note(1, "video_heartbeat", n * 5000, 0);
            rhythm.note(2, "step", n, 0);
        }
        assert_eq!(rhythm.today.compared, 0);
    }
}
