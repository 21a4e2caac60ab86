//! Changing a credential: its name, its pages, and its secrets.

use app::types::credential::{Credential, CredentialPatch};
use app::types::time::Timestamp;

use super::accounts::{check_name, check_origins};
use crate::auth::keys;
use crate::auth::vault::{Holder, Vault};
use crate::error::{Error, OrInternal};
use crate::store::database::Transaction;
use crate::store::scope::AccountId;

/// Seconds for which a rotated secret key may go on working: 30 days.
pub const MAX_OVERLAP_SECONDS: i64 = 30 * 86_400;

/// Changes what the patch names. The second value is the signing secret, if this made one.
pub async fn update(
    transaction: &Transaction,
    vault: &Vault,
    account: AccountId,
    id: i64,
    patch: CredentialPatch,
) -> Result<(Credential, Option<String>), Error> {
    let mut credential = working(transaction, account, id).await?;
    if let Some(name) = patch.name {
        credential.name = check_name("name", &name)?;
    }
    if let Some(origins) = patch.allowed_origins {
        credential.allowed_origins = check_origins(origins)?;
    }
    credential.enabled = patch.enabled.unwrap_or(credential.enabled);
    credential.require_signature = patch.require_signature.unwrap_or(credential.require_signature);
    let store = transaction.account(account);
    store.save_credential(&credential).await?;
    let secret = if credential.require_signature && !store.has_signing_secret(id).await? {
        Some(make_signing_secret(transaction, vault, account, id).await?)
    } else {
        None
    };
    Ok((credential, secret))
}

/// Gives a credential another signing secret; signatures made with the old one are worth nothing from then on.
pub async fn rotate_signing_secret(
    transaction: &Transaction,
    vault: &Vault,
    account: AccountId,
    id: i64,
) -> Result<(Credential, String), Error> {
    let credential = working(transaction, account, id).await?;
    let secret = make_signing_secret(transaction, vault, account, id).await?;
    Ok((credential, secret))
}

/// Gives a credential another secret key; the one before it works for as long as the overlap.
pub async fn rotate_secret_key(
    transaction: &Transaction,
    account: AccountId,
    id: i64,
    overlap_seconds: i64,
    now: i64,
) -> Result<(Credential, String), Error> {
    if !(0..=MAX_OVERLAP_SECONDS).contains(&overlap_seconds) {
        return Err(Error::BadRequest(format!(
            "overlapSeconds: must be from 0 to {MAX_OVERLAP_SECONDS}"
        )));
    }
    let mut credential = working(transaction, account, id).await?;
    let secret_key = keys::new_secret_key();
    credential.secret_key_prefix = keys::secret_key_prefix(&secret_key);
    let until = (overlap_seconds > 0).then(|| now + overlap_seconds * 1_000);
    credential.previous_secret_until = until.map(Timestamp::from_millis);
    transaction
        .account(account)
        .replace_secret(&credential, &keys::hash(&secret_key))
        .await?;
    Ok((credential, secret_key))
}

/// A credential that may still be changed, under the account's lock.
async fn working(transaction: &Transaction, account: AccountId, id: i64) -> Result<Credential, Error> {
    let store = transaction.account(account);
    store.lock_account().await?;
    let credential = store.credential(id).await?.ok_or(Error::NotFound)?;
    if credential.revoked_at.is_some() {
        return Err(Error::Conflict("the credential is revoked, for good"));
    }
    Ok(credential)
}

async fn make_signing_secret(
    transaction: &Transaction,
    vault: &Vault,
    account: AccountId,
    id: i64,
) -> Result<String, Error> {
    let secret = keys::new_signing_secret();
    let sealed = vault
        .seal(Holder::Credential(id), &secret)
        .or_internal("sealing a signing secret")?;
    transaction
        .account(account)
        .set_signing_secret(id, &sealed)
        .await?;
    Ok(secret)
}
