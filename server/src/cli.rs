//! The command line.

mod config;
mod demo;
mod geo;
mod healthcheck;
mod import;
mod log;
mod migrate;
mod openapi;
mod rescore;
mod serve;
mod setup;
mod verify;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::clock::Clock;
use crate::config::Config;
use crate::store::database::Database;

/// Scores the users of a web product so that its team can find bots, fake sign-ups, duplicates and takeovers.
#[derive(Parser)]
#[command(name = "dregs", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    config: Config,
}

#[derive(Subcommand)]
enum Command {
    /// Run the server (the default).
    Serve,
    /// Bring the database up to this version.
    Migrate,
    /// Make an owner, an account and a credential.
    Setup(setup::SetupArgs),
    /// Make the example account, or remove it.
    Demo(demo::DemoArgs),
    /// Bring in events of the past: a file with one event a line.
    Import(import::ImportArgs),
    /// Score every identity again.
    Rescore(rescore::RescoreArgs),
    /// Work stored cycles out again, and say where they differ.
    Verify(verify::VerifyArgs),
    /// Show, or update, what is known of places and networks.
    Geo(geo::GeoArgs),
    /// Print the configuration in force, without its secrets.
    Config,
    /// Print the description of the API (OpenAPI 3.1).
    Openapi,
    /// Ask a running server whether it is ready.
    Healthcheck,
}

/// Why a command failed: one line for people.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Runs a command.
pub async fn run(cli: Cli) -> ExitCode {
    // Two TLS backends in one binary would refuse to choose; we choose.
    let _ = rustls::crypto::ring::default_provider().install_default();
    log::start(&cli.config);
    let done = |()| ExitCode::SUCCESS;
    let result = match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::run(cli.config).await.map(done),
        Command::Migrate => migrate::run(&cli.config).await.map(done),
        Command::Setup(args) => setup::run(&cli.config, args).await.map(done),
        Command::Demo(args) => demo::run(&cli.config, args).await.map(done),
        Command::Import(args) => import::run(&cli.config, args).await,
        Command::Rescore(args) => rescore::run(&cli.config, args).await.map(done),
        Command::Verify(args) => verify::run(&cli.config, args).await.map(done),
        Command::Geo(args) => geo::run(&cli.config, args).await.map(done),
        Command::Config => config::run(&cli.config).map(done),
        Command::Openapi => openapi::run().map(done),
        Command::Healthcheck => healthcheck::run(&cli.config).await.map(done),
    };
    match result {
        Ok(code) => code,
        Err(failure) => {
            say(&mut std::io::stderr(), &format!("dregs: {failure}"));
            ExitCode::FAILURE
        }
    }
}

/// Opens the configured database and brings it up to this version.
async fn open(config: &Config) -> Result<Database, Failure> {
    config.prepare_data_dir()?;
    let database = Database::connect(&config.database_url()).await?;
    database.migrate().await?;
    Ok(database)
}

/// Writes a line for the person at the terminal; there is nobody to tell when that fails.
fn say(to: &mut impl Write, line: &str) {
    let _ = writeln!(to, "{line}");
}

/// Scores everything that is queued, here and now.
async fn drain(config: &Config, database: Database) -> Result<(), Failure> {
    let server = crate::build(config, database, Clock::system())?;
    Ok(server.runner.drain_cycles().await?)
}
