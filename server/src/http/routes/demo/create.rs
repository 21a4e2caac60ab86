//! `POST /demo`.

use app::types::demo::DemoCreated;
use app::types::error::ErrorBody;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::auth::callers::MemberCaller;
use crate::domain::demo::{self, Demo};
use crate::error::{Error, OrInternal};
use crate::http::routes::auth::session::sign_in;
use crate::state::AppState;

/// Makes an example account with a month of life, makes the member its owner, and looks at it.
#[utoipa::path(
    post,
    path = "/demo",
    responses((status = 201, description = "The example account; the cookie looks at it from now on", body = DemoCreated), (status = 409, description = "The member has one already", body = ErrorBody))
)]
pub async fn create_demo(State(state): State<AppState>, member: MemberCaller) -> Result<Response, Error> {
    state.limits.sensitive.take(&member.id)?;
    if member.accounts.iter().any(|(_, account)| account.demo) {
        return Err(Error::Conflict("you have an example account already"));
    }
    let made = make(&state, &member).await?;
    state.work.notify_one();
    let signed_in = sign_in(
        &state,
        StatusCode::CREATED,
        member.id,
        made.account,
        member.token_version,
    )?;
    let cookie = signed_in
        .headers()
        .get(header::SET_COOKIE)
        .cloned()
        .unwrap_or(HeaderValue::from_static(""));
    let body = DemoCreated {
        slug: made.slug,
        events: made.events,
    };
    Ok((StatusCode::CREATED, [(header::SET_COOKIE, cookie)], Json(body)).into_response())
}

/// To its end, also when the one who asked has gone: half an example would be nobody's.
async fn make(state: &AppState, member: &MemberCaller) -> Result<Demo, Error> {
    let (state, owner, account) = (state.clone(), member.id, member.account);
    let made = tokio::spawn(async move {
        let _turn = state.turns.take(account).await?;
        demo::create(&state.database, Some(owner), state.clock.now()).await
    });
    made.await.or_internal("making an example account")?
}
