//! `GET /events/{id}`.

use app::types::event::Event;
use axum::Json;
use axum::extract::State;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::id::Id;
use crate::state::AppState;

/// One event.
#[utoipa::path(
    get,
    path = "/events/{id}",
    params(("id" = String, Path, description = "Id of the event")),
    responses((status = 200, description = "The event", body = Event))
)]
pub async fn get_event(
    State(state): State<AppState>,
    caller: AccountCaller,
    Id(id): Id<String>,
) -> Result<Json<Event>, Error> {
    let event = state.database.account(caller.account).event(&id).await?;
    event.map(Json).ok_or(Error::NotFound)
}
