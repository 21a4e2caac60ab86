//! Who is calling, as a handler's signature says it. Whether they may is decided before, by `http/access.rs`.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::auth::callers::{self, AccountCaller, MemberCaller, Shown, Who};
use crate::error::{Error, OrInternal};
use crate::http::extract::client_address;
use crate::state::AppState;

/// Works out who is calling as an account: a secret key or a signed-in member.
pub async fn identify(state: &AppState, parts: &Parts) -> Result<AccountCaller, Error> {
    let address = client_address::of(&parts.extensions);
    let caller = match callers::shown(&parts.headers, state.is_https())? {
        Shown::Public(key) => {
            // A public key that does not work is nobody's, like any other.
            callers::public_credential(state, address, &key).await?;
            return Err(Error::Forbidden("a public key can only send events"));
        }
        Shown::Secret(key) => {
            let credential = callers::secret_credential(state, address, &key).await?;
            AccountCaller {
                account: credential.account,
                who: Who::Server(credential),
            }
        }
        Shown::Token { token, from_cookie } => {
            if from_cookie {
                callers::refuse_cross_site(&parts.method, &parts.headers)?;
            }
            let member = callers::known(state, address, callers::member(state, &token).await)?;
            AccountCaller {
                account: member.account,
                who: Who::Member(member),
            }
        }
    };
    state.limits.api.take(&caller.who.bucket())?;
    Ok(caller)
}

impl FromRequestParts<AppState> for AccountCaller {
    type Rejection = Error;

    /// A secret key or a signed-in member.
    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Error> {
        let caller = parts.extensions.get::<Self>().cloned();
        caller
            .ok_or("the access table lets callers through to this route unseen")
            .or_internal("asking who is calling")
    }
}

impl FromRequestParts<AppState> for MemberCaller {
    type Rejection = Error;

    /// A signed-in member.
    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        match AccountCaller::from_request_parts(parts, state).await?.who {
            Who::Member(member) => Ok(member),
            Who::Server(_) => Err("the access table lets keys through to this route"),
        }
        .or_internal("asking which member is calling")
    }
}
