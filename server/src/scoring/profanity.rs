//! Words that nobody is called: kept by hand, short, and without any that is somebody's surname.

use super::latin;

/// Words looked at of one value.
const MAX_WORDS: usize = 20;

/// The default list, folded to plain lower-case letters, sorted.
#[rustfmt::skip]
pub const WORDS: [&str; 56] = [
    "arschloch", "arse", "arsehole", "asshole", "bastard", "bitch", "bitches", "bollocks", "bullshit",
    "cabron", "cazzo", "cunt", "dickhead", "douchebag", "dumbass", "fotze", "fuck", "fucker", "fuckers",
    "fucking", "fuckoff", "fuckyou", "hitler", "hurensohn", "jackass", "jerkoff", "kurwa", "merde",
    "mierda", "motherfucker", "nazi", "pendejo", "penis", "piss", "pissoff", "porn", "porno", "pussy",
    "puta", "putain", "pute", "scheisse", "schlampe", "shit", "shithead", "shitty", "slut", "stronzo",
    "suka", "tits", "twat", "vagina", "wank", "wanker", "whore", "wichser",
];

/// The words of a value, as they are looked up.
pub fn words(text: &str) -> Vec<String> {
    let plain = latin::words(text).unwrap_or_else(|| {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    });
    plain.into_iter().take(MAX_WORDS).collect()
}

#[cfg(test)]
mod tests {
    use app::types::dataset::DatasetName;

    use super::{WORDS, words};

    /// Binary search needs order, and every default could be a customer's entry.
    #[test]
    fn the_list_is_sorted() {
        assert!(WORDS.is_sorted_by(|a, b| a < b));
        for word in WORDS {
            assert_eq!(DatasetName::Profanity.check_key(word).as_deref(), Ok(word));
            assert_eq!(words(word), [word]);
        }
    }

    /// Marks go, other scripts stay.
    #[test]
    fn words_are_folded() {
        assert_eq!(words("Ächt_böse 2"), ["acht", "bose"]);
        assert_eq!(words("Злой Человек"), ["злой", "человек"]);
    }
}
