//! `POST /setup`.

use app::types::error::ErrorBody;
use app::types::member::{Setup, SignedIn};
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;

use super::check_token;
use crate::auth::callers::refuse_foreign_page;
use crate::auth::keys;
use crate::domain::accounts::{NewOwner, SETUP_TOKEN, create_with_owner};
use crate::error::Error;
use crate::http::extract::json::JsonBody;
use crate::http::routes::auth::session::{remember_browser, sign_in};
use crate::state::AppState;

/// Makes the first owner and their account, and signs them in.
#[utoipa::path(
    post,
    path = "/setup",
    request_body(content = Setup, example = json!({ "token": "from the link", "email": "ada@example.com", "password": "a long enough password", "accountName": "Shop" })),
    responses((status = 201, description = "The owner, signed in", body = SignedIn), (status = 404, description = "The link does not work", body = ErrorBody))
)]
pub async fn create_setup(
    State(state): State<AppState>,
    method: Method,
    headers: HeaderMap,
    JsonBody(setup): JsonBody<Setup>,
) -> Result<Response, Error> {
    refuse_foreign_page(&method, &headers)?;
    check_token(&state, &setup.token).await?;
    let password_hash = state.passwords.hash("password", &setup.password).await?;
    let transaction = state.database.begin().await?;
    let system = transaction.system();
    let mine = system
        .take_setting(SETUP_TOKEN, &keys::hash(&setup.token))
        .await?;
    if !mine || system.has_members().await? {
        return Err(Error::NotFound);
    }
    let owner = NewOwner {
        email: &setup.email,
        password_hash: &password_hash,
        account_name: &setup.account_name,
        monthly_event_limit: None,
    };
    let (account, member) = create_with_owner(&transaction, &owner, state.clock.now()).await?;
    transaction.commit().await?;
    let mut response = sign_in(&state, StatusCode::CREATED, member, account, 1)?;
    remember_browser(&state, &mut response, &setup.email.trim().to_lowercase())?;
    Ok(response)
}
