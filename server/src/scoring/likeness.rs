//! How alike two identities are, by what they say about themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::email::{self, Template};
use super::evidence::{Neighbour, Surroundings};
use super::kinship::KeyKind;
use super::latin;

/// Within a day of each other.
pub const DAY_MS: i64 = 86_400_000;
/// Within an hour of each other.
pub const HOUR_MS: i64 = 3_600_000;
/// A key that more identities have belongs to a crowd.
pub const CROWD: i64 = 20;
/// Letters of an address beyond the name: fewer are initials and slips.
const OWN_LETTERS: usize = 3;
/// Numbers of a series are so near to each other, and in a crowd so near.
const SERIES_SPAN: u64 = 10;
const CROWD_SPAN: u64 = 2;
/// Longer numbers are nobody's count.
const SERIES_DIGITS: usize = 6;
/// Numbers that are years of birth.
const YEARS: std::ops::RangeInclusive<u64> = 1930..=2035;

/// Another identity and the keys in common with it.
pub struct Kindred<'s> {
    /// The other.
    pub other: &'s Neighbour,
    /// What both have, and how many have it.
    pub shared: BTreeMap<KeyKind, i64>,
}

impl<'s> Kindred<'s> {
    /// One with whom nothing is shared by key.
    pub const fn stranger(other: &'s Neighbour) -> Self {
        Self {
            other,
            shared: BTreeMap::new(),
        }
    }

    /// Whether both have a key that no crowd has.
    pub fn shares(&self, kind: KeyKind) -> bool {
        self.shared
            .get(&kind)
            .is_some_and(|identities| *identities <= CROWD)
    }
}

/// The others who share keys, by their ids. Those with the very same mailbox are told elsewhere.
pub fn kindred(surroundings: &Surroundings) -> Vec<Kindred<'_>> {
    let same: BTreeSet<&str> = surroundings
        .same_email
        .iter()
        .map(|other| other.identity.as_str())
        .collect();
    let mut found: BTreeMap<&str, Kindred<'_>> = BTreeMap::new();
    for kin in &surroundings.kin {
        for other in kin
            .others
            .iter()
            .filter(|other| !same.contains(other.identity.as_str()))
        {
            let place = found.entry(&other.identity).or_insert_with(|| Kindred {
                other,
                shared: BTreeMap::new(),
            });
            place.shared.insert(kin.kind, kin.identities);
        }
    }
    found.into_values().collect()
}

/// Others who have anything in common with an identity but a device or a name: an address or a key that no crowd has,
/// a visit, a mailbox; by their ids.
pub fn company(surroundings: &Surroundings) -> BTreeSet<&str> {
    let quiet = |identities: i64| identities <= CROWD;
    let addresses = surroundings
        .addresses
        .iter()
        .filter(|address| quiet(address.identities));
    let kin = surroundings
        .kin
        .iter()
        .filter(|kin| kin.kind != KeyKind::Name && quiet(kin.identities));
    addresses
        .flat_map(|address| &address.others)
        .chain(kin.flat_map(|kin| &kin.others))
        .chain(surroundings.sessions.iter().flat_map(|session| &session.others))
        .chain(&surroundings.same_email)
        .map(|other| other.identity.as_str())
        .collect()
}

/// Lower-case words of a name without marks; of other scripts as they are written.
pub fn words(name: &str) -> Vec<String> {
    latin::words(name).unwrap_or_else(|| {
        name.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    })
}

/// Whether an email address says nothing but the name: two who are called the same then have the same address
/// elsewhere. Names of other scripts may be anything in Latin letters.
pub fn is_of_name(address: &str, name: Option<&str>) -> bool {
    let Some(template) = email::template(address) else {
        return true;
    };
    let Some(mut words) = name.and_then(latin::words) else {
        return true;
    };
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let left = words
        .iter()
        .filter(|word| word.len() > 1)
        .fold(template.stem, |left, word| left.replacen(word.as_str(), "", 1));
    left.chars().count() < OWN_LETTERS
}

