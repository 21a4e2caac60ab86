//! What people are called where they live, and how they spell it in an email address.

use super::chance::Chance;
use crate::step::Result;

const LIST: &str = include_str!("names.txt");

/// A country with its language, clock and names.
#[derive(Debug)]
pub struct Place {
    /// ISO 3166 code.
    pub country: &'static str,
    /// Language of the browser.
    pub language: &'static str,
    /// Name of the time zone.
    pub timezone: &'static str,
    /// Hours ahead of UTC.
    pub offset_hours: i64,
    /// How to call it from abroad.
    pub calling_code: &'static str,
    /// The family name comes first.
    family_first: bool,
    given: Vec<Name>,
    family: Vec<Name>,
}

/// A name in its own letters and in plain ones.
#[derive(Clone, Debug)]
pub struct Name {
    pub own: String,
    pub plain: String,
}

/// A given and a family name, with the order of the place.
#[derive(Clone, Debug)]
pub struct Naming {
    pub given: Name,
    pub family: Name,
    pub full: String,
}

/// Every place of the list.
pub fn places() -> Result<Vec<Place>> {
    let lines: Vec<&'static str> = LIST.lines().filter(|line| !line.starts_with('#')).collect();
    lines.chunks(3).map(place).collect()
}

impl Place {
    /// Somebody's name.
    pub fn naming(&self, chance: &mut Chance) -> Naming {
        let (given, family) = (
            chance.pick(&self.given).clone(),
            chance.pick(&self.family).clone(),
        );
        self.full(chance, given, family)
    }

    /// Another member of the same family.
    pub fn relative(&self, chance: &mut Chance, of: &Naming) -> Naming {
        let given = chance.pick(&self.given).clone();
        self.full(chance, given, of.family.clone())
    }

    /// Whether names are written in Latin letters here.
    pub fn is_latin(&self) -> bool {
        self.given.iter().all(|name| {
            name.own
                .chars()
                .all(|letter| (letter as u32) < 0x250 || ('\u{1e00}'..'\u{1f00}').contains(&letter))
        })
    }

    /// A telephone number of the place: as long and as random as the country's are, roughly.
    pub fn telephone(&self, chance: &mut Chance) -> String {
        let length = 10 - i64::from(self.calling_code.len() > 2);
        let first = chance.within(2, 9);
        format!(
            "+{}{first}{}",
            self.calling_code,
            chance.draw(b"0123456789", length - 1)
        )
    }

    fn full(&self, chance: &mut Chance, given: Name, family: Name) -> Naming {
        let full = match (self.family_first, self.is_latin()) {
            // Chinese, Japanese and Korean are written without a space.
            (true, false) => format!("{}{}", family.own, given.own),
            (true, true) => format!("{} {}", family.own, given.own),
            (false, true) if chance.percent(8) => {
                let middle = char::from(*chance.pick(b"ABCDEFGHJKLMNPRSTVW"));
                format!("{} {middle}. {}", given.own, family.own)
            }
            (false, _) => format!("{} {}", given.own, family.own),
        };
        Naming { given, family, full }
    }
}

fn place(lines: &[&'static str]) -> Result<Place> {
    let [head, given, family] = lines else {
        return Err("names.txt: a place has three lines".into());
    };
    let head: Vec<&'static str> = head.split(' ').collect();
    let [country, language, timezone, offset, calling_code, order @ ..] = head.as_slice() else {
        return Err(format!("names.txt: {head:?}").into());
    };
    Ok(Place {
        country,
        language,
        timezone,
        offset_hours: offset.parse()?,
        calling_code,
        family_first: order == ["family-first"],
        given: given.split(' ').map(name).collect(),
        family: family.split(' ').map(name).collect(),
    })
}

fn name(text: &str) -> Name {
    let (own, plain) = text.split_once('=').unwrap_or((text, ""));
    let own = own.replace('_', " ");
    let plain = if plain.is_empty() {
        folded(&own)
    } else {
        plain.to_owned()
    };
    Name { own, plain }
}

/// The plain letters that people put for theirs in an email address.
fn folded(name: &str) -> String {
    let mut plain = String::new();
    for letter in name.to_lowercase().chars() {
        match letter {
            'ä' => plain.push_str("ae"),
            'ö' | 'ø' => plain.push_str("oe"),
            'ü' => plain.push_str("ue"),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'þ' => plain.push_str("th"),
            'à'..='å' | 'ă' | 'ą' | 'ā' => plain.push('a'),
            'ç' | 'ć' | 'č' => plain.push('c'),
            'ď' | 'đ' | 'ð' => plain.push('d'),
            'è'..='ë' | 'ę' | 'ě' => plain.push('e'),
            'ğ' => plain.push('g'),
            'ì'..='ï' | 'ı' | 'ī' => plain.push('i'),
            'ł' => plain.push('l'),
            'ñ' | 'ń' | 'ň' => plain.push('n'),
            'ò'..='õ' | 'ő' => plain.push('o'),
            'ř' => plain.push('r'),
            'ś' | 'š' | 'ş' | 'ș' => plain.push('s'),
            'ť' | 'ț' | 'ţ' => plain.push('t'),
            'ù'..='û' | 'ů' | 'ű' | 'ū' => plain.push('u'),
            'ý' | 'ÿ' => plain.push('y'),
            'ź' | 'ż' | 'ž' => plain.push('z'),
            'a'..='z' => plain.push(letter),
            // Dots above, apostrophes, hyphens and spaces fall away.
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_well_formed() {
        let places = places().unwrap();
        assert!(places.len() >= 40);
        assert!(places.iter().filter(|place| !place.is_latin()).count() >= 12);
        for place in &places {
            assert!((-11..=13).contains(&place.offset_hours), "{}", place.timezone);
            for name in place.given.iter().chain(&place.family) {
                assert!(
                    !name.plain.is_empty() && name.plain.bytes().all(|letter| letter.is_ascii_lowercase()),
                    "{name:?}"
                );
            }
        }
    }

    #[test]
    fn letters_become_plain() {
        assert_eq!(folded("Großmann"), "grossmann");
        assert_eq!(folded("d'Aubigny"), "daubigny");
        assert_eq!(folded("İzmir Wójcik"), "izmirwojcik");
    }
}
