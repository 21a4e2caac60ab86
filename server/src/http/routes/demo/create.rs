//! `POST /demo`.

use app::types::demo::DemoCreated;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::auth::callers::MemberCaller;
use crate::domain::demo;
use crate::error::Error;
use crate::http::routes::auth::session::sign_in;
use crate::state::AppState;

/// Makes an example account with a month of life, makes the member its owner, and looks at it.
#[utoipa::path(
    post,
    path = "/demo",
    responses((status = 201, description = "The example account; the cookie looks at it from now on", body = DemoCreated))
)]
pub async fn create_demo(State(state): State<AppState>, member: MemberCaller) -> Result<Response, Error> {
    state.limits.sensitive.take(&member.id)?;
    let made = demo::create(&state.database, Some(member.id), state.clock.now()).await?;
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
