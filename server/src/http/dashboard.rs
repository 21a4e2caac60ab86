//! Pages: rendered here with the same JSON API that browsers call, then brought to life there.

use std::sync::Arc;

use any_spawner::Executor;
use app::Assets;
use app::api::transport::{AnswerStatus, ApiRequest, ApiResponse, RedirectTo, ServerTransport};
use axum::Router;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, HOST, HeaderMap, LOCATION};
use axum::http::{HeaderValue, Request, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt;
use leptos::prelude::{expect_context, provide_context, use_nonce};
use leptos_axum::ResponseOptions;
use tower::ServiceExt;

use super::extract::client_address::ClientAddress;
use super::middleware::security_headers::page_policy;
use crate::error::Error;

/// What pages are made of.
#[derive(Clone)]
pub struct Dashboard {
    /// The JSON API, to be called without a detour through the network.
    api: Router,
    /// The files that bring pages to life.
    assets: Assets,
}

impl Dashboard {
    /// Pages that call `api` and are brought to life by `assets`.
    pub fn new(api: Router, assets: Assets) -> Self {
        // Rendering spawns tasks on this runtime; telling it twice is harmless.
        let _ = any_spawner::Executor::init_tokio();
        Self { api, assets }
    }

    /// Renders the page at the request's path, in the name of its visitor.
    pub async fn page(self, request: Request<Body>) -> Response {
        // Leptos has to know who runs what a page waits for; only the first call does anything.
        let _ = Executor::init_tokio();
        let visitor = Visitor {
            api: self.api,
            headers: visitor_headers(request.headers()),
            address: request.extensions().get::<ClientAddress>().copied(),
        };
        let assets = self.assets;
        let context = move || {
            let answer = expect_context::<ResponseOptions>();
            let nonce = use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
            if let Ok(policy) = HeaderValue::from_str(&page_policy(&nonce)) {
                answer.insert_header(CONTENT_SECURITY_POLICY, policy);
            }
            answer.insert_header(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            provide_context(assets.clone());
            provide_context(visitor.clone().transport());
            let redirected = answer.clone();
            provide_context(RedirectTo(Arc::new(move |path| {
                if let Ok(path) = HeaderValue::from_str(path) {
                    redirected.set_status(StatusCode::SEE_OTHER);
                    redirected.insert_header(LOCATION, path);
                }
            })));
            provide_context(AnswerStatus(Arc::new(move |status| {
                if let Ok(status) = StatusCode::from_u16(status) {
                    answer.set_status(status);
                }
            })));
        };
        leptos_axum::render_app_async_with_context(context, app::shell)(request).await
    }
}

/// In whose name a page calls the API.
#[derive(Clone)]
struct Visitor {
    api: Router,
    headers: HeaderMap,
    address: Option<ClientAddress>,
}

impl Visitor {
    fn transport(self) -> ServerTransport {
        ServerTransport(Arc::new(move |request| {
            let visitor = self.clone();
            Box::pin(async move { visitor.call(request).await })
        }))
    }

    async fn call(self, request: ApiRequest) -> ApiResponse {
        let unreachable = ApiResponse {
            status: Error::Overloaded.status_and_code().0.as_u16(),
            body: String::new(),
        };
        let body = request.body.map_or_else(Body::empty, Body::from);
        let built = Request::builder()
            .method(request.method)
            .uri(request.path_and_query)
            .body(body);
        let Ok(mut call) = built else { return unreachable };
        call.headers_mut().extend(self.headers);
        if let Some(address) = self.address {
            call.extensions_mut().insert(address);
        }
        let Ok(response) = self.api.oneshot(call).await;
        let status = response.status().as_u16();
        match response.into_body().collect().await {
            Ok(body) => ApiResponse {
                status,
                body: String::from_utf8_lossy(&body.to_bytes()).into_owned(),
            },
            Err(_) => unreachable,
        }
    }
}

/// The headers that say who the visitor is.
fn visitor_headers(headers: &HeaderMap) -> HeaderMap {
    [COOKIE, HOST]
        .into_iter()
        .flat_map(|name| {
            headers
                .get_all(&name)
                .iter()
                .map(move |value| (name.clone(), value.clone()))
        })
        .collect()
}