/// Whether two addresses are of one series: a template with numbers that were counted up.
pub fn is_series(one: &str, other: &str, identities: i64) -> bool {
    let (Some(one), Some(other)) = (email::template(one), email::template(other)) else {
        return false;
    };
    let span = if identities > CROWD {
        CROWD_SPAN
    } else {
        SERIES_SPAN
    };
    match (counted(&one), counted(&other)) {
        (Some(n), Some(m)) => is_one_template(&one, &other) && n != m && n.abs_diff(m) <= span,
        _ => false,
    }
}

/// Whether two addresses differ in nothing but their numbers.
pub fn is_templated(one: &str, other: &str) -> bool {
    match (email::template(one), email::template(other)) {
        (Some(one), Some(other)) => {
            is_one_template(&one, &other) && one.number.is_some() && other.number.is_some()
        }
        _ => false,
    }
}

fn is_one_template(one: &Template, other: &Template) -> bool {
    (&one.stem, &one.domain) == (&other.stem, &other.domain)
}

/// The number of an address, if somebody may have counted up to it.
fn counted(template: &Template) -> Option<u64> {
    let number = template.number.as_deref()?;
    let counted = number.parse().ok()?;
    let is_year = number.len() == 4 && YEARS.contains(&counted);
    (number.len() <= SERIES_DIGITS && !is_year).then_some(counted)
}

/// Whether two names are one, but for a slip or two: the words begin alike, and letters were lost, added or swapped.
pub fn is_name_alike(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (words(one), words(other));
    if one.len() != other.len() || one.len() < 2 {
        return false;
    }
    one.sort();
    other.sort();
    one.iter()
        .zip(&other)
        .all(|(one, other)| is_word_alike(one, other))
}

/// One letter of five may differ, never the first.
fn is_word_alike(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    one == other || (one.first() == other.first() && edits(&one, &other) * 5 <= one.len().min(other.len()))
}

/// Letters to change, add or take away.
fn edits(one: &[char], other: &[char]) -> usize {
    // Nobody is called longer, and the time is their product.
    const LONGEST: usize = 40;
    let (one, other) = (&one[..one.len().min(LONGEST)], &other[..other.len().min(LONGEST)]);
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, letter) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, against) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != against);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::{is_name_alike, is_of_name, is_series, is_templated};

    /// Counted up is a series; years of birth and far numbers are not.
    #[test]
    fn series_are_counted_up() {
        assert!(is_series("mara.k01@x.example", "marak02@x.example", 5));
        assert!(is_series("7mara@x.example", "mara.12@x.example", 5));
        assert!(!is_series("mara1985@x.example", "mara1986@x.example", 5));
        assert!(!is_series("john123@gmail.com", "john456@gmail.com", 5));
        assert!(!is_series("john12@gmail.com", "john17@gmail.com", 300));
        assert!(!is_series("mara.k@x.example", "marak02@x.example", 5));
        assert!(is_templated("john123@gmail.com", "john456@gmail.com"));
        assert!(!is_templated("john@gmail.com", "joan@gmail.com"));
    }

    /// An address of initials and name is everybody's who is called so; a word of its own is not.
    #[test]
    fn addresses_of_names_are_common() {
        assert!(is_of_name("li.wei@gmail.com", Some("Wei Li")));
        assert!(is_of_name("j.smith84@gmail.com", Some("John Smith")));
        assert!(is_of_name("anna@gmail.com", Some("Анна Каренина")));
        assert!(!is_of_name("danakessler.lamps@gmail.com", Some("Dana Keßler")));
        assert!(!is_of_name("coolcat77@gmail.com", Some("Dana Kessler")));
    }

    /// Slips are one name, sisters are two.
    #[test]
    fn slips_are_one_name() {
        assert!(is_name_alike("Dana Kessler", "Dana Kesler"));
        assert!(is_name_alike("Dana Keßler", "Kessler, Dana"));
        assert!(!is_name_alike("Anna Kowalska", "Hanna Kowalska"));
        assert!(!is_name_alike("Li Wei", "Li Wen"));
        assert!(!is_name_alike("Dana", "Dana"));
    }
}
