//! Who is calling, worked out from the request's headers. The doors to an account.

use std::net::IpAddr;

use app::types::ids::public_key::PublicKey;
use app::types::member::{AccountChoice, Role};
use axum::http::{HeaderMap, Method, header};

use super::keys;
use super::limits::{Caller, counted_address};
use crate::error::Error;
use crate::state::AppState;
use crate::store::credentials::{KeyColumn, LiveCredential};
use crate::store::scope::AccountId;

/// Somebody who acts as an account.
#[derive(Clone, Debug)]
pub struct AccountCaller {
    /// The account.
    pub account: AccountId,
    /// Who exactly.
    pub who: Who,
}

impl AccountCaller {
    /// Whether it is a member who may change everything: no key is one.
    pub fn is_admin(&self) -> bool {
        matches!(&self.who, Who::Member(member) if member.role >= Role::Admin)
    }
}

/// Who acts as an account.
#[derive(Clone, Debug)]
pub enum Who {
    /// The customer's server, with a secret key.
    Server(LiveCredential),
    /// A member, with a token.
    Member(MemberCaller),
}

impl Who {
    /// Whose bucket this caller spends from.
    pub const fn bucket(&self) -> Caller {
        match self {
            Self::Server(credential) => Caller::Credential(credential.id),
            Self::Member(member) => Caller::Member(member.id),
        }
    }
}

/// A signed-in member.
#[derive(Clone, Debug)]
pub struct MemberCaller {
    /// Number of the member.
    pub id: i64,
    /// Address the member signs in with.
    pub email: String,
    /// Version of the member's tokens.
    pub token_version: i64,
    /// What the member may do in the account.
    pub role: Role,
    /// The account the member looks at.
    pub account: AccountId,
    /// Every account the member belongs to.
    pub accounts: Vec<(AccountId, AccountChoice)>,
}

/// What a request shows to say who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// `pk_…`
    Public(String),
    /// `sk_…`
    Secret(String),
    /// A sign-in token, and whether it came in a cookie.
    Token { token: String, from_cookie: bool },
}

/// Name of the session cookie: with TLS the browser itself holds it to this host.
pub const fn cookie_name(https: bool) -> &'static str {
    if https {
        "__Host-dregs_session"
    } else {
        "dregs_session"
    }
}

/// What the headers show. Two different answers to the question are none.
pub fn shown(headers: &HeaderMap, https: bool) -> Result<Shown, Error> {
    let mut authorizations = headers.get_all(header::AUTHORIZATION).iter();
    match (authorizations.next(), authorizations.next()) {
        (Some(value), None) => {
            let text = value.to_str().map_err(|_| Error::Unauthorized)?;
            let (scheme, key) = text.split_once(' ').ok_or(Error::Unauthorized)?;
            if !scheme.eq_ignore_ascii_case("bearer") || key.is_empty() || key.len() > 4_096 {
                return Err(Error::Unauthorized);
            }
            Ok(match key {
                key if key.starts_with("pk_") => Shown::Public(key.to_owned()),
                key if key.starts_with("sk_") => Shown::Secret(key.to_owned()),
                key => Shown::Token {
                    token: key.to_owned(),
                    from_cookie: false,
                },
            })
        }
        (None, _) => {
            let token = cookie(headers, cookie_name(https)).ok_or(Error::Unauthorized)?;
            Ok(Shown::Token {
                token,
                from_cookie: true,
            })
        }
        _ => Err(Error::Unauthorized),
    }
}

/// Name of the cookie that marks a browser in which a member has signed in.
pub const fn device_cookie_name(https: bool) -> &'static str {
    if https {
        "__Host-dregs_device"
    } else {
        "dregs_device"
    }
}

/// The value of a cookie.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// The working credential behind a public key, which was shown by `address`.
pub async fn public_credential(
    state: &AppState,
    address: Option<IpAddr>,
    key: &str,
) -> Result<LiveCredential, Error> {
    match key.parse::<PublicKey>() {
        Ok(key) => credential(state, address, KeyColumn::Public, key.as_str()).await,
        Err(_) => known(state, address, Err(Error::Unauthorized)),
    }
}

/// The working credential behind a secret key, which was shown by `address`.
pub async fn secret_credential(
    state: &AppState,
    address: Option<IpAddr>,
    key: &str,
) -> Result<LiveCredential, Error> {
    credential(state, address, KeyColumn::SecretHash, &keys::hash(key)).await
}

/// Whoever has tried too many keys that do not work gets nothing looked up, unless the key worked a moment ago: those
/// who share an address with a guesser go on.
async fn credential(
    state: &AppState,
    address: Option<IpAddr>,
    column: KeyColumn,
    key: &str,
) -> Result<LiveCredential, Error> {
    if let Some(address) = address
        && !state.credentials.worked(column, key)
    {
        state
            .limits
            .unknown_key
            .refuse_if_empty(&counted_address(address))?;
    }
    let found = state
        .credentials
        .find(&state.database, column, key, state.clock.now())
        .await?;
    known(state, address, found.ok_or(Error::Unauthorized))
}

/// Slows down those who try keys and tokens that do not work.
pub fn known<T>(state: &AppState, address: Option<IpAddr>, found: Result<T, Error>) -> Result<T, Error> {
    if let (Err(Error::Unauthorized), Some(address)) = (&found, address) {
        state.limits.unknown_key.take(&counted_address(address))?;
    }
    found
}

/// The member behind a token, as things are now: a token from before a password change is void.
pub async fn member(state: &AppState, token: &str) -> Result<MemberCaller, Error> {
    let claims = state
        .tokens
        .check(token, state.clock.now())
        .ok_or(Error::Unauthorized)?;
    let system = state.database.system();
    let member = claims.sub.parse().map_err(|_| Error::Unauthorized)?;
    let row = system.member(member).await?.ok_or(Error::Unauthorized)?;
    if row.token_version != claims.version {
        return Err(Error::Unauthorized);
    }
    let memberships = system.memberships(row.id).await?;
    // The account of the token may be gone, such as a removed example: then the first of the others.
    let of_token = memberships
        .iter()
        .find(|(account, _, _)| account.get() == claims.account);
    let (account, role, _) = of_token.or(memberships.first()).ok_or(Error::Unauthorized)?;
    Ok(MemberCaller {
        id: row.id,
        email: row.email,
        token_version: row.token_version,
        role: *role,
        account: *account,
        accounts: memberships
            .iter()
            .map(|(account, _, choice)| (*account, choice.clone()))
            .collect(),
    })
}

/// A cookie travels with requests that other sites start: those may not change anything.
pub fn refuse_cross_site(method: &Method, headers: &HeaderMap) -> Result<(), Error> {
    if method.is_safe() {
        return Ok(());
    }
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return if site == "same-origin" {
            Ok(())
        } else {
            Err(Error::CrossSite)
        };
    }
    let origin = text(header::ORIGIN)
        .and_then(|origin| origin.split_once("://"))
        .map(|(_, host)| host);
    match (origin, text(header::HOST)) {
        (Some(origin), Some(host)) if origin.eq_ignore_ascii_case(host) => Ok(()),
        _ => Err(Error::CrossSite),
    }
}

/// Signing in needs no cookie; still no other site's page may do it in somebody's browser. Programs may.
pub fn refuse_foreign_page(method: &Method, headers: &HeaderMap) -> Result<(), Error> {
    let from_a_page = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    if from_a_page {
        refuse_cross_site(method, headers)
    } else {
        Ok(())
    }
}
