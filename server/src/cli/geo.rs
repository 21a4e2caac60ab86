//! `dregs geo`.

use std::path::PathBuf;

use app::types::time::Timestamp;
use clap::{Args, Subcommand};

use super::{Failure, say};
use crate::clock::Clock;
use crate::config::Config;
use crate::geo::look_up::Geo;
use crate::geo::pack::{Parts, pack};
use crate::geo::status::{Source, sources};
use crate::geo::update::{IPTOASN, update};
use crate::geo::{OLD_DAYS, sources as readers};

/// What to do with the data of places and networks.
#[derive(Args)]
pub struct GeoArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show the sources, what they know, and how old they are.
    Status,
    /// Fetch newer countries and networks into the data folder; a running server uses them after its next start.
    Update {
        /// Address (https) or file of IPtoASN's combined table, packed with gzip or not.
        #[arg(long, default_value = IPTOASN)]
        from: String,
    },
    /// Show what is known of an address.
    Look {
        /// The address.
        ip: String,
    },
    /// Pack published data into one file (for `cargo xtask geo`).
    #[command(hide = true)]
    Pack(PackArgs),
}

#[derive(Args)]
struct PackArgs {
    /// What to call it.
    #[arg(long)]
    source: String,
    /// Days since 1970 of the day that it is of.
    #[arg(long)]
    day: u32,
    /// Database of countries.
    #[arg(long)]
    countries: PathBuf,
    /// List of systems of IPv4.
    #[arg(long)]
    systems_v4: PathBuf,
    /// List of systems of IPv6.
    #[arg(long)]
    systems_v6: PathBuf,
    /// Where to write.
    #[arg(long)]
    to: PathBuf,
}

/// Shows, updates, looks up, packs.
pub async fn run(config: &Config, args: GeoArgs) -> Result<(), Failure> {
    let now = Clock::system().now();
    match args.command {
        Command::Status => status(config, now),
        Command::Update { from } => {
            config.prepare_data_dir()?;
            let now_seconds = u64::try_from(now / 1_000).unwrap_or(0);
            update(&from, &config.data_dir, now_seconds).await?;
            status(config, now)
        }
        Command::Look { ip } => look(config, &ip),
        Command::Pack(args) => packed(&args),
    }
}

fn status(config: &Config, now: i64) -> Result<(), Failure> {
    let geo = Geo::open(&config.geo, &config.data_dir)?;
    for source in sources(&geo) {
        say(&mut std::io::stdout(), &line(&source, now));
        if source.is_old(now) {
            say(
                &mut std::io::stderr(),
                &format!(
                    "warning: {} is more than {OLD_DAYS} days old; run `dregs geo update`, or bring a newer file.",
                    source.name
                ),
            );
        }
    }
    Ok(())
}

fn line(source: &Source, now: i64) -> String {
    let day = Timestamp::from_millis(source.day * 86_400_000).to_string();
    let date = day.get(..10).unwrap_or(&day);
    format!(
        "{}: of {date}, {} days old; {}",
        source.name,
        source.age_days(now),
        source.content
    )
}

fn look(config: &Config, ip: &str) -> Result<(), Failure> {
    let place = Geo::open(&config.geo, &config.data_dir)?.look_up(ip);
    let Some(place) = place else {
        say(&mut std::io::stdout(), "Nothing is known of this address.");
        return Ok(());
    };
    let shown = serde_json::json!({
        "city": place.city, "region": place.region, "country": place.country, "countryCode": place.country_code,
        "timezone": place.timezone, "latitude": place.latitude, "longitude": place.longitude,
        "asn": place.asn, "asnLabel": place.asn_label, "networkKind": place.kind,
    });
    say(&mut std::io::stdout(), &serde_json::to_string_pretty(&shown)?);
    Ok(())
}

fn packed(args: &PackArgs) -> Result<(), Failure> {
    let mut parts = Parts {
        source: args.source.clone(),
        built_day: args.day,
        ..Parts::default()
    };
    readers::countries(&args.countries, &mut parts)?;
    readers::systems(&std::fs::read_to_string(&args.systems_v4)?, 0, &mut parts)?;
    readers::systems(&std::fs::read_to_string(&args.systems_v6)?, 1, &mut parts)?;
    let file = pack(parts)?;
    std::fs::write(&args.to, &file)?;
    say(
        &mut std::io::stdout(),
        &format!("{}: {} bytes", args.to.display(), file.len()),
    );
    Ok(())
}
