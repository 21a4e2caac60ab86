//! `dregs verify`.

use clap::Args;

use super::{Failure, open, say};
use crate::config::Config;
use crate::domain::interpretation::Interpretation;
use crate::domain::verify::{Verdict, verify};

/// Identities between two lines about how far it is.
const STRIDE: usize = 1_000;
/// Differences that are told one by one.
const TOLD: usize = 20;

/// Of what.
#[derive(Args)]
pub struct VerifyArgs {
    /// Only this account, by its slug.
    #[arg(long, value_name = "SLUG")]
    account: Option<String>,
}

/// Works out the latest cycle of every identity again, and adds all of them up.
pub async fn run(config: &Config, args: VerifyArgs) -> Result<(), Failure> {
    let database = open(config).await?;
    let accounts = match &args.account {
        Some(slug) => vec![
            database
                .system()
                .account_by_slug(slug)
                .await?
                .ok_or_else(|| format!("there is no account {slug}"))?,
        ],
        None => database.system().accounts().await?,
    };
    let (mut hold, mut unsettled, mut older, mut differ) = (0, 0, 0, 0_usize);
    for account in accounts {
        let interpretation = Interpretation::load(&database, account).await?;
        let store = database.background(account);
        for number in store.regarded_identities().await? {
            let Some(identity) = store.identity_by_number(number).await? else {
                continue;
            };
            match verify(&database, account, (number, &identity.id), &interpretation).await? {
                Verdict::Holds => hold += 1,
                Verdict::Unsettled => unsettled += 1,
                Verdict::OtherVersion => older += 1,
                Verdict::Differs { cycle, what } => {
                    differ += 1;
                    if differ <= TOLD {
                        let line = format!("{}: cycle {cycle}: {what}", identity.id);
                        say(&mut std::io::stderr(), &line);
                    }
                }
            }
            let seen = hold + unsettled + older + differ;
            if seen.is_multiple_of(STRIDE) {
                say(&mut std::io::stderr(), &format!("{seen} identities …"));
            }
        }
    }
    let told = format!(
        "{hold} hold, {differ} differ, {unsettled} wait for their next cycle, {older} were scored with another version."
    );
    if differ > 0 {
        return Err(told.into());
    }
    say(&mut std::io::stdout(), &told);
    Ok(())
}
