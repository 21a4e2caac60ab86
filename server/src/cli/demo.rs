//! `dregs demo`.

use clap::Args;

use super::{Failure, drain, open, say};
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::demo;

/// What to do.
#[derive(Args)]
pub struct DemoArgs {
    /// Member who may look at it. Default: the first member.
    #[arg(long)]
    email: Option<String>,

    /// Remove example accounts instead.
    #[arg(long)]
    remove: bool,
}

/// Makes the example account and scores it, or removes all there are.
pub async fn run(config: &Config, args: DemoArgs) -> Result<(), Failure> {
    let database = open(config).await?;
    let out = &mut std::io::stdout();
    if args.remove {
        let transaction = database.begin().await?;
        let removed = transaction.system().demo_accounts().await?;
        for account in &removed {
            transaction.account(*account).erase_account().await?;
        }
        transaction.commit().await?;
        say(out, &format!("Example accounts removed: {}.", removed.len()));
        return Ok(());
    }
    let owner = match &args.email {
        Some(email) => {
            let member = database
                .system()
                .member_by_email(&email.trim().to_lowercase())
                .await?;
            Some(member.ok_or_else(|| format!("nobody signs in as {email}"))?.id)
        }
        None => database.system().first_member().await?,
    };
    let made = demo::create(&database, owner, Clock::system().now()).await?;
    say(
        out,
        &format!(
            "Made the example account {} with {} events; scoring it…",
            made.slug, made.events
        ),
    );
    drain(config, database).await?;
    say(out, "Done. Sign in and choose it at the foot of the side bar.");
    Ok(())
}
