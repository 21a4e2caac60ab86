//! `xtask eval`: how well scores tell bad identities from good ones, on a made-up population whose truth is known.

mod baseline;
mod category;
mod chance;
mod devices;
mod gate;
mod hands;
mod http;
mod judged;
mod life;
mod lines;
mod mailbox;
mod metrics;
mod names;
mod networks;
mod outcome;
mod person;
mod personas;
mod population;
mod report;
mod server;
mod time;
mod town;
mod verdicts;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use self::outcome::{Outcome, Place};
use crate::build;
use crate::postgres::Cluster;
use crate::step::{self, Result};
use crate::workspace::Workspace;

const SMALL_SEEDS: [u64; 1] = [1];
const FULL_SEEDS: [u64; 3] = [1, 2, 3];

#[derive(Args)]
pub struct Options {
    /// How many identities.
    #[arg(long, value_enum, default_value = "small")]
    preset: Preset,
    /// Another population than the usual one; may be given several times.
    #[arg(long)]
    seed: Vec<u64>,
    /// A server that is built already.
    #[arg(long)]
    target_bin: Option<PathBuf>,
    /// Keep what was generated and scored in this folder.
    #[arg(long)]
    keep: Option<PathBuf>,
    /// Where the server stores it.
    #[arg(long, value_enum, default_value = "sqlite")]
    database: Store,
    /// Write docs/detection.md.
    #[arg(long)]
    write: bool,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Preset {
    /// About 1,500 identities: what the gate looks at.
    Small,
    /// About 20,000 identities from three seeds: what is published.
    Full,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Store {
    Sqlite,
    Postgres,
}

/// Build, run every seed, and print the table. The small preset also holds the floors.
pub fn run(workspace: &Workspace, options: &Options) -> Result {
    let binary = match &options.target_bin {
        Some(binary) => std::path::absolute(binary)?,
        None => build::run(workspace, &build::Options::whole(options.preset == Preset::Full))?,
    };
    let outcomes = outcomes(&binary, options)?;
    let text = report::markdown(&outcomes)?;
    step::say(&report::summary(&outcomes)?);
    if options.write {
        std::fs::write(workspace.root.join("docs/detection.md"), &text)?;
        step::say("  docs/detection.md is written");
    }
    gate_holds(options.preset, &outcomes)
}

/// Run the small preset against a server that was just built.
pub fn gate(binary: &Path) -> Result {
    let options = Options {
        preset: Preset::Small,
        seed: Vec::new(),
        target_bin: None,
        keep: None,
        database: Store::Sqlite,
        write: false,
    };
    let outcomes = outcomes(binary, &options)?;
    step::say(&report::summary(&outcomes)?);
    gate_holds(Preset::Small, &outcomes)
}

fn outcomes(binary: &Path, options: &Options) -> Result<Vec<Outcome>> {
    let (size, usual) = match options.preset {
        Preset::Small => (population::SMALL, &SMALL_SEEDS[..]),
        Preset::Full => (population::FULL, &FULL_SEEDS[..]),
    };
    let seeds = if options.seed.is_empty() {
        usual
    } else {
        &options.seed
    };
    seeds
        .iter()
        .map(|seed| one(*seed, size, binary, options))
        .collect()
}

fn one(seed: u64, size: population::Size, binary: &Path, options: &Options) -> Result<Outcome> {
    let folder = match &options.keep {
        Some(folder) => std::path::absolute(folder)?.join(format!("seed-{seed}")),
        None => std::env::temp_dir().join(format!("dregs-eval-{}-{seed}", std::process::id())),
    };
    // What an earlier run left there is not this one's.
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder)?;
    let cluster = match options.database {
        Store::Sqlite => None,
        Store::Postgres => Some(Cluster::start()?),
    };
    let place = Place {
        binary,
        folder: &folder,
        database_url: cluster.as_ref().map(|cluster| cluster.url.clone()),
    };
    let outcome = outcome::run(seed, size, place);
    if options.keep.is_none() {
        std::fs::remove_dir_all(&folder)?;
    }
    outcome
}

fn gate_holds(preset: Preset, outcomes: &[Outcome]) -> Result {
    if preset == Preset::Full {
        return Ok(());
    }
    let worse: Vec<String> = outcomes.iter().flat_map(gate::check).collect();
    if worse.is_empty() {
        Ok(())
    } else {
        Err(format!("detection got worse:\n  {}", worse.join("\n  ")).into())
    }
}
