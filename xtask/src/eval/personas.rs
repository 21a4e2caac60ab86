//! Who lives in the population: bad ones of each category, and good ones who look odd. Each is described in words, and
//! made from those words: from how such people and programs act, never from what an analyzer asks for.

mod authenticity;
mod behavior;
mod humanity;
mod odd_crowds;
mod odd_days;
mod odd_devices;
mod odd_mailboxes;
mod odd_names;
mod ordinary;
mod takeover;
mod uniqueness;

use super::category::Category;
use super::town::Scene;

/// How those of one scene belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ties {
    /// Not at all, or nobody could know.
    None,
    /// They do share something, such as a tablet: a link between them is right, and its absence no fault.
    Kin,
    /// They are one: to be linked.
    Ring,
}

/// A kind of identity.
#[derive(Debug)]
pub struct Persona {
    pub code: &'static str,
    /// Who it is, in words.
    pub words: &'static str,
    /// In which categories it is bad.
    pub bad: &'static [Category],
    /// In which categories either verdict would be right.
    pub either: &'static [Category],
    pub ties: Ties,
    /// How many there are, compared with other personas of its sort.
    pub weight: usize,
    /// Lives one scene of it.
    pub live: fn(&mut Scene<'_, '_>),
}

type Live = fn(&mut Scene<'_, '_>);

impl Persona {
    const fn good(code: &'static str, words: &'static str, live: Live) -> Self {
        Self {
            code,
            words,
            bad: &[],
            either: &[],
            ties: Ties::None,
            weight: 2,
            live,
        }
    }

    const fn bad(code: &'static str, words: &'static str, bad: &'static [Category], live: Live) -> Self {
        Self {
            bad,
            weight: 1,
            ..Self::good(code, words, live)
        }
    }

    const fn either(self, either: &'static [Category]) -> Self {
        Self { either, ..self }
    }

    const fn tied(self, ties: Ties) -> Self {
        Self { ties, ..self }
    }

    const fn many(self, weight: usize) -> Self {
        Self { weight, ..self }
    }

    /// Whether it is bad in nothing.
    pub const fn is_good(&self) -> bool {
        self.bad.is_empty()
    }
}

/// Ordinary people: as many as are left.
pub static ORDINARY: Persona = ordinary::CUSTOMER;

/// Everybody else.
pub fn all() -> impl Iterator<Item = &'static Persona> {
    [
        humanity::ALL,
        authenticity::ALL,
        uniqueness::ALL,
        behavior::ALL,
        takeover::ALL,
        odd_names::ALL,
        odd_mailboxes::ALL,
        odd_crowds::ALL,
        odd_devices::ALL,
        odd_days::ALL,
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn personas_have_codes_of_their_own_and_say_who_they_are() {
        let codes: BTreeSet<&str> = all().map(|persona| persona.code).collect();
        assert_eq!(codes.len(), all().count());
        for persona in all() {
            assert!(
                persona.words.len() > 20 && persona.words.ends_with('.'),
                "{}",
                persona.code
            );
            assert!(
                persona
                    .bad
                    .iter()
                    .all(|category| !persona.either.contains(category))
            );
        }
        for category in Category::ALL {
            assert!(all().filter(|persona| persona.bad.contains(&category)).count() >= 6);
        }
        assert!(all().filter(|persona| persona.is_good()).count() >= 25);
    }
}
