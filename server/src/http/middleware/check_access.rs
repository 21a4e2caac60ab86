//! Lets a request through to its route, or not, by the table of `http/access.rs`.

use axum::extract::{MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::auth::callers::{AccountCaller, Shown, Who, shown};
use crate::error::Error;
use crate::http::access::{self, Access};
use crate::http::extract::callers::identify;
use crate::state::AppState;

/// Middleware: finds out who is calling where that matters, and leaves the answer for the handler.
pub async fn check_access(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    match admit(&state, &parts).await {
        Ok(caller) => {
            if let Some(caller) = caller {
                parts.extensions.insert(caller);
            }
            next.run(Request::from_parts(parts, body)).await
        }
        Err(error) => error.into_response(),
    }
}

/// Who is calling, where the route asks for it.
async fn admit(state: &AppState, parts: &Parts) -> Result<Option<AccountCaller>, Error> {
    let path = parts.extensions.get::<MatchedPath>().map(MatchedPath::as_str);
    let path = path.and_then(|path| path.strip_prefix("/api"));
    let access = path.and_then(|path| access::of(&parts.method, path));
    let role = match access {
        None => return Err(Error::NotFound),
        Some(Access::Anyone | Access::AnyKey) => return Ok(None),
        Some(Access::OwnDevice) => match shown(&parts.headers, state.is_https()) {
            Ok(Shown::Public(_)) => return Ok(None),
            _ => app::types::member::Role::Viewer,
        },
        Some(Access::Account(role) | Access::Member(role)) => role,
    };
    let caller = identify(state, parts).await?;
    match &caller.who {
        Who::Server(_) if matches!(access, Some(Access::Member(_))) => {
            Err(Error::Forbidden("only members can do this; a secret key cannot"))
        }
        Who::Member(member) if member.role < role => Err(Error::Forbidden(match role {
            app::types::member::Role::Analyst => "viewers can only read",
            app::types::member::Role::Owner => "only owners can do this",
            _ => "only admins can do this",
        })),
        _ => Ok(Some(caller)),
    }
}
