//! A language model of the operator's choice, behind an OpenAI-compatible API.
//!
//! It is given text and gives text back: it is offered no tools, it is followed nowhere, and its answer is read
//! up to a limit.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, Response, redirect};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep, timeout_at};

use crate::config::ConfigError;
use crate::config::reviews::ModelSettings;

/// Bytes of an answer: a review is a few thousand.
const MAX_ANSWER_BYTES: usize = 256 << 10;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// Waits before the second and the third try.
const RETRY_WAITS: [Duration; 2] = [Duration::from_millis(250), Duration::from_millis(1_000)];

/// A language model that can be asked.
#[derive(Debug)]
pub struct LanguageModel {
    client: Client,
    authorization: Option<HeaderValue>,
    settings: ModelSettings,
}

/// Why there is no answer, in words for the person who asked: no addresses, no secrets.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// Nothing came in time.
    #[error("The language model did not answer within {}.", seconds(.0))]
    TimedOut(Duration),
    /// No connection, or it broke.
    #[error("The language model could not be reached.")]
    Unreachable,
    /// It answered with a failure.
    #[error("The language model answered with HTTP status {0}.")]
    Refused(u16),
    /// It does not stop.
    #[error("The language model's answer was larger than {} KB.", MAX_ANSWER_BYTES >> 10)]
    TooLarge,
    /// Not an answer of such an API.
    #[error("The language model's answer was not understood.")]
    Unreadable,
    /// An answer without a text.
    #[error("The language model answered without a text.")]
    Empty,
}

impl ModelError {
    /// Whether another try may end better.
    const fn may_pass(&self) -> bool {
        matches!(self, Self::Unreachable | Self::Refused(429 | 500..=599))
    }
}

impl LanguageModel {
    /// Gets ready to ask, without asking anything yet.
    pub fn new(settings: ModelSettings) -> Result<Self, ConfigError> {
        // Fails when there is one already, which is as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            .connect_timeout(CONNECT_TIMEOUT)
            .user_agent("dregs")
            .build()
            .map_err(|_| {
                ConfigError::Review("no TLS client for DREGS_REVIEW_URL: are CA certificates installed?")
            })?;
        let authorization = settings.key.as_ref().map(|key| {
            let mut value = HeaderValue::try_from(format!("Bearer {}", key.reveal())).map_err(|_| {
                ConfigError::Review("DREGS_REVIEW_KEY must be one line of printable characters")
            })?;
            value.set_sensitive(true);
            Ok(value)
        });
        Ok(Self {
            client,
            authorization: authorization.transpose()?,
            settings,
        })
    }

    /// The model's name.
    pub fn name(&self) -> &str {
        &self.settings.model
    }

    /// The longest that a question takes.
    pub const fn patience(&self) -> Duration {
        self.settings.patience
    }

    /// Asks, once or a few times, and gives back what the model wrote.
    pub async fn ask(&self, instructions: &str, material: &str) -> Result<String, ModelError> {
        // Nothing but what every such API takes: some refuse a limit or a temperature.
        let question = json!({
            "model": self.settings.model,
            "stream": false,
            "messages": [
                { "role": "system", "content": instructions },
                { "role": "user", "content": material },
            ],
        });
        let question = question.to_string();
        let deadline = Instant::now() + self.patience();
        let mut waits = RETRY_WAITS.into_iter();
        loop {
            let late = ModelError::TimedOut(self.patience());
            let asked = timeout_at(deadline, self.ask_once(&question)).await;
            match (asked.unwrap_or(Err(late)), waits.next()) {
                (Err(error), Some(wait)) if error.may_pass() && Instant::now() + wait < deadline => {
                    sleep(wait).await;
                }
                (settled, _) => return settled,
            }
        }
    }

    async fn ask_once(&self, question: &str) -> Result<String, ModelError> {
        let mut request = self
            .client
            .post(self.settings.endpoint.clone())
            .header(CONTENT_TYPE, "application/json")
            .body(question.to_owned());
        if let Some(authorization) = &self.authorization {
            request = request.header(AUTHORIZATION, authorization.clone());
        }
        let response = request.send().await.map_err(unreachable)?;
        if !response.status().is_success() {
            return Err(ModelError::Refused(response.status().as_u16()));
        }
        let answer = read(response).await?;
        let answer: Value = serde_json::from_slice(&answer).map_err(|_| ModelError::Unreadable)?;
        let message = answer
            .pointer("/choices/0/message")
            .ok_or(ModelError::Unreadable)?;
        let text = message.get("content").and_then(Value::as_str).unwrap_or_default();
        if text.trim().is_empty() {
            Err(ModelError::Empty)
        } else {
            Ok(text.to_owned())
        }
    }
}

fn seconds(patience: &Duration) -> String {
    match patience.as_secs() {
        1 => "1 second".to_owned(),
        several => format!("{several} seconds"),
    }
}

/// Reads the body of an answer, up to the limit.
async fn read(mut response: Response) -> Result<Vec<u8>, ModelError> {
    let mut read = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
        if read.len() + chunk.len() > MAX_ANSWER_BYTES {
            return Err(ModelError::TooLarge);
        }
        read.extend_from_slice(&chunk);
    }
    Ok(read)
}

/// The operator is told the cause, the person who asked is not.
fn unreachable(error: reqwest::Error) -> ModelError {
    tracing::warn!(error = ?error.without_url(), "the language model for reviews could not be reached");
    ModelError::Unreachable
}
