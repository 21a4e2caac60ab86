//! Posts to an address of the customer's choice: guarded, bounded in time and in size, followed nowhere.

use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Client, Response, redirect};
use tokio::time::{Instant, timeout_at};

use super::address_guard::{AddressGuard, is_public, refusal};
use super::attempt::{Outcome, head};
use crate::config::ConfigError;

/// How long an attempt may take, from the look-up of the name to the answer.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of an answer that are read.
const READ_BYTES: usize = 64 << 10;
/// How long a connection waits to be used again: shorter than what receivers grant by default, of which the shortest
/// that is common is the 5 s of Node.js (`server.keepAliveTimeout`). What is sent on a connection that is being closed
/// would be tried again only after the first wait.
const IDLE: Duration = Duration::from_secs(3);
/// Connections to one host that wait to be used again.
const IDLE_PER_HOST: usize = 4;
/// The longest that a receiver can ask to be left alone.
const MAX_RETRY_AFTER_MS: i64 = 24 * 3_600_000;

/// Posts to addresses that the guard lets through.
#[derive(Clone, Debug)]
pub struct Poster {
    client: Client,
    guard: AddressGuard,
}

impl Poster {
    /// Gets ready to post, without posting anything yet.
    pub fn new(guard: AddressGuard) -> Result<Self, ConfigError> {
        // Fails when there is one already, which is as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .dns_resolver(std::sync::Arc::new(guard.clone()))
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(IDLE_PER_HOST)
            // Names of headers have no case, and not every receiver knows.
            .http1_title_case_headers()
            .user_agent(concat!("Dregs/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|_| {
                ConfigError::Webhook("no TLS client for webhooks: are CA certificates installed?")
            })?;
        Ok(Self { client, guard })
    }

    /// Posts `body`; `now` is when.
    pub async fn post(&self, url: &str, headers: HeaderMap, body: String, now: i64) -> Outcome {
        let url = match self.guard.check(url) {
            Ok(url) => url,
            Err(refused) => return Outcome::failed(format!("Not sent: the address {refused}.")),
        };
        let deadline = Instant::now() + PATIENCE;
        let request = self.client.post(url).headers(headers).body(body);
        match timeout_at(deadline, request.send()).await {
            Err(_) => Outcome::failed(format!("No answer within {} seconds.", PATIENCE.as_secs())),
            Ok(Err(error)) => Outcome::failed(told(&error)),
            Ok(Ok(response)) => read(response, deadline, now).await,
        }
    }
}

/// The status decides; what follows it is read for as long as there is time, and kept for people. What somebody in a
/// private network answers is not: whoever let webhooks go there let nobody read there.
async fn read(mut response: Response, deadline: Instant, now: i64) -> Outcome {
    let status = response.status();
    let retry_after_ms = retry_after(response.headers(), now);
    let from_public = response
        .remote_addr()
        .is_some_and(|address| is_public(address.ip()));
    let mut body = Vec::new();
    while body.len() < READ_BYTES {
        match timeout_at(deadline, response.chunk()).await {
            Ok(Ok(Some(chunk))) => body.extend_from_slice(&chunk),
            Ok(Ok(None) | Err(_)) | Err(_) => break,
        }
    }
    let error = if status.is_success() {
        None
    } else if status.is_redirection() {
        Some(format!(
            "The receiver answered {status}; redirects are not followed."
        ))
    } else {
        Some(format!("The receiver answered {status}."))
    };
    Outcome {
        code: Some(status.as_u16()),
        error,
        answer: from_public.then(|| head(&body)).flatten(),
        retry_after_ms,
        gone: status.as_u16() == 410,
    }
}

/// Seconds, or a date.
fn retry_after(headers: &HeaderMap, now: i64) -> Option<i64> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let wait = match text.parse::<i64>() {
        Ok(seconds) => seconds.saturating_mul(1_000),
        Err(_) => {
            let date = httpdate::parse_http_date(text).ok()?;
            let since = date.duration_since(std::time::UNIX_EPOCH).ok()?;
            i64::try_from(since.as_millis()).ok()?.saturating_sub(now)
        }
    };
    (wait > 0).then_some(wait.min(MAX_RETRY_AFTER_MS))
}

/// A failure without an answer, in words that give no address away.
fn told(error: &reqwest::Error) -> String {
    if let Some(refused) = refusal(error) {
        return format!("Not sent: the address {refused}.");
    }
    let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    let text: Vec<String> = causes.map(ToString::to_string).collect();
    let says = |part: &str| text.iter().any(|cause| cause.contains(part));
    if says("ertificate") {
        "The receiver's certificate is not trusted.".to_owned()
    } else if says("dns error") || says("lookup address") {
        "The receiver's name could not be looked up.".to_owned()
    } else if says("refused") {
        "The receiver refused the connection.".to_owned()
    } else if error.is_connect() {
        "No connection to the receiver.".to_owned()
    } else {
        "The connection to the receiver broke.".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderMap, RETRY_AFTER};

    use super::retry_after;

    /// Seconds and dates are understood, within a day; anything else is not there.
    #[test]
    fn reads_retry_after() {
        let now = 1_795_176_000_000;
        let read = |text: &str| {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]);
            retry_after(&headers, now)
        };
        assert_eq!(read("120"), Some(120_000));
        assert_eq!(read("Fri, 20 Nov 2026 12:02:00 GMT"), Some(120_000));
        assert_eq!(read("999999999999999999"), Some(86_400_000));
        for nothing in ["", "0", "-5", "soon", "Fri, 20 Nov 2026 11:00:00 GMT"] {
            assert_eq!(read(nothing), None, "{nothing}");
        }
    }
}
