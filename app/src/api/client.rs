//! From typed calls to requests, and from answers to typed results.

use std::future::Future;

use leptos::prelude::use_context;
use leptos_router::location::RequestUrl;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::transport::{ApiRequest, ApiResponse, RedirectTo, send};
use crate::routes;
use crate::types::error::ErrorBody;

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApiError {
    /// The server could not be reached.
    Offline,
    /// Nobody is signed in.
    SignedOut,
    /// The server refused, and says why.
    Refused(ErrorBody),
    /// The answer was not what it should be.
    Garbled(u16),
}

impl ApiError {
    /// The HTTP status, when there was an answer.
    pub const fn status(&self) -> Option<u16> {
        match self {
            Self::Offline => None,
            Self::SignedOut => Some(401),
            Self::Refused(body) => Some(body.status),
            Self::Garbled(status) => Some(*status),
        }
    }

    /// One sentence for a person.
    pub fn message(&self) -> String {
        match self {
            Self::Offline => "The server could not be reached.".to_owned(),
            Self::SignedOut => "Your session has ended. Sign in again.".to_owned(),
            Self::Refused(body) => body.message.clone(),
            Self::Garbled(status) => format!("The server gave an unexpected answer ({status})."),
        }
    }
}

/// What a call gives.
pub type ApiResult<T> = Result<T, ApiError>;

/// Gets a resource.
pub fn get<T: DeserializeOwned>(path: &str) -> impl Future<Output = ApiResult<T>> + Send + use<T> {
    let call = call("GET", path, None);
    async move { read(call.await?) }
}

/// Sends a body and reads the answer.
pub fn send_json<B: Serialize, T: DeserializeOwned>(
    method: &'static str,
    path: &str,
    body: &B,
) -> impl Future<Output = ApiResult<T>> + Send + use<B, T> {
    let call = call(method, path, Some(json(body)));
    async move { read(call.await?) }
}

/// Asks for something to be done, when the answer has no content.
pub fn act(method: &'static str, path: &str) -> impl Future<Output = ApiResult<()>> + Send + use<> {
    let call = call(method, path, None);
    async move { call.await.map(|_| ()) }
}

fn call(
    method: &'static str,
    path: &str,
    body: Option<String>,
) -> impl Future<Output = ApiResult<ApiResponse>> + Send + use<> {
    let door = use_context::<RedirectTo>();
    let here = use_context::<RequestUrl>();
    // There, a 401 speaks of the password that was typed and not of the session.
    let asks_for_password = ["/auth/login", "/auth/password"].contains(&path);
    let answer = send(ApiRequest {
        method,
        path_and_query: format!("/api{path}"),
        body,
    });
    async move {
        let response = answer.await.ok_or(ApiError::Offline)?;
        if (200..300).contains(&response.status) {
            return Ok(response);
        }
        let error = refusal(&response, asks_for_password);
        if let (ApiError::SignedOut, Some(RedirectTo(redirect))) = (&error, door) {
            redirect(&routes::sign_in(
                here.as_ref().map_or("/", |here| path_of(here.as_ref())),
            ));
        }
        Err(error)
    }
}

/// Path and query of an address, which on the server carries a made-up host.
fn path_of(address: &str) -> &str {
    match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]),
        None => address,
    }
}

fn json<B: Serialize>(body: &B) -> String {
    serde_json::to_string(body).unwrap_or_else(|_| "null".to_owned())
}

fn read<T: DeserializeOwned>(response: ApiResponse) -> ApiResult<T> {
    serde_json::from_str(&response.body).map_err(|_| ApiError::Garbled(response.status))
}

fn refusal(response: &ApiResponse, asks_for_password: bool) -> ApiError {
    if response.status == 401 && !asks_for_password {
        return ApiError::SignedOut;
    }
    match serde_json::from_str::<ErrorBody>(&response.body) {
        Ok(body) => ApiError::Refused(body),
        Err(_) => ApiError::Garbled(response.status),
    }
}

#[cfg(test)]
mod tests {
    use super::path_of;

    /// Whatever stands before the path, one returns to the path.
    #[test]
    fn returns_to_the_path() {
        for address in ["http://leptos.dev/identities?term=a", "/identities?term=a"] {
            assert_eq!(path_of(address), "/identities?term=a");
        }
        assert_eq!(path_of("http://leptos.dev"), "/");
    }
}
