//! Failure → status, code, body. The only place where one becomes the other.

use app::types::error::ErrorBody;
use app::types::time::Timestamp;
use axum::Json;
use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::clock::Clock;
use crate::domain::ingest::Refusal;
use crate::store::{StoreError, Trouble, trouble};

/// Characters of a message: some quote what the caller sent.
const MAX_MESSAGE_CHARS: usize = 500;

/// Everything that an API call can fail with.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The request is malformed; the message names the field.
    #[error("{0}")]
    BadRequest(String),
    /// The setup link, or the account's password, is not right.
    #[error("{0}")]
    WrongPassword(&'static str),
    /// No key or token, or one that does not work. One body for all causes.
    #[error("the key or token is missing, unknown, disabled, revoked or expired")]
    Unauthorized,
    /// The month's events are used up.
    #[error("the monthly event limit is reached; the event was not recorded")]
    QuotaExceeded,
    /// The credential is fine and may not do this.
    #[error("{0}")]
    Forbidden(&'static str),
    /// The page's origin is not on the credential's list.
    #[error("this credential does not allow events from {0}")]
    OriginNotAllowed(String),
    /// A page of another site tried to use the dashboard's cookie.
    #[error("the request does not come from the dashboard's own pages")]
    CrossSite,
    /// It does not exist, or belongs to somebody else.
    #[error("not found")]
    NotFound,
    /// The path exists and this method does not.
    #[error("this path does not take that method")]
    MethodNotAllowed,
    /// The state of things does not allow it.
    #[error("{0}")]
    Conflict(&'static str),
    /// The body did not arrive in time.
    #[error("the body took too long to arrive")]
    BodyTimedOut,
    /// Larger than allowed.
    #[error("the body is larger than {0} KB")]
    TooLarge(usize),
    /// A media type or encoding that is not read.
    #[error("{0}")]
    UnsupportedMediaType(&'static str),
    /// Too many, too fast.
    #[error("too many requests; try again in {retry_after} seconds")]
    TooManyRequests { retry_after: u64 },
    /// Too much is going on.
    #[error("the server is busy; try again shortly")]
    Overloaded,
    /// Took too long.
    #[error("the request took too long")]
    TimedOut,
    /// Ours to mend: logged with its cause, told to nobody.
    #[error("something went wrong on our side")]
    Internal {
        /// What was being done.
        doing: &'static str,
        /// Why it failed.
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl Error {
    /// Status, and stable word for programs.
    pub const fn status_and_code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::BadRequest(_) => (StatusCode::BAD_REQUEST, "bad_request"),
            Self::WrongPassword(_) => (StatusCode::UNAUTHORIZED, "wrong_password"),
            Self::Unauthorized => (StatusCode::UNAUTHORIZED, "unauthorized"),
            Self::QuotaExceeded => (StatusCode::PAYMENT_REQUIRED, "quota_exceeded"),
            Self::Forbidden(_) => (StatusCode::FORBIDDEN, "forbidden"),
            Self::OriginNotAllowed(_) => (StatusCode::FORBIDDEN, "origin_not_allowed"),
            Self::CrossSite => (StatusCode::FORBIDDEN, "cross_site"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
            Self::Conflict(_) => (StatusCode::CONFLICT, "conflict"),
            Self::BodyTimedOut => (StatusCode::REQUEST_TIMEOUT, "body_timed_out"),
            Self::TooLarge(_) => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            Self::UnsupportedMediaType(_) => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type"),
            Self::TooManyRequests { .. } => (StatusCode::TOO_MANY_REQUESTS, "too_many_requests"),
            Self::Overloaded => (StatusCode::SERVICE_UNAVAILABLE, "overloaded"),
            Self::TimedOut => (StatusCode::SERVICE_UNAVAILABLE, "timed_out"),
            Self::Internal { .. } => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        }
    }

    /// The body that says so.
    pub fn body(&self) -> ErrorBody {
        let (status, code) = self.status_and_code();
        ErrorBody {
            timestamp: Timestamp::from_millis(Clock::system().now()),
            status: status.as_u16(),
            error: status.canonical_reason().unwrap_or_default().to_owned(),
            message: self.to_string().chars().take(MAX_MESSAGE_CHARS).collect(),
            code: code.to_owned(),
        }
    }

    /// Seconds after which it is worth trying again, where that is known.
    const fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooManyRequests { retry_after } => Some(*retry_after),
            Self::Overloaded | Self::TimedOut => Some(1),
            _ => None,
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if let Self::Internal { doing, cause } = &self {
            tracing::error!(%cause, "failed while {doing}");
        }
        let (status, _) = self.status_and_code();
        let mut response = (status, Json(self.body())).into_response();
        let headers = response.headers_mut();
        if let Some(seconds) = self.retry_after() {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if matches!(self, Self::Unauthorized) {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<StoreError> for Error {
    fn from(cause: StoreError) -> Self {
        match trouble(&cause) {
            Trouble::TookTooLong => Self::TimedOut,
            Trouble::NoConnection => {
                tracing::warn!(%cause, "no connection to the database is free");
                Self::Overloaded
            }
            Trouble::Gone => Self::NotFound,
            Trouble::Other => Self::Internal {
                doing: "talking to the database",
                cause: Box::new(cause),
            },
        }
    }
}

impl From<Refusal> for Error {
    fn from(_: Refusal) -> Self {
        Self::Overloaded
    }
}

/// Gives an unexpected failure its place in the story.
pub trait OrInternal<T> {
    /// Turns a failure into one that is logged with what was being done.
    fn or_internal(self, doing: &'static str) -> Result<T, Error>;
}

impl<T, E: Into<Box<dyn std::error::Error + Send + Sync>>> OrInternal<T> for Result<T, E> {
    fn or_internal(self, doing: &'static str) -> Result<T, Error> {
        self.map_err(|cause| Error::Internal {
            doing,
            cause: cause.into(),
        })
    }
}
