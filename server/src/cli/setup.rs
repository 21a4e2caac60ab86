//! `dregs setup`: an owner, an account and a credential, without a browser.

use std::io::Read;

use app::types::credential::CredentialDraft;
use clap::Args;
use serde_json::json;

use super::{Failure, open, say};
use crate::auth::passwords::Passwords;
use crate::clock::Clock;
use crate::config::Config;
use crate::domain::accounts::{NewOwner, SETUP_TOKEN, create_credential, create_with_owner};

/// What to make.
#[derive(Args)]
pub struct SetupArgs {
    /// Address that the owner signs in with; an existing member gets one more account.
    #[arg(long)]
    email: String,

    /// File that holds the password, or `-` for standard input.
    #[arg(long)]
    password_file: String,

    /// Name of the account.
    #[arg(long)]
    account: String,

    /// Events allowed a month. Default: no limit.
    #[arg(long)]
    monthly_events: Option<i64>,

    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Makes them, and prints the keys: the secret one this once.
pub async fn run(config: &Config, args: SetupArgs) -> Result<(), Failure> {
    let password = read_password(&args.password_file)?;
    let password_hash = Passwords::default().hash("password", &password).await?;
    let database = open(config).await?;
    let now = Clock::system().now();
    let transaction = database.begin().await?;
    let owner = NewOwner {
        email: &args.email,
        password_hash: &password_hash,
        account_name: &args.account,
        monthly_event_limit: args.monthly_events,
    };
    let (account, _) = create_with_owner(&transaction, &owner, now).await?;
    let draft = CredentialDraft {
        name: "Default".to_owned(),
        allowed_origins: Vec::new(),
    };
    let new = create_credential(&transaction, account, draft, now).await?;
    transaction.system().set_setting(SETUP_TOKEN, None).await?;
    transaction.commit().await?;
    let slug = database
        .account(account)
        .describe(0)
        .await?
        .map(|account| account.slug)
        .unwrap_or_default();
    let (public_key, secret_key) = (new.credential.public_key.to_string(), new.secret_key);
    let out = &mut std::io::stdout();
    if args.json {
        let keys =
            json!({ "account": slug, "email": args.email, "publicKey": public_key, "secretKey": secret_key });
        say(out, &keys.to_string());
    } else {
        say(out, &format!("Account:    {slug}"));
        say(out, &format!("Public key: {public_key}"));
        say(out, &format!("Secret key: {secret_key}   (shown this once)"));
    }
    Ok(())
}

fn read_password(file: &str) -> Result<String, Failure> {
    let mut text = String::new();
    if file == "-" {
        std::io::stdin().read_to_string(&mut text)?;
    } else {
        text = std::fs::read_to_string(file).map_err(|error| format!("cannot read {file}: {error}"))?;
    }
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
