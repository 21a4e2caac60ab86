//! Ids in the path: decoded after the path was split, and checked.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::state::AppState;

/// The path's ids. An id that cannot exist is not found, like one that does not.
pub struct Id<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<AppState> for Id<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        // No id holds a NUL, and PostgreSQL would stumble over one.
        if parts.uri.path().contains("%00") {
            return Err(Error::NotFound);
        }
        let path = Path::<T>::from_request_parts(parts, state)
            .await
            .map_err(|_| Error::NotFound)?;
        Ok(Self(path.0))
    }
}
