//! What a refusal left unread of a request is read before the answer goes out.
//!
//! A connection whose request was not read to its end is closed behind the answer, without a word of it in the answer. A client that
//! keeps its connections would lose its next request there.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderValue, Version, header};
use axum::middleware::Next;
use axum::response::Response;
use futures::{Stream, StreamExt};

use crate::http::extract::json::MAX_BODY_BYTES;

/// How long the rest of a refused body is waited for.
const PATIENCE: Duration = Duration::from_secs(1);

/// Where a body that nobody reads any more is left.
type Left = Arc<Mutex<Option<BodyDataStream>>>;

/// Middleware: reads the rest of a small body; behind a large or slow one it closes the connection, and says so.
pub async fn read_to_end(request: Request, next: Next) -> Response {
    // Who asks whether to send the body has not sent it.
    if request.body().is_end_stream() || request.headers().contains_key(header::EXPECT) {
        return next.run(request).await;
    }
    let version = request.version();
    let left = Left::default();
    let request = request.map(|body| {
        Body::from_stream(Lent {
            body: Some(body.into_data_stream()),
            left: Arc::clone(&left),
        })
    });
    let mut response = next.run(request).await;
    let rest = left.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(rest) = rest
        && !ends(rest).await
        && version < Version::HTTP_2
    {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(header::CONNECTION, close);
    }
    response
}

/// Whether a body was read to its end within reason.
async fn ends(mut rest: BodyDataStream) -> bool {
    let read = async {
        let mut bytes = 0;
        while let Some(chunk) = rest.next().await {
            bytes += chunk.map_or(MAX_BODY_BYTES, |chunk| chunk.len());
            if bytes >= MAX_BODY_BYTES {
                return false;
            }
        }
        true
    };
    tokio::time::timeout(PATIENCE, read).await.unwrap_or(false)
}

/// A body that comes back when it is dropped before its end.
struct Lent {
    body: Option<BodyDataStream>,
    left: Left,
}

impl Stream for Lent {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(body) = self.body.as_mut() else {
            return Poll::Ready(None);
        };
        let next = body.poll_next_unpin(context);
        if matches!(next, Poll::Ready(None)) {
            self.body = None;
        }
        next
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(body) = self.body.take() {
            *self.left.lock().unwrap_or_else(PoisonError::into_inner) = Some(body);
        }
    }
}
