//! `dregs rescore`.

use clap::Args;

use super::{Failure, drain, open, say};
use crate::clock::Clock;
use crate::config::Config;
use crate::jobs::analyze_identity;

/// How.
#[derive(Args)]
pub struct RescoreArgs {
    /// Forget what was folded, and begin with the first event.
    #[arg(long)]
    rebuild: bool,
}

/// Scores every identity of every account again.
pub async fn run(config: &Config, args: RescoreArgs) -> Result<(), Failure> {
    let database = open(config).await?;
    let now = Clock::system().now();
    let mut queued = 0;
    for account in database.system().accounts().await? {
        let identities = database.account(account).regarded_identities().await?;
        queued += identities.len();
        let transaction = database.begin().await?;
        let store = transaction.account(account);
        if args.rebuild {
            store.forget_evidence().await?;
        }
        store.enqueue(analyze_identity::KIND, identities, now).await?;
        transaction.commit().await?;
    }
    drain(config, database).await?;
    say(&mut std::io::stdout(), &format!("Scored {queued} identities."));
    Ok(())
}
