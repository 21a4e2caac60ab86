//! `dregs import`.

mod input;
mod progress;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use indicatif::HumanCount;
use tokio::sync::watch;

use self::input::Input;
use self::progress::Progress;
use super::serve::wait_for_signal;
use super::{Failure, open, say};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::import::refused::RefusedLines;
use crate::domain::import::{Done, Import};
use crate::geo::look_up::Geo;
use crate::store::database::Database;
use crate::store::scope::AccountId;

/// Exit code when everything else is in, and some lines were refused.
const SOME_REFUSED: u8 = 3;
/// Accounts named to somebody who mistook one.
const NAMED: usize = 10;
const AGAIN: &str = "What came before is stored; the same command goes on from there.";

/// What to import, and where to.
#[derive(Args)]
pub struct ImportArgs {
    /// Short name of the account, as `dregs setup` printed it.
    #[arg(long, value_name = "SLUG")]
    account: String,

    /// File with one event a line, or `-` for standard input.
    file: PathBuf,

    /// Where refused lines are listed. Default: the file's name with `.errors.ndjson` added.
    #[arg(long, value_name = "PATH")]
    errors: Option<PathBuf>,

    /// Stop at the first line that is refused.
    #[arg(long)]
    strict: bool,

    /// Read from the first line on, whatever was imported before.
    #[arg(long)]
    from_start: bool,

    /// Leave scoring to a running server, or to the next.
    #[arg(long)]
    no_scores: bool,
}

/// Imports the events, and scores whom they move.
pub async fn run(config: &Config, args: ImportArgs) -> Result<ExitCode, Failure> {
    let input = Input::open(&args.file)?;
    let list = input.list_of_refused(args.errors.as_deref())?;
    let database = open(config).await?;
    let account = account_named(&database, &args.account).await?;
    let (clock, stopping) = (Clock::system(), stop_on_signal());
    let noted = if args.from_start {
        Vec::new()
    } else {
        database.account(account).imports().await?
    };
    let (size, began) = (input.size(), clock.now());
    let source = input.source(noted, began)?;
    let kept = source.noted.as_ref().map_or(0, |noted| noted.refused_bytes);
    let mut refused = RefusedLines::open(&list, kept)
        .map_err(|error| format!("cannot write {}: {error}", list.display()))?;
    let out = &mut std::io::stdout();
    if source.place.lines > 0 {
        let (lines, file) = (HumanCount(source.place.lines), args.file.display());
        say(out, &format!("{lines} lines of {file} were read before."));
    }
    let bar = Progress::of_lines(size, source.place.bytes);
    let geo = Geo::open(&config.geo, &config.data_dir)?;
    let import = Import {
        database: &database,
        geo: &geo,
        account,
        clock: clock.clone(),
        strict: args.strict,
        has_company: &|| is_served(config),
        stopping: stopping.clone(),
    };
    let ended = import
        .run(source, &mut refused, &mut |done, bytes| {
            bar.tell_lines(done, bytes)
        })
        .await;
    bar.end();
    let ended = ended.map_err(|error| format!("{error}. {AGAIN}"))?;
    let done = ended.done.clone();
    say(out, &summary(&done, &refused, clock.now() - began));
    if done.stopped {
        return Err(format!("stopped. {AGAIN}").into());
    }
    import.queue_scores(ended).await?;
    if !args.no_scores {
        let scored = score(config, &database, account, &stopping).await?;
        say(out, &format!("Scored {} identities.", HumanCount(scored)));
    }
    if done.refused > 0 {
        Ok(ExitCode::from(SOME_REFUSED))
    } else {
        Ok(ExitCode::SUCCESS)
    }
}

/// The account with this short name; who mistakes it is told which there are.
async fn account_named(database: &Database, slug: &str) -> Result<AccountId, Failure> {
    if let Some(account) = database.system().account_by_slug(slug).await? {
        return Ok(account);
    }
    let mut slugs = Vec::new();
    for account in database.system().accounts().await?.into_iter().take(NAMED) {
        let described = database.account(account).describe(0).await?;
        slugs.extend(described.map(|account| account.slug));
    }
    Err(if slugs.is_empty() {
        format!("there is no account {slug}, nor any other: make one with `dregs setup`").into()
    } else {
        format!("there is no account {slug}; there are: {}", slugs.join(", ")).into()
    })
}

/// Turns true when somebody wants an end.
fn stop_on_signal() -> watch::Receiver<bool> {
    let (stop, stopping) = watch::channel(false);
    tokio::spawn(async move {
        wait_for_signal().await;
        stop.send_replace(true);
    });
    stopping
}

/// Whether a server runs on the data folder: SQLite takes one writer at a time, and its events come first.
fn is_served(config: &Config) -> bool {
    if config.database_url().starts_with("postgres") {
        return false;
    }
    let lock = std::fs::File::open(config.data_dir.join("server.lock"));
    lock.is_ok_and(|lock| lock.try_lock_shared().is_err())
}

/// Scores whom the events have moved, here and now, and says how many that were.
async fn score(
    config: &Config,
    database: &Database,
    account: AccountId,
    stopping: &watch::Receiver<bool>,
) -> Result<u64, Failure> {
    let clock = Clock::system();
    let server = crate::build(config, database.clone(), clock)?;
    let bar = Progress::of_scores();
    let (mut most, mut rest) = (0, 0);
    let scored = server
        .runner
        .drain_account(account, |left| {
            (most, rest) = (left.max(most), left);
            bar.tell_scores(most, left);
            !*stopping.borrow()
        })
        .await;
    bar.end();
    scored?;
    if rest > 0 {
        let rest = HumanCount(rest);
        return Err(format!("stopped with {rest} identities to score; a running server does it").into());
    }
    Ok(most)
}

fn summary(done: &Done, refused: &RefusedLines, millis: i64) -> String {
    let count = |count: u64| HumanCount(count);
    let millis = u64::try_from(millis).unwrap_or(0).max(1);
    let mut text = format!(
        "Read {} lines in {}.{} s, {} a second: {} new events, {} stored before",
        count(done.lines),
        millis / 1_000,
        millis % 1_000 / 100,
        count(done.lines.saturating_mul(1_000) / millis),
        count(done.stored),
        count(done.repeated),
    );
    if done.refused > 0 {
        let (lines, list) = (count(done.refused), refused.path().display());
        text.push_str(&format!(", {lines} lines refused and listed in {list}"));
    }
    text.push('.');
    if done.out_of_order > 0 {
        let lines = count(done.out_of_order);
        text.push_str(&format!(
            "\n{lines} lines arrived before a line above them: they were taken in the order of the file."
        ));
    }
    text
}
