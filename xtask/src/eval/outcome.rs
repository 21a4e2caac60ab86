//! One seed: a population, what Dregs and plain rules say of it, and why Dregs was wrong where it was.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::baseline;
use super::category::Category;
use super::judged::Judged;
use super::networks::Networks;
use super::population::{Population, Size};
use super::server::Dregs;
use super::town::Truth;
use super::verdicts::{ALARM, Verdicts};
use crate::step::{self, Result};

/// False alarms that are asked about, of one persona in one category.
const ASKED: usize = 12;

/// What came out.
pub struct Outcome {
    pub seed: u64,
    pub identities: usize,
    pub events: usize,
    pub ours: Judged,
    pub naive: Judged,
    /// Which observation lowered the scores of good ones below 50 most: persona, category, code, how many.
    pub reasons: BTreeMap<(&'static str, Category, String), usize>,
    /// Share of the identities whose four scores are the same after a rebuild from the first event.
    pub same_after_rebuild: f64,
    /// By how many points a score differed at most.
    pub moved_at_most: u8,
}

/// Where things are.
pub struct Place<'a> {
    pub binary: &'a Path,
    pub folder: &'a Path,
    pub database_url: Option<String>,
}

/// Run one seed.
pub fn run(seed: u64, size: Size, place: Place<'_>) -> Result<Outcome> {
    let population = step::run(&format!("a population from seed {seed}"), || {
        Population::live(seed, size)
    })?;
    let (identities, events) = (population.truths.len(), population.lines.len());
    step::say(&format!("  {identities} identities, {events} events"));
    let file = place.folder.join("population.ndjson");
    population.write(&file)?;
    let dregs = Dregs::set_up(place.binary, place.folder, place.database_url)?;
    dregs.import(&file)?;
    let mut served = dregs.serve()?;
    let verdicts = step::run("reading scores and links", || served.verdicts())?;
    let missing = population
        .truths
        .iter()
        .filter(|truth| !verdicts.scores.contains_key(&truth.id))
        .count();
    if missing > 0 {
        return Err(format!("{missing} of {identities} identities were not imported").into());
    }
    let reasons = step::run("asking why", || {
        reasons(&population.truths, &verdicts, |id, category| {
            served.reason(id, category)
        })
    })?;
    drop(served);
    write_truth(&population.truths, &verdicts, &place.folder.join("truth.tsv"))?;
    dregs.rebuild()?;
    let again = step::run("reading scores again", || dregs.serve()?.scores())?;
    let (same_after_rebuild, moved_at_most) = stability(&verdicts, &again);
    let naive = step::run("judging by plain rules", || {
        baseline::judge(&population.lines, &Networks::load()?)
    })?;
    Ok(Outcome {
        seed,
        identities,
        events,
        ours: Judged::new(&population.truths, &verdicts),
        naive: Judged::new(&population.truths, &naive),
        reasons,
        same_after_rebuild,
        moved_at_most,
    })
}

fn reasons(
    truths: &[Truth],
    verdicts: &Verdicts,
    mut why: impl FnMut(&str, Category) -> Result<Option<String>>,
) -> Result<BTreeMap<(&'static str, Category, String), usize>> {
    let mut reasons = BTreeMap::new();
    let mut asked: BTreeMap<(&str, Category), usize> = BTreeMap::new();
    for truth in truths {
        for category in Category::ALL {
            let is_wronged = truth.is_good(category) && verdicts.score(&truth.id, category) < ALARM;
            let count = asked.entry((truth.persona.code, category)).or_default();
            if !is_wronged || *count >= ASKED {
                continue;
            }
            *count += 1;
            let code = why(&truth.id, category)?.unwrap_or_else(|| "unknown".to_owned());
            *reasons.entry((truth.persona.code, category, code)).or_default() += 1;
        }
    }
    Ok(reasons)
}

fn stability(verdicts: &Verdicts, again: &BTreeMap<String, [Option<u8>; 4]>) -> (f64, u8) {
    let (mut same, mut moved_at_most) = (0, 0);
    for (id, before) in &verdicts.scores {
        let now = again.get(id).copied().unwrap_or_default();
        same += usize::from(now == *before);
        for (before, now) in before.iter().zip(now) {
            let moved = match (before, now) {
                (Some(before), Some(now)) => before.abs_diff(now),
                (None, None) => 0,
                _ => 100,
            };
            moved_at_most = moved_at_most.max(moved);
        }
    }
    (same as f64 / verdicts.scores.len().max(1) as f64, moved_at_most)
}

/// One line for each identity, for those who want to look closer.
fn write_truth(truths: &[Truth], verdicts: &Verdicts, path: &Path) -> Result {
    let mut text = String::from("id\tpersona\tscene\thumanity\tauthenticity\tuniqueness\tbehavior\n");
    for truth in truths {
        write!(text, "{}\t{}\t{}", truth.id, truth.persona.code, truth.scene)?;
        let scores = verdicts.scores.get(&truth.id).copied().unwrap_or_default();
        for score in scores {
            match score {
                Some(score) => write!(text, "\t{score}")?,
                None => text.push_str("\t-"),
            }
        }
        text.push('\n');
    }
    std::fs::write(path, text)?;
    Ok(())
}
