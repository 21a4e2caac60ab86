//! How a call reaches the API: a fetch in the browser, a call inside the process while the server renders.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// A call of the API, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiRequest {
    /// `GET`, `POST`, `PATCH` or `DELETE`.
    pub method: &'static str,
    /// Such as `/api/identities?pageNumber=1`.
    pub path_and_query: String,
    /// JSON.
    pub body: Option<String>,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiResponse {
    /// HTTP status.
    pub status: u16,
    /// JSON, or nothing.
    pub body: String,
}

/// A call under way; `None` means that the server could not be reached.
pub type Answer = Pin<Box<dyn Future<Output = Option<ApiResponse>> + Send>>;

/// The server puts this into the context of a page: the API, called in the name of its visitor.
#[derive(Clone)]
#[expect(
    clippy::type_complexity,
    reason = "the one place where the server plugs itself in"
)]
pub struct ServerTransport(
    pub Arc<dyn Fn(ApiRequest) -> Pin<Box<dyn Future<Output = ApiResponse> + Send>> + Send + Sync>,
);

/// The server puts this into the context of a page: answers with a redirect to a path of our own.
#[derive(Clone)]
pub struct RedirectTo(pub Arc<dyn Fn(&str) + Send + Sync>);

/// The server puts this into the context of a page: the HTTP status of the page, when it is not 200.
#[derive(Clone)]
pub struct AnswerStatus(pub Arc<dyn Fn(u16) + Send + Sync>);

/// Sends a call.
#[cfg(feature = "ssr")]
pub fn send(request: ApiRequest) -> Answer {
    let transport = leptos::prelude::use_context::<ServerTransport>();
    Box::pin(async move {
        match transport {
            Some(ServerTransport(call)) => Some(call(request).await),
            None => None,
        }
    })
}

/// Sends a call.
#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
pub fn send(request: ApiRequest) -> Answer {
    Box::pin(send_wrapper::SendWrapper::new(fetch(request)))
}

#[cfg(all(feature = "hydrate", not(feature = "ssr")))]
async fn fetch(request: ApiRequest) -> Option<ApiResponse> {
    use gloo_net::http::{Method, RequestBuilder};

    let method = match request.method {
        "POST" => Method::POST,
        "PUT" => Method::PUT,
        "PATCH" => Method::PATCH,
        "DELETE" => Method::DELETE,
        _ => Method::GET,
    };
    let builder = RequestBuilder::new(&request.path_and_query)
        .method(method)
        .header("Accept", "application/json");
    let built = match request.body {
        // Events are posted as a page posts them: with the key in the body, as plain text.
        Some(body) if request.path_and_query == "/api/events" => builder
            .header("Content-Type", "text/plain;charset=UTF-8")
            .body(body),
        Some(body) => builder.header("Content-Type", "application/json").body(body),
        None => builder.build(),
    };
    let response = built.ok()?.send().await.ok()?;
    let status = response.status();
    let body = response.text().await.ok()?;
    Some(ApiResponse { status, body })
}

/// Without a side to be on, no call is ever answered.
#[cfg(not(any(feature = "hydrate", feature = "ssr")))]
pub fn send(_request: ApiRequest) -> Answer {
    Box::pin(async { None })
}
