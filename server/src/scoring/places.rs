//! Countries: what they are called, how they are called up, and which clocks they keep.
//!
//! `countries.txt` has a line for each: its code of ISO 3166-1, its name and its time zones as the tz database has them
//! (public domain), and its calling code of ITU-T E.164.

use std::collections::HashMap;
use std::sync::LazyLock;

static COUNTRIES: &str = include_str!("places/countries.txt");

/// A country by its two letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Country(&'static str);

struct Atlas {
    by_name: HashMap<String, Country>,
    by_zone: HashMap<&'static str, Country>,
    by_calling_code: HashMap<&'static str, Vec<Country>>,
    names: HashMap<Country, &'static str>,
}

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let mut atlas = Atlas {
        by_name: HashMap::new(),
        by_zone: HashMap::new(),
        by_calling_code: HashMap::new(),
        names: HashMap::new(),
    };
    for line in COUNTRIES.lines() {
        let mut parts = line.split('|');
        let mut next = || parts.next().unwrap_or_default();
        let (country, name, calling_code, zones) = (Country(next()), next(), next(), next());
        atlas.by_name.insert(country.0.to_lowercase(), country);
        atlas.by_name.insert(name.to_lowercase(), country);
        atlas.names.insert(country, name);
        atlas.by_zone.extend(zones.split(' ').map(|zone| (zone, country)));
        if !calling_code.is_empty() {
            atlas
                .by_calling_code
                .entry(calling_code)
                .or_default()
                .push(country);
        }
    }
    atlas
});

impl Country {
    /// By its two letters or its English name.
    pub fn named(text: &str) -> Option<Self> {
        ATLAS.by_name.get(&text.trim().to_lowercase()).copied()
    }

    /// The one whose clocks keep a time zone.
    pub fn of_zone(zone: &str) -> Option<Self> {
        ATLAS.by_zone.get(zone).copied()
    }

    /// Those that a telephone number in its international form may be of; none for other forms.
    pub fn of_phone(phone: &str) -> Vec<Self> {
        let phone = phone.trim();
        let Some(rest) = phone.strip_prefix('+').or_else(|| phone.strip_prefix("00")) else {
            return Vec::new();
        };
        let digits: String = rest.chars().filter(char::is_ascii_digit).take(3).collect();
        // No code is the beginning of another.
        let known = (1..=digits.len()).find_map(|length| ATLAS.by_calling_code.get(&digits[..length]));
        known.cloned().unwrap_or_default()
    }

    /// Its English name.
    pub fn name(self) -> &'static str {
        ATLAS.names.get(&self).copied().unwrap_or(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Country;

    /// The same country by all its names.
    #[test]
    fn countries_are_known() {
        let germany = Country::named("DE");
        assert!(germany.is_some());
        assert_eq!(Country::named(" germany "), germany);
        assert_eq!(Country::of_zone("Europe/Berlin"), germany);
        assert_eq!(
            Country::of_phone("+49 (30) 123456"),
            germany.into_iter().collect::<Vec<_>>()
        );
        assert_eq!(Country::of_zone("Asia/Calcutta"), Country::named("IN"));
        assert!(Country::of_phone("+1 212 555 0100").len() > 10);
    }

    /// What is nothing of that is no country.
    #[test]
    fn others_are_not() {
        assert_eq!(Country::named("Atlantis"), None);
        assert_eq!(Country::of_zone("UTC"), None);
        assert_eq!(Country::of_phone("030 123456"), []);
        assert_eq!(Country::of_phone("+999"), []);
    }
}
