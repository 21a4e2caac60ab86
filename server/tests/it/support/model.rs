//! A language model for tests: a real server on the loopback that answers as it is told.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// How the model answers.
#[derive(Clone)]
pub enum Reply {
    /// With a text.
    Text(String),
    /// With a status and nothing else.
    Status(u16),
    /// By sending the asker elsewhere.
    Elsewhere(String),
    /// With something that is no answer of such an API.
    Nonsense,
    /// Without an end.
    Flood,
    /// Never.
    Silence,
}

/// The model, and what it was asked.
#[derive(Clone)]
pub struct Model {
    pub url: String,
    /// One permit for each question.
    asked: Arc<Semaphore>,
    heard: Arc<Mutex<Vec<Question>>>,
}

/// What one request held.
#[derive(Clone, Debug)]
pub struct Question {
    pub authorization: Option<String>,
    pub body: Value,
}

impl Question {
    /// What the given role said.
    pub fn said(&self, place: usize) -> &str {
        self.body["messages"][place]["content"].as_str().unwrap()
    }
}

#[derive(Clone)]
struct Behaviour {
    model: Model,
    replies: Arc<Vec<Reply>>,
}

impl Model {
    /// Starts one that gives these replies, one after the other, and then the last one for ever.
    pub async fn start(replies: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let model = Self {
            url: format!("http://{}/v1", listener.local_addr().unwrap()),
            asked: Arc::new(Semaphore::new(0)),
            heard: Arc::default(),
        };
        let behaviour = Behaviour {
            model: model.clone(),
            replies: Arc::new(replies),
        };
        let app = Router::new()
            .route("/v1/chat/completions", post(reply))
            .with_state(behaviour);
        tokio::spawn(async move { axum::serve(listener, app).await });
        model
    }

    /// Waits until it was asked this many more questions.
    pub async fn is_asked(&self, times: u32) {
        self.asked.acquire_many(times).await.unwrap().forget();
    }

    /// Everything that it was asked.
    pub fn heard(&self) -> Vec<Question> {
        self.heard.lock().unwrap().clone()
    }
}

async fn reply(State(behaviour): State<Behaviour>, headers: HeaderMap, body: Bytes) -> Response {
    let authorization = headers
        .get("authorization")
        .map(|value| value.to_str().unwrap().to_owned());
    let question = Question {
        authorization,
        body: serde_json::from_slice(&body).unwrap(),
    };
    let asked_before = {
        let mut heard = behaviour.model.heard.lock().unwrap();
        heard.push(question);
        heard.len() - 1
    };
    behaviour.model.asked.add_permits(1);
    let replies = &behaviour.replies;
    match replies[asked_before.min(replies.len() - 1)].clone() {
        Reply::Text(text) => {
            let message = json!({ "role": "assistant", "content": text });
            axum::Json(json!({ "choices": [{ "index": 0, "message": message }] })).into_response()
        }
        Reply::Status(status) => StatusCode::from_u16(status).unwrap().into_response(),
        Reply::Elsewhere(url) => axum::response::Redirect::temporary(&url).into_response(),
        Reply::Nonsense => "<html>It works!</html>".into_response(),
        Reply::Flood => {
            let chunk = || Ok::<_, std::convert::Infallible>(Bytes::from_static(&[b' '; 16 << 10]));
            Body::from_stream(futures::stream::repeat_with(chunk)).into_response()
        }
        Reply::Silence => std::future::pending().await,
    }
}
