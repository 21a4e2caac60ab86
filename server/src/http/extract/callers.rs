//! Who may call, as a handler's signature says it.

use app::types::member::Role;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::auth::callers::{self, AccountCaller, MemberCaller, Shown, Who};
use crate::error::Error;
use crate::http::extract::client_address;
use crate::state::AppState;

impl FromRequestParts<AppState> for AccountCaller {
    type Rejection = Error;

    /// A secret key or a signed-in member.
    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        let address = client_address::of(&parts.extensions);
        let caller = match callers::shown(&parts.headers, state.is_https())? {
            Shown::Public(_) => return Err(Error::Forbidden("a public key can only send events")),
            Shown::Secret(key) => {
                let credential = callers::secret_credential(state, address, &key).await?;
                Self {
                    account: credential.account,
                    who: Who::Server(credential),
                }
            }
            Shown::Token { token, from_cookie } => {
                if from_cookie {
                    callers::refuse_cross_site(&parts.method, &parts.headers)?;
                }
                let member = callers::known(state, address, callers::member(state, &token).await)?;
                Self {
                    account: member.account,
                    who: Who::Member(member),
                }
            }
        };
        state.limits.api.take(&caller.who.bucket())?;
        Ok(caller)
    }
}

impl FromRequestParts<AppState> for MemberCaller {
    type Rejection = Error;

    /// A signed-in member, whatever the role.
    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        let caller = AccountCaller::from_request_parts(parts, state).await?;
        match caller.who {
            Who::Member(member) => Ok(member),
            Who::Server(_) => Err(Error::Forbidden("only members can do this; a secret key cannot")),
        }
    }
}

/// A member who may at least run the account.
pub struct Admin(pub MemberCaller);

impl FromRequestParts<AppState> for Admin {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        let member = MemberCaller::from_request_parts(parts, state).await?;
        if member.role >= Role::Admin {
            Ok(Self(member))
        } else {
            Err(Error::Forbidden("only admins can do this"))
        }
    }
}

/// Somebody who may change what is decided about identities: a secret key, or an analyst and above.
pub struct Investigator(pub AccountCaller);

impl FromRequestParts<AppState> for Investigator {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        let caller = AccountCaller::from_request_parts(parts, state).await?;
        match &caller.who {
            Who::Member(member) if member.role < Role::Analyst => {
                Err(Error::Forbidden("viewers can only read"))
            }
            _ => Ok(Self(caller)),
        }
    }
}
