//! Signing in and out.

use std::future::Future;

use super::client::{ApiError, ApiResult, act, get, send_json};
use crate::types::member::{Login, Me, PasswordChange, SignedIn};

/// Who is signed in.
pub fn me() -> impl Future<Output = ApiResult<Me>> + Send + use<> {
    get("/auth/me")
}

/// Signs in. A refusal says why; it never sends one to the page one is on.
pub fn login(login: &Login) -> impl Future<Output = ApiResult<SignedIn>> + Send + use<> {
    send_json("POST", "/auth/login", login)
}

/// Signs out here.
pub fn logout() -> impl Future<Output = ApiResult<()>> + Send + use<> {
    act("POST", "/auth/logout")
}

/// Signs out in every browser.
pub fn logout_everywhere() -> impl Future<Output = ApiResult<()>> + Send + use<> {
    act("POST", "/auth/logout-everywhere")
}

/// Changes the member's own password.
pub fn change_password(change: &PasswordChange) -> impl Future<Output = ApiResult<SignedIn>> + Send + use<> {
    send_json("POST", "/auth/password", change)
}

/// Looks at another account.
pub fn switch_account(slug: &str) -> impl Future<Output = ApiResult<SignedIn>> + Send + use<> {
    send_json("POST", "/auth/switch", &serde_json::json!({ "account": slug }))
}

/// Whether a failed sign-in means that email and password do not belong together.
pub const fn is_wrong_password(error: &ApiError) -> bool {
    matches!(error.status(), Some(401))
}
