//! `POST /auth/login`.

use app::types::error::ErrorBody;
use app::types::member::{Login, SignedIn};
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;

use super::session::{remember_browser, sign_in};
use crate::auth::callers::{cookie, device_cookie_name, refuse_foreign_page};
use crate::error::Error;
use crate::http::extract::json::JsonBody;
use crate::state::AppState;

/// Signs a member in. Unknown address and wrong password give one answer, after the same time.
#[utoipa::path(
    post,
    path = "/auth/login",
    request_body(content = Login, example = json!({ "email": "ada@example.com", "password": "a long enough password" })),
    responses((status = 200, description = "A token, in the body and as a cookie", body = SignedIn), (status = 401, description = "Wrong address or password", body = ErrorBody))
)]
pub async fn login(
    State(state): State<AppState>,
    method: Method,
    headers: HeaderMap,
    JsonBody(login): JsonBody<Login>,
) -> Result<Response, Error> {
    refuse_foreign_page(&method, &headers)?;
    let email = login.email.trim().to_lowercase();
    take_attempt(&state, &headers, &email)?;
    let system = state.database.system();
    let member = system.member_by_email(&email).await?;
    let hash = member.as_ref().map(|member| member.password_hash.as_str());
    let right = state.passwords.verify(&login.password, hash).await?;
    let wrong = Error::WrongPassword("the email address or the password is wrong");
    let Some(member) = member.filter(|_| right) else {
        return Err(wrong);
    };
    let memberships = system.memberships(member.id).await?;
    let (account, _, _) = memberships.first().ok_or(wrong)?;
    let mut response = sign_in(&state, StatusCode::OK, member.id, *account, member.token_version)?;
    remember_browser(&state, &mut response, &email)?;
    Ok(response)
}

/// A browser in which the member has signed in before has attempts of its own: guesses made elsewhere do not use
/// them up.
fn take_attempt(state: &AppState, headers: &HeaderMap, email: &String) -> Result<(), Error> {
    let mark = cookie(headers, device_cookie_name(state.is_https()));
    match mark.and_then(|mark| state.known_devices.recognize(&mark, email)) {
        Some(browser) => state.limits.sign_in_device.take(&browser),
        None => state.limits.sign_in_member.take(email),
    }
}
