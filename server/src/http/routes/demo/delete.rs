//! `DELETE /demo`.

use app::types::error::ErrorBody;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::auth::callers::MemberCaller;
use crate::domain::stitch::month;
use crate::error::Error;
use crate::http::routes::auth::session::sign_in;
use crate::state::AppState;

/// Removes the example account that the member looks at, and looks at another.
#[utoipa::path(
    delete,
    path = "/demo",
    responses((status = 204, description = "Removed; the cookie looks at another account"), (status = 409, description = "Not an example account, or the only account", body = ErrorBody))
)]
pub async fn delete_demo(State(state): State<AppState>, member: MemberCaller) -> Result<Response, Error> {
    let MemberCaller {
        id,
        account,
        token_version,
        accounts,
        ..
    } = member;
    let described = state
        .database
        .account(account)
        .describe(month(state.clock.now()))
        .await?;
    if !described.is_some_and(|account| account.demo) {
        return Err(Error::Conflict("this is not an example account"));
    }
    let other = accounts.iter().find(|(other, _)| *other != account);
    let (other, _) = other.ok_or(Error::Conflict("this is your only account"))?;
    let transaction = state.database.begin().await?;
    transaction.account(account).erase_account().await?;
    transaction.commit().await?;
    let signed_in = sign_in(&state, StatusCode::OK, id, *other, token_version)?;
    let cookie = signed_in
        .headers()
        .get(header::SET_COOKIE)
        .cloned()
        .unwrap_or(HeaderValue::from_static(""));
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}
