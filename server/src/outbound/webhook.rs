//! Webhooks: what is sent, and how a receiver can tell that it comes from us and is fresh.

use app::types::channel::ChannelEvent;
use app::types::time::Timestamp;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;
use sha2::Sha256;

use crate::auth::keys::hex;

/// How a secret begins.
const SECRET_PREFIX: &str = "whsec_";
const SECRET_BYTES: usize = 32;

/// Tells our own ingestion that a request is a webhook, and whoever forwards it that it is on its way already.
pub const HOP_HEADER: &str = "x-dregs-hop";

/// One webhook, stamped anew for each attempt.
pub struct Webhook<'w> {
    /// What happened.
    pub event: ChannelEvent,
    /// When this attempt begins.
    pub now: i64,
    /// Number of the channel.
    pub channel: i64,
    /// The same through all attempts.
    pub delivery_id: &'w str,
    /// What it says, as JSON.
    pub data: &'w str,
    /// The key of its signatures.
    pub secret: &'w str,
    /// The key before that one, while it signs as well.
    pub previous_secret: Option<&'w str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'w> {
    event: ChannelEvent,
    timestamp: Timestamp,
    channel_id: String,
    delivery_id: &'w str,
    identity_id: Option<String>,
}

/// Whom the data is about.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct About {
    identity_id: Option<String>,
}

impl Webhook<'_> {
    /// Headers and body.
    pub fn write(&self) -> Result<(HeaderMap, String), serde_json::Error> {
        let about: About = serde_json::from_str(self.data)?;
        let envelope = serde_json::to_string(&Envelope {
            event: self.event,
            timestamp: Timestamp::from_millis(self.now),
            channel_id: self.channel.to_string(),
            delivery_id: self.delivery_id,
            identity_id: about.identity_id,
        })?;
        // The data goes out as it was written down, byte by byte.
        let body = format!("{},\"data\":{}}}", envelope.trim_end_matches('}'), self.data);
        let seconds = self.now.div_euclid(1_000).to_string();
        let signed = format!("{}.{seconds}.{body}", self.delivery_id);
        let secrets = || std::iter::once(self.secret).chain(self.previous_secret);
        let standard: Vec<String> = secrets()
            .map(|secret| format!("v1,{}", STANDARD.encode(mac(&standard_key(secret), &signed))))
            .collect();
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(HeaderName::from_static(HOP_HEADER), HeaderValue::from_static("1"));
        let mut add = |name: &'static str, text: &str| {
            // All of them are digits, hexadecimal digits, base64 and words of ours.
            if let Ok(value) = HeaderValue::from_str(text) {
                headers.insert(HeaderName::from_static(name), value);
            }
        };
        add("x-dregs-event", self.event.as_str());
        add("x-dregs-timestamp", &seconds);
        add("x-dregs-signature", &plain(self.secret, &body));
        if let Some(previous) = self.previous_secret {
            add("x-dregs-signature-previous", &plain(previous, &body));
        }
        add("webhook-id", self.delivery_id);
        add("webhook-timestamp", &seconds);
        add("webhook-signature", &standard.join(" "));
        Ok((headers, body))
    }
}

/// A fresh secret.
pub fn new_secret() -> String {
    let mut bytes = [0; SECRET_BYTES];
    if getrandom::fill(&mut bytes).is_err() {
        // Without randomness there are no secrets; nothing sensible can go on.
        std::process::abort();
    }
    format!("{SECRET_PREFIX}{}", STANDARD.encode(bytes))
}

/// Hexadecimal digits, keyed with the secret as it is written.
fn plain(secret: &str, body: &str) -> String {
    hex(&mac(secret.as_bytes(), body))
}

/// Standard Webhooks keys with the bytes that the secret stands for.
fn standard_key(secret: &str) -> Vec<u8> {
    let encoded = secret.strip_prefix(SECRET_PREFIX).unwrap_or(secret);
    STANDARD.decode(encoded).unwrap_or_default()
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use app::types::channel::ChannelEvent;
    use serde_json::{Value, json};

    use super::{STANDARD, Webhook, mac, new_secret, standard_key};
    use base64::Engine;

    /// The example of the Standard Webhooks specification.
    #[test]
    fn signs_as_the_standard_says() {
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let signed = r#"msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}"#;
        let signature = STANDARD.encode(mac(&standard_key(secret), signed));
        assert_eq!(signature, "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    /// The body holds what the contract says, in its order; while two secrets are in force, both sign.
    #[test]
    fn writes_headers_and_body() {
        let (secret, previous) = (new_secret(), new_secret());
        assert_ne!(secret, previous);
        let mut webhook = Webhook {
            event: ChannelEvent::EscalationOpened,
            now: 1_795_176_000_123,
            channel: 7,
            delivery_id: "0199-1",
            data: r#"{"identityId":"ada","z":1,"a":2.50}"#,
            secret: &secret,
            previous_secret: None,
        };
        let (headers, body) = webhook.write().unwrap();
        assert!(
            body.starts_with(
                r#"{"event":"ESCALATION_OPENED","timestamp":"2026-11-20T12:00:00.123Z","channelId":"7","#
            ),
            "{body}"
        );
        assert!(
            body.ends_with(r#""data":{"identityId":"ada","z":1,"a":2.50}}"#),
            "{body}"
        );
        let parsed: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(
            (&parsed["identityId"], &parsed["deliveryId"]),
            (&json!("ada"), &json!("0199-1"))
        );
        assert_eq!(headers["x-dregs-timestamp"], "1795176000");
        assert_eq!(headers["x-dregs-signature"].len(), 64);
        assert!(!headers.contains_key("x-dregs-signature-previous"));
        let alone = headers["webhook-signature"].clone();

        webhook.previous_secret = Some(&previous);
        let (headers, _) = webhook.write().unwrap();
        assert_eq!(headers["x-dregs-signature-previous"].len(), 64);
        assert_ne!(
            headers["x-dregs-signature-previous"],
            headers["x-dregs-signature"]
        );
        let both = headers["webhook-signature"].to_str().unwrap();
        assert_eq!(both.split(' ').count(), 2);
        assert_eq!(both.split(' ').next().unwrap(), alone);
    }
}
