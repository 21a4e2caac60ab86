//! A receiver of webhooks for tests: a real server on the loopback that answers as it is told.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// How the receiver answers.
#[derive(Clone)]
pub enum Reply {
    /// With a status and a word.
    Status(u16),
    /// With a status, asking to be left alone for so many seconds.
    Later(u16, u32),
    /// By sending the caller elsewhere.
    Elsewhere(String),
    /// With a body that never ends.
    Flood,
    /// With a body that claims to be packed.
    Packed,
    /// Never.
    Silence,
}

/// One request.
#[derive(Clone, Debug)]
pub struct Request {
    pub headers: HashMap<String, String>,
    pub body: String,
}

impl Request {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// Checks the request as a receiver would who holds `secret` and whose clock says `now`, in both ways.
    #[track_caller]
    pub fn assert_signed(&self, secret: &str, now: i64) {
        let expected = hex(&hmac(secret.as_bytes(), self.body.as_bytes()));
        assert_eq!(self.headers["x-dregs-signature"], expected);
        let (id, stamp) = (&self.headers["webhook-id"], &self.headers["webhook-timestamp"]);
        assert_eq!(
            (stamp, &self.headers["x-dregs-timestamp"]),
            (&(now / 1_000).to_string(), stamp)
        );
        assert!(
            self.standard_signatures()
                .contains(&standard(secret, id, stamp, &self.body))
        );
        let body = self.json();
        assert_eq!(body["deliveryId"], id.as_str());
        assert_eq!(body["event"], self.headers["x-dregs-event"].as_str());
        let sent: app::types::time::Timestamp = body["timestamp"].as_str().unwrap().parse().unwrap();
        assert_eq!(sent.millis(), now, "the body is stamped anew");
    }

    /// The signatures that the Standard Webhooks header lists.
    pub fn standard_signatures(&self) -> Vec<String> {
        self.headers["webhook-signature"]
            .split(' ')
            .map(str::to_owned)
            .collect()
    }
}

/// A signature as Standard Webhooks has it.
pub fn standard(secret: &str, id: &str, stamp: &str, body: &str) -> String {
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    format!(
        "v1,{}",
        STANDARD.encode(hmac(&key, format!("{id}.{stamp}.{body}").as_bytes()))
    )
}

/// A signature as our SDKs have it.
pub fn plain(secret: &str, body: &str) -> String {
    hex(&hmac(secret.as_bytes(), body.as_bytes()))
}

fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(message);
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The receiver, and what it heard.
#[derive(Clone)]
pub struct Receiver {
    pub url: String,
    /// One permit for each request.
    called: Arc<Semaphore>,
    heard: Arc<Mutex<Vec<Request>>>,
    replies: Arc<Mutex<Vec<Reply>>>,
}

impl Receiver {
    /// Starts one that gives these replies, one after the other, and then the last one for ever.
    pub async fn start(replies: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let receiver = Self {
            url: format!("http://{}/hook", listener.local_addr().unwrap()),
            called: Arc::new(Semaphore::new(0)),
            heard: Arc::default(),
            replies: Arc::new(Mutex::new(replies)),
        };
        let app = Router::new().fallback(reply).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        receiver
    }

    /// From now on it answers so.
    pub fn answers(&self, reply: Reply) {
        *self.replies.lock().unwrap() = vec![reply];
    }

    /// Waits until it was called this many more times.
    pub async fn is_called(&self, times: u32) {
        self.called.acquire_many(times).await.unwrap().forget();
    }

    /// Everything that it was sent.
    pub fn heard(&self) -> Vec<Request> {
        self.heard.lock().unwrap().clone()
    }

    /// The last that it was sent.
    pub fn last(&self) -> Request {
        self.heard().pop().unwrap()
    }

    fn next_reply(&self) -> Reply {
        let mut replies = self.replies.lock().unwrap();
        if replies.len() > 1 {
            replies.remove(0)
        } else {
            replies[0].clone()
        }
    }
}

/// The address of somebody who hangs up on everybody.
pub async fn one_who_hangs_up() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((caller, _)) = listener.accept().await {
            drop(caller);
        }
    });
    url
}

async fn reply(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> Response {
    let headers = headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
    receiver.heard.lock().unwrap().push(Request {
        headers: headers.collect(),
        body: String::from_utf8(body.to_vec()).unwrap(),
    });
    let reply = receiver.next_reply();
    receiver.called.add_permits(1);
    let status = |code: u16| StatusCode::from_u16(code).unwrap();
    match reply {
        Reply::Status(code) => (status(code), "noted").into_response(),
        Reply::Later(code, seconds) => {
            (status(code), [("retry-after", seconds.to_string())], "later").into_response()
        }
        Reply::Elsewhere(url) => axum::response::Redirect::temporary(&url).into_response(),
        Reply::Flood => {
            let chunk = || Ok::<_, std::convert::Infallible>(Bytes::from_static(&[b'x'; 16 << 10]));
            Body::from_stream(futures::stream::repeat_with(chunk)).into_response()
        }
        Reply::Packed => {
            let packed = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 255, 255].repeat(1_000);
            ([("content-encoding", "gzip")], packed).into_response()
        }
        Reply::Silence => std::future::pending().await,
    }
}
