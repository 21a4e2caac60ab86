//! Sends requests through the router, as one kind of caller.

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

use super::app::peer;
use super::conformance::assert_described;

/// One kind of caller.
#[derive(Clone)]
pub struct Client {
    router: Router,
    headers: Vec<(String, String)>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or(Value::Null)
    }

    /// The machine word of an error.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    /// Asserts the status, showing the body when it is another.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self
    }
}

impl Client {
    pub fn new(router: Router) -> Self {
        Self {
            router,
            headers: Vec::new(),
        }
    }

    /// With a key or token.
    pub fn bearer(self, key: &str) -> Self {
        self.header("authorization", &format!("Bearer {key}"))
    }

    /// With a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body.to_string())).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, Some(body.to_string())).await
    }

    /// Puts, with nothing in the body.
    pub async fn put(&self, path: &str) -> Answer {
        self.send(Method::PUT, path, None).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    /// Sends raw bytes as JSON.
    pub async fn post_bytes(&self, path: &str, body: impl Into<Body>) -> Answer {
        self.answer(Method::POST, path, "application/json", body.into())
            .await
    }

    /// Sends plain text, as a page does.
    pub async fn post_text(&self, path: &str, body: Value) -> Answer {
        self.answer(
            Method::POST,
            path,
            "text/plain;charset=UTF-8",
            body.to_string().into(),
        )
        .await
    }

    pub async fn send(&self, method: Method, path: &str, body: Option<String>) -> Answer {
        let body = body.map_or_else(Body::empty, Body::from);
        self.answer(method, path, "application/json", body).await
    }

    /// The answer with its body still to come.
    pub async fn open(&self, path: &str) -> axum::response::Response {
        let request = self.request(Method::GET, path, "application/json", Body::empty());
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// The answer without its body, which may never end.
    pub async fn head_of(&self, path: &str) -> Answer {
        let (parts, _) = self.open(path).await.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::new(),
        }
    }

    async fn answer(&self, method: Method, path: &str, media_type: &str, body: Body) -> Answer {
        let request = self.request(method.clone(), path, media_type, body);
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        assert_described(&method, path, parts.status, &body);
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    fn request(&self, method: Method, path: &str, media_type: &str, body: Body) -> Request<Body> {
        let mut request = Request::builder().method(method).uri(path);
        if !self.headers.iter().any(|(name, _)| name == "content-type") {
            request = request.header("content-type", media_type);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        request.extension(ConnectInfo(peer())).body(body).unwrap()
    }
}
