//! How many pages are opened in an hour, and how many of them are different.

use serde::{Deserialize, Serialize};

use super::days::Days;
use crate::scoring::digest::digest;

/// More different pages in an hour than a reader opens: five a minute, for the whole hour.
pub const MANY_PAGES: u32 = 300;
/// Words of the map of seen pages: 1,024 marks are enough to tell 300 from 30.
const WORDS: usize = 32;
const MARKS: u32 = 32 * WORDS as u32;

/// The current hour and the busiest one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pages {
    #[serde(rename = "h")]
    hour: i64,
    /// One bit for each page of this hour, by its digest.
    #[serde(rename = "m")]
    marks: Vec<u32>,
    /// Most different pages in an hour.
    #[serde(rename = "p")]
    pub peak: u32,
    /// Days with an hour of many.
    #[serde(rename = "b")]
    pub busy_days: Days,
}

impl Pages {
    /// Notes a page.
    pub fn note(&mut self, url: &str, at_ms: i64, day: i64) {
        let hour = at_ms.div_euclid(3_600_000);
        if hour < self.hour {
            return;
        }
        if hour > self.hour || self.marks.is_empty() {
            self.hour = hour;
            self.marks = vec![0; WORDS];
        }
        // Where on the page somebody is makes no other page.
        let page = url.split('#').next().unwrap_or(url);
        // The upper bits after one more turn: the lower ones of like addresses are alike (Knuth's multiplicative hashing).
        let mark = digest(page.as_bytes()).wrapping_mul(2_654_435_761) / (u32::MAX / MARKS + 1);
        self.marks[(mark / 32) as usize] |= 1 << (mark % 32);
        let different = self.different();
        self.peak = self.peak.max(different);
        if different >= MANY_PAGES {
            self.busy_days.mark(day);
        }
    }

    /// Different pages of this hour, estimated by linear counting (Whang, Vander-Zanden and Taylor, 1990): with m marks of
    /// which z are still free, −m ln(z / m), here by its series in whole steps, so that it is the same on every machine.
    fn different(&self) -> u32 {
        let taken: u32 = self.marks.iter().map(|word| word.count_ones()).sum();
        // The sum of m / (m − i) over the marks taken so far: what each new mark took on average to be found.
        (0..taken)
            .fold(0_u64, |sum, i| {
                sum + u64::from(MARKS) * 1_000 / u64::from(MARKS - i)
            })
            .div_euclid(1_000) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::{MANY_PAGES, Pages};

    fn read(pages: i64, of: i64) -> Pages {
        let mut noted = Pages::default();
        for n in 0..pages {
            noted.note(&format!("https://shop.example/p/{}#top", n % of), n * 1_000, 0);
        }
        noted
    }

    /// About as many as there are, however often they are opened.
    #[test]
    fn different_pages_count() {
        for (pages, of) in [(40, 40), (400, 40), (400, 400), (900, 900)] {
            let noted = read(pages, of).peak;
            assert!(
                (of * 9 / 10..=of * 11 / 10).contains(&i64::from(noted)),
                "{of}: {noted}"
            );
        }
    }

    /// Only an hour of many marks its day, and the next hour begins anew.
    #[test]
    fn hours_are_told_apart() {
        assert_eq!(read(1_000, 100).busy_days.count, 0);
        assert_eq!(read(600, 600).busy_days.count, 1);
        let mut slow = Pages::default();
        for n in 0..i64::from(MANY_PAGES) * 2 {
            slow.note(&format!("/p/{n}"), n * 30_000, 0);
        }
        assert!(slow.peak < MANY_PAGES / 2, "{}", slow.peak);
    }
}
