//! Key pairs: the way into an account for machines.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::types::credential::Credential;
use app::types::time::Timestamp;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::NotSet, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use super::StoreError;
use super::entities::{account, credential};
use super::ingest::read::json;
use super::ingest::rows::to_json;
use super::scope::{AccountId, AccountStore};
use super::system::SystemStore;

/// A credential that works, as a request is checked against it.
#[derive(Clone, Debug)]
pub struct LiveCredential {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub account: AccountId,
    /// Pages that may use its public key; empty means any.
    pub allowed_origins: Vec<String>,
    /// Key of signed identification, sealed.
    pub signing_secret: Option<String>,
    /// Whether identification must be signed.
    pub require_signature: bool,
    /// The account's own entries of the dataset `sensitive_keys`.
    pub sensitive_keys: Arc<BTreeMap<String, bool>>,
}

/// A new credential.
pub struct NewCredentialRow {
    pub name: String,
    pub public_key: String,
    pub secret_hash: String,
    pub secret_key_prefix: String,
    pub allowed_origins: Vec<String>,
}

/// Which half of a credential a caller showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyColumn {
    /// The public key itself.
    Public,
    /// The hash of the secret key.
    SecretHash,
}

impl<C: ConnectionTrait> SystemStore<'_, C> {
    /// The working credential that a key belongs to.
    #[expect(clippy::disallowed_methods, reason = "a key is what tells the account")]
    pub async fn live_credential(
        &self,
        column: KeyColumn,
        key: &str,
        now: i64,
    ) -> Result<Option<LiveCredential>, StoreError> {
        use credential::Column as Col;
        let shown = match column {
            KeyColumn::Public => Col::PublicKey.eq(key),
            KeyColumn::SecretHash => Col::SecretHash.eq(key).or(Col::PreviousSecretHash
                .eq(key)
                .and(Col::PreviousSecretUntil.gt(now))),
        };
        let row = credential::Entity::find()
            .filter(shown)
            .filter(credential::Column::Enabled.eq(true))
            .filter(credential::Column::RevokedAt.is_null())
            .one(self.conn())
            .await?;
        let Some(row) = row else { return Ok(None) };
        let account = account::Entity::find_by_id(row.account_id)
            .one(self.conn())
            .await?;
        if !account.is_some_and(|account| account.enabled) {
            return Ok(None);
        }
        let account = AccountId::from_row(row.account_id);
        let sensitive_keys = AccountStore::new(account, self.conn()).sensitive_keys().await?;
        Ok(Some(LiveCredential {
            id: row.id,
            account,
            sensitive_keys: Arc::new(sensitive_keys),
            allowed_origins: json(&row.allowed_origins)?,
            signing_secret: row.signing_secret,
            require_signature: row.require_signature,
        }))
    }
}

impl<C: ConnectionTrait> AccountStore<'_, C> {
    /// All credentials, oldest first.
    pub async fn credentials(&self) -> Result<Vec<Credential>, StoreError> {
        let rows = self
            .find::<credential::Entity>()
            .order_by_asc(credential::Column::Id)
            .all(self.conn())
            .await?;
        rows.into_iter().map(wire).collect()
    }

    /// One credential.
    pub async fn credential(&self, id: i64) -> Result<Option<Credential>, StoreError> {
        let row = self
            .find::<credential::Entity>()
            .filter(credential::Column::Id.eq(id))
            .one(self.conn())
            .await?;
        row.map(wire).transpose()
    }

    /// Makes a credential.
    pub async fn create_credential(&self, new: NewCredentialRow, now: i64) -> Result<Credential, StoreError> {
        let row = credential::ActiveModel {
            id: NotSet,
            account_id: NotSet,
            name: Set(new.name),
            public_key: Set(new.public_key),
            secret_hash: Set(new.secret_hash),
            secret_key_prefix: Set(new.secret_key_prefix),
            previous_secret_hash: Set(None),
            previous_secret_until: Set(None),
            signing_secret: Set(None),
            require_signature: Set(false),
            allowed_origins: Set(to_json(&new.allowed_origins)),
            enabled: Set(true),
            revoked_at: Set(None),
            last_used_at: Set(None),
            created_at: Set(now),
        };
        wire(self.insert::<credential::Entity>(row).await?)
    }

    /// Writes what members may change of a credential.
    pub async fn save_credential(&self, credential: &Credential) -> Result<(), StoreError> {
        use credential::Column as Col;
        self.update::<credential::Entity>()
            .col_expr(Col::Name, Expr::value(credential.name.clone()))
            .col_expr(
                Col::AllowedOrigins,
                Expr::value(to_json(&credential.allowed_origins)),
            )
            .col_expr(Col::Enabled, Expr::value(credential.enabled))
            .col_expr(Col::RequireSignature, Expr::value(credential.require_signature))
            .col_expr(
                Col::RevokedAt,
                Expr::value(credential.revoked_at.map(Timestamp::millis)),
            )
            .filter(Col::Id.eq(credential.id))
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// Puts another secret key in place of the one there is, which works until `previous_secret_until`.
    pub async fn replace_secret(&self, credential: &Credential, secret_hash: &str) -> Result<(), StoreError> {
        use credential::Column as Col;
        let until = credential.previous_secret_until.map(Timestamp::millis);
        let previous = match until {
            Some(_) => Expr::col(Col::SecretHash),
            None => Expr::value(None::<String>),
        };
        self.update::<credential::Entity>()
            .col_expr(Col::PreviousSecretHash, previous)
            .col_expr(Col::PreviousSecretUntil, Expr::value(until))
            .col_expr(Col::SecretHash, Expr::value(secret_hash))
            .col_expr(
                Col::SecretKeyPrefix,
                Expr::value(credential.secret_key_prefix.clone()),
            )
            .filter(Col::Id.eq(credential.id))
            .exec(self.conn())
            .await?;
        Ok(())
    }

    /// Whether a credential has a secret to check signatures with.
    pub async fn has_signing_secret(&self, id: i64) -> Result<bool, StoreError> {
        let row = self
            .find::<credential::Entity>()
            .filter(credential::Column::Id.eq(id))
            .filter(credential::Column::SigningSecret.is_not_null())
            .one(self.conn())
            .await?;
        Ok(row.is_some())
    }

    /// Gives a credential a sealed secret to check signatures with.
    pub async fn set_signing_secret(&self, id: i64, sealed: &str) -> Result<(), StoreError> {
        self.update::<credential::Entity>()
            .col_expr(credential::Column::SigningSecret, Expr::value(sealed))
            .filter(credential::Column::Id.eq(id))
            .exec(self.conn())
            .await?;
        Ok(())
    }
}

fn wire(row: credential::Model) -> Result<Credential, StoreError> {
    Ok(Credential {
        id: row.id,
        name: row.name,
        public_key: row
            .public_key
            .parse()
            .map_err(|error: &str| StoreError::Custom(error.to_owned()))?,
        secret_key_prefix: row.secret_key_prefix,
        allowed_origins: json(&row.allowed_origins)?,
        enabled: row.enabled,
        require_signature: row.require_signature,
        previous_secret_until: row.previous_secret_until.map(Timestamp::from_millis),
        revoked_at: row.revoked_at.map(Timestamp::from_millis),
        last_used_at: row.last_used_at.map(Timestamp::from_millis),
        created_at: Timestamp::from_millis(row.created_at),
    })
}
