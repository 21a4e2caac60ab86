//! A whole population from a seed: everybody's month in the order of its events, and the truth about everybody.

use std::io::{BufWriter, Write};
use std::path::Path;

use super::chance::{Chance, mark};
use super::lines::Line;
use super::personas::{self, Persona};
use super::town::{Town, Truth, World};
use crate::step::Result;

/// How many there are.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// In all.
    pub identities: usize,
    /// Of a bad persona of weight 1.
    pub bad: usize,
    /// Of an odd but honest persona of weight 1.
    pub good: usize,
}

/// What a gate can wait for.
pub const SMALL: Size = Size {
    identities: 1_500,
    bad: 11,
    good: 7,
};
/// What numbers are published of.
pub const FULL: Size = Size {
    identities: 20_000,
    bad: 130,
    good: 80,
};

/// Everything that happened, and who did it.
pub struct Population {
    pub lines: Vec<Line>,
    pub truths: Vec<Truth>,
}

impl Population {
    /// Lives a month.
    pub fn live(seed: u64, size: Size) -> Result<Self> {
        let world = World::load()?;
        let mut town = Town::new(&world);
        for persona in personas::all() {
            let unit = if persona.is_good() { size.good } else { size.bad };
            town.add(persona, unit * persona.weight, &mut chance_of(seed, persona));
        }
        let ordinary = size.identities.saturating_sub(town.truths.len());
        town.add(
            &personas::ORDINARY,
            ordinary,
            &mut chance_of(seed, &personas::ORDINARY),
        );
        let (mut lines, truths) = (town.lines, town.truths);
        // A stable sort: what happened at the same moment stays in the order of its cause.
        lines.sort_by_key(|line| line.at_ms);
        Ok(Self { lines, truths })
    }

    /// Writes the file that is imported.
    pub fn write(&self, path: &Path) -> Result {
        let mut file = BufWriter::new(std::fs::File::create(path)?);
        for line in &self.lines {
            writeln!(file, "{}", line.text)?;
        }
        file.flush()?;
        Ok(())
    }
}

/// Each persona has a chance of its own: a new one changes nothing of the others.
fn chance_of(seed: u64, persona: &Persona) -> Chance {
    let digits = &mark(&[persona.code, &seed.to_string()])[..15];
    Chance::new(u64::from_str_radix(digits, 16).unwrap_or(seed))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::eval::time::{DAYS, begin_of};

    #[test]
    fn a_seed_is_a_population() {
        let tiny = Size {
            identities: 300,
            bad: 3,
            good: 1,
        };
        let live = |seed| Population::live(seed, tiny).unwrap();
        let (one, again, other) = (live(1), live(1), live(2));
        let text = |population: &Population| -> Vec<String> {
            population.lines.iter().map(|line| line.text.clone()).collect()
        };
        assert_eq!(text(&one), text(&again));
        assert_ne!(text(&one), text(&other));
    }

    #[test]
    fn everybody_has_a_life_within_the_month() {
        let population = Population::live(7, SMALL).unwrap();
        assert!(
            (1_500..1_520).contains(&population.truths.len()),
            "{}",
            population.truths.len()
        );
        let (mut seen, mut ids) = (BTreeSet::new(), BTreeSet::new());
        for line in &population.lines {
            let event: Value = serde_json::from_str(&line.text).unwrap();
            assert!(ids.insert(event["id"].as_str().unwrap().to_owned()), "{event}");
            if let Some(id) = event["identity"]["id"].as_str() {
                seen.insert(id.to_owned());
            }
            let days = (begin_of(-2)..begin_of(DAYS + 5)).contains(&line.at_ms);
            assert!(days, "{event}");
        }
        let everybody: BTreeSet<String> = population.truths.iter().map(|truth| truth.id.clone()).collect();
        assert_eq!(seen, everybody);
    }
}
