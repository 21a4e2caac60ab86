//! What was written: how much, how often the same, and how often with a link.

use app::types::event::MASKED;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::days::Days;
use crate::scoring::digest::digest;

/// Texts remembered, to know one that comes again.
const REMEMBERED: usize = 12;
/// A shorter text is an answer that everybody gives.
const LONG_ENOUGH: usize = 16;
/// More posts a day than this are a flood.
pub const FLOOD: u32 = 30;

/// Posts so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Posts {
    /// Posts with a text that is long enough to tell.
    #[serde(rename = "n")]
    pub count: u32,
    /// … of them, those whose text was posted before.
    #[serde(rename = "r")]
    pub repeated: u32,
    /// … of them, those with a link.
    #[serde(rename = "l")]
    pub linked: u32,
    /// Most posts in a day, of any length.
    #[serde(rename = "p")]
    pub peak: u32,
    /// Days with a post.
    #[serde(rename = "a")]
    pub days: Days,
    #[serde(rename = "d")]
    day: i64,
    #[serde(rename = "t")]
    today: u32,
    #[serde(rename = "k")]
    known: Vec<u32>,
}

impl Posts {
    /// Notes a post by its data.
    pub fn note(&mut self, data: &Map<String, Value>, day: i64) {
        self.days.mark(day);
        if day != self.day {
            (self.day, self.today) = (day, 0);
        }
        self.today = self.today.saturating_add(1);
        self.peak = self.peak.max(self.today);
        let Some(text) = longest_text(data) else {
            return;
        };
        self.count = self.count.saturating_add(1);
        let lower = text.to_lowercase();
        if lower.contains("http://") || lower.contains("https://") || lower.contains("www.") {
            self.linked = self.linked.saturating_add(1);
        }
        // Numbers and marks are what a program varies.
        let letters: String = lower.chars().filter(|letter| letter.is_alphabetic()).collect();
        let key = digest(letters.as_bytes());
        if self.known.contains(&key) {
            self.repeated = self.repeated.saturating_add(1);
            return;
        }
        if self.known.len() >= REMEMBERED {
            self.known.remove(0);
        }
        self.known.push(key);
    }
}

/// The longest text of an event that is long enough and was not masked.
fn longest_text(data: &Map<String, Value>) -> Option<&str> {
    let texts = data.values().filter_map(Value::as_str);
    let texts = texts.filter(|text| text.chars().count() >= LONG_ENOUGH && !text.contains(MASKED));
    texts.max_by_key(|text| text.len())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Posts;

    /// Texts that differ in numbers and marks are one text, short ones are none.
    #[test]
    fn repetitions_count() {
        let mut posts = Posts::default();
        for (text, day) in [
            ("Cheap watches at https://a.example/1 now", 1),
            ("cheap WATCHES at https://a.example/2 now!!!", 1),
            ("Thanks for the help, it works for me now.", 2),
            ("+1", 2),
        ] {
            posts.note(json!({ "body": text }).as_object().unwrap(), day);
        }
        assert_eq!(
            (posts.count, posts.repeated, posts.linked, posts.peak),
            (3, 1, 2, 2)
        );
        assert_eq!(posts.days.count, 2);
    }
}
