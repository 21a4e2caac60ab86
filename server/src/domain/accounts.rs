//! Making accounts, their first owner and their keys.

use app::types::credential::{CredentialDraft, MAX_ORIGINS, NewCredential, check_origin};
use app::types::member::Role;

use crate::auth::keys::{self, KeyPair};
use crate::error::Error;
use crate::store::accounts::NewAccount;
use crate::store::credentials::NewCredentialRow;
use crate::store::database::{Database, Transaction};
use crate::store::scope::AccountId;

/// A person and the account they will own.
pub struct NewOwner<'n> {
    /// Address to sign in with.
    pub email: &'n str,
    /// bcrypt hash of the password.
    pub password_hash: &'n str,
    /// Name of the account.
    pub account_name: &'n str,
    /// Events allowed a month.
    pub monthly_event_limit: Option<i64>,
}

/// Makes an account with its owner, who may exist already; gives the numbers of both.
pub async fn create_with_owner(
    transaction: &Transaction,
    owner: &NewOwner<'_>,
    now: i64,
) -> Result<(AccountId, i64), Error> {
    let email = fold_email(owner.email)?;
    let name = check_name("accountName", owner.account_name)?;
    let system = transaction.system();
    let member = match system.member_by_email(&email).await? {
        Some(member) => member.id,
        None => system.create_member(&email, owner.password_hash, now).await?,
    };
    let new = NewAccount {
        name,
        demo: false,
        monthly_event_limit: owner.monthly_event_limit,
    };
    let account = system.create_account(&new, now).await?;
    transaction
        .account(account)
        .add_member(member, Role::Owner, now)
        .await?;
    Ok((account, member))
}

/// Makes a credential, whose secret is in the answer and nowhere else.
pub async fn create_credential(
    transaction: &Transaction,
    account: AccountId,
    draft: CredentialDraft,
    now: i64,
) -> Result<NewCredential, Error> {
    let name = check_name("name", &draft.name)?;
    let allowed_origins = check_origins(draft.allowed_origins)?;
    let pair = KeyPair::generate();
    let row = NewCredentialRow {
        name,
        public_key: pair.public_key.clone(),
        secret_hash: keys::hash(&pair.secret_key),
        secret_key_prefix: keys::secret_key_prefix(&pair.secret_key),
        allowed_origins,
    };
    let credential = transaction.account(account).create_credential(row, now).await?;
    Ok(NewCredential {
        credential,
        secret_key: pair.secret_key,
    })
}

/// Token of the one-time setup link; only its hash is kept, and only until the first owner exists.
pub async fn new_setup_token(database: &Database) -> Result<Option<String>, Error> {
    if database.system().has_members().await? {
        return Ok(None);
    }
    let token = keys::random_text(43);
    let transaction = database.begin().await?;
    transaction
        .system()
        .set_setting(SETUP_TOKEN, Some(&keys::hash(&token)))
        .await?;
    transaction.commit().await?;
    Ok(Some(token))
}

/// Name of the setting that holds the hash of the setup token.
pub const SETUP_TOKEN: &str = "setup_token_hash";

/// A name for people: 1–100 characters on one line.
pub fn check_name(field: &str, name: &str) -> Result<String, Error> {
    let trimmed = name.trim();
    if trimmed.is_empty() || name.chars().count() > 100 || name.chars().any(char::is_control) {
        return Err(Error::BadRequest(format!("{field}: must be 1 to 100 characters")));
    }
    Ok(trimmed.to_owned())
}

/// Origins, each exact.
pub fn check_origins(origins: Vec<String>) -> Result<Vec<String>, Error> {
    if origins.len() > MAX_ORIGINS {
        return Err(Error::BadRequest(format!(
            "allowedOrigins: must not be more than {MAX_ORIGINS}"
        )));
    }
    let checked = origins.iter().enumerate().map(|(at, origin)| {
        check_origin(origin).map_err(|reason| Error::BadRequest(format!("allowedOrigins[{at}]: {reason}")))
    });
    let mut checked: Vec<String> = checked.collect::<Result<_, _>>()?;
    checked.dedup();
    Ok(checked)
}

/// An email address as members sign in with it: one spelling, whatever was typed.
pub fn fold_email(email: &str) -> Result<String, Error> {
    let folded = email.trim().to_lowercase();
    // `name@localhost` is fine on a private network, so the domain need not have a dot.
    let plausible = folded
        .split_once('@')
        .is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty())
        && folded.matches('@').count() == 1
        && folded.len() <= 254
        && !folded
            .chars()
            .any(|letter| letter.is_whitespace() || letter.is_control() || ",;<>\"".contains(letter));
    if plausible {
        Ok(folded)
    } else {
        Err(Error::BadRequest("email: must be an email address".to_owned()))
    }
}
