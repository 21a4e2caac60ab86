//! The answer to a sign-in: a token for programs, and a cookie that pages cannot read.

use app::types::member::SignedIn;
use app::types::time::Timestamp;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::auth::callers::{cookie_name, device_cookie_name};
use crate::auth::known_devices::LIFETIME_SECONDS;
use crate::auth::tokens::LIFETIME_MS;
use crate::error::{Error, OrInternal};
use crate::state::AppState;
use crate::store::scope::AccountId;

/// Signs a member in to an account.
pub fn sign_in(
    state: &AppState,
    status: StatusCode,
    member: i64,
    account: AccountId,
    token_version: i64,
) -> Result<Response, Error> {
    let issued = state
        .tokens
        .issue(member, account.get(), token_version, state.clock.now());
    let (token, expires_at) = issued.or_internal("signing a token")?;
    let cookie = cookie(state.is_https(), &token, LIFETIME_MS / 1_000);
    let body = SignedIn {
        token,
        expires_at: Timestamp::from_millis(expires_at),
    };
    let mut response = (status, Json(body)).into_response();
    set_cookie(&mut response, &cookie)?;
    Ok(response)
}

/// Marks the browser as one in which the member with this address has signed in.
pub fn remember_browser(state: &AppState, response: &mut Response, email: &str) -> Result<(), Error> {
    let (https, mark) = (state.is_https(), state.known_devices.mark(email));
    let name = device_cookie_name(https);
    let secure = if https { "; Secure" } else { "" };
    let cookie =
        format!("{name}={mark}; Path=/; HttpOnly; SameSite=Strict; Max-Age={LIFETIME_SECONDS}{secure}");
    let value = HeaderValue::from_str(&cookie).or_internal("writing a cookie")?;
    response.headers_mut().append(header::SET_COOKIE, value);
    Ok(())
}

/// Takes the cookie away.
pub fn sign_out(state: &AppState) -> Result<Response, Error> {
    let mut response = StatusCode::NO_CONTENT.into_response();
    set_cookie(&mut response, &cookie(state.is_https(), "", 0))?;
    Ok(response)
}

fn cookie(https: bool, value: &str, max_age_seconds: i64) -> String {
    let secure = if https { "; Secure" } else { "" };
    let name = cookie_name(https);
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age_seconds}{secure}")
}

fn set_cookie(response: &mut Response, cookie: &str) -> Result<(), Error> {
    let value = HeaderValue::from_str(cookie).or_internal("writing a cookie")?;
    response.headers_mut().insert(header::SET_COOKIE, value);
    Ok(())
}
