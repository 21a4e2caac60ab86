//! Connections: real ones, to a server on a free loopback port.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::routing::get;
use server::http::listener::pace::Patience;
use server::http::listener::{self, Settings};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;

use crate::support::app::TestApp;

const HELLO: &[u8] = b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";
const SHORT: Patience = Patience {
    head: Duration::from_millis(60),
    idle: Duration::from_millis(400),
    stalled: Duration::from_millis(100),
};

struct Served {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    served: JoinHandle<()>,
}

async fn serve(router: Router, stop: watch::Sender<bool>, max_connections: usize) -> Served {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let settings = Settings {
        max_connections,
        max_connections_per_address: max_connections,
        trusted_proxies: Vec::new(),
        patience: SHORT,
    };
    let served = tokio::spawn(listener::serve(listener, router, settings, stop.subscribe()));
    Served {
        address,
        stop,
        served,
    }
}

async fn serve_small(max_connections: usize) -> Served {
    let router = Router::new().route("/healthz", get(async || "ok"));
    serve(router, watch::Sender::new(false), max_connections).await
}

impl Served {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    async fn stop(self) {
        self.stop.send_replace(true);
        self.served.await.unwrap();
    }
}

/// Writes a request; whatever is read comes back as text.
async fn ask(connection: &mut TcpStream, request: &[u8]) -> String {
    connection.write_all(request).await.unwrap();
    let mut buffer = vec![0; 64 << 10];
    let count = connection.read(&mut buffer).await.unwrap_or(0);
    String::from_utf8_lossy(&buffer[..count]).into_owned()
}

/// Everything until the server hangs up.
async fn rest(connection: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = connection.read_to_end(&mut bytes).await;
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A head that does not end is cut off, also when it keeps dripping; a connection that rests is kept for longer.
#[tokio::test]
async fn slow_heads_are_cut_and_resting_connections_kept() {
    let server = serve_small(10).await;
    let mut silent = server.connect().await;
    assert_eq!(rest(&mut silent).await, "");
    let mut slow = server.connect().await;
    slow.write_all(b"GET /healthz HTTP/1.1\r\nhost").await.unwrap();
    assert_eq!(rest(&mut slow).await, "");
    let mut dripping = server.connect().await;
    let since = Instant::now();
    while dripping.write_all(b"x").await.is_ok() && since.elapsed() < Duration::from_secs(20) {
        tokio::task::yield_now().await;
    }
    assert!(
        since.elapsed() < Duration::from_secs(20),
        "dripping goes on for ever"
    );
    let mut kept = server.connect().await;
    assert!(ask(&mut kept, HELLO).await.starts_with("HTTP/1.1 200"));
    let since = Instant::now();
    assert!(rest(&mut kept).await.is_empty());
    assert!(since.elapsed() >= SHORT.idle, "cut while it rested");
    let mut again = server.connect().await;
    for _ in 0..3 {
        assert!(ask(&mut again, HELLO).await.starts_with("HTTP/1.1 200"));
    }
    again.write_all(b"GET /he").await.unwrap();
    let since = Instant::now();
    assert!(rest(&mut again).await.is_empty());
    assert!(
        since.elapsed() < SHORT.idle,
        "a second head has no more time than the first"
    );
    server.stop().await;
}

/// An answer that nobody takes is given up.
#[tokio::test]
async fn stalled_readers_are_cut() {
    let (held, given_up) = oneshot::channel::<()>();
    let held = std::sync::Arc::new(std::sync::Mutex::new(Some(held)));
    let endless = move || {
        let held = held.lock().unwrap().take();
        let chunks = futures::stream::repeat_with(move || {
            let _ = &held;
            Ok::<_, std::io::Error>(Bytes::from_static(&[b'x'; 8_192]))
        });
        std::future::ready(Body::from_stream(chunks))
    };
    let router = Router::new().route("/healthz", get(endless));
    let server = serve(router, watch::Sender::new(false), 10).await;
    let mut reader = server.connect().await;
    reader.write_all(HELLO).await.unwrap();
    // Dropping the body drops the sender: this ends when the server has given up.
    assert!(given_up.await.is_err());
    server.stop().await;
}

/// Connections beyond the cap are closed at once, and a place that is given back can be taken again.
#[tokio::test]
async fn connections_are_capped() {
    let server = serve_small(2).await;
    let (mut one, mut two) = (server.connect().await, server.connect().await);
    assert!(ask(&mut one, HELLO).await.starts_with("HTTP/1.1 200"));
    assert!(ask(&mut two, HELLO).await.starts_with("HTTP/1.1 200"));
    let mut three = server.connect().await;
    assert_eq!(rest(&mut three).await, "");
    drop(one);
    let since = Instant::now();
    loop {
        let mut next = server.connect().await;
        if next.write_all(HELLO).await.is_ok() && rest(&mut next).await.starts_with("HTTP/1.1 200") {
            break;
        }
        assert!(
            since.elapsed() < Duration::from_secs(20),
            "the place was not given back"
        );
    }
    server.stop().await;
}

/// Heads that are too large, and framing that can be read in two ways, get one answer and no second.
#[tokio::test]
async fn odd_heads_are_refused() {
    let server = serve_small(10).await;
    let long = format!("GET /{} HTTP/1.1\r\nhost: x\r\n\r\n", "a".repeat(40_000));
    let fat = format!("GET / HTTP/1.1\r\nhost: x\r\nx: {}\r\n\r\n", "a".repeat(40_000));
    let many = format!("GET / HTTP/1.1\r\nhost: x\r\n{}\r\n", "x: y\r\n".repeat(5_000));
    let twice = "GET / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n".to_owned();
    for (request, status) in [(long, "431"), (fat, "431"), (many, "431"), (twice, "400")] {
        let mut connection = server.connect().await;
        // The server may hang up before it has read everything.
        let _ = connection.write_all(request.as_bytes()).await;
        let answer = rest(&mut connection).await;
        assert!(
            answer.is_empty() || answer.starts_with(&format!("HTTP/1.1 {status}")),
            "{answer}"
        );
        assert!(answer.matches("HTTP/1.1 ").count() <= 1, "{answer}");
    }
    server.stop().await;
}

/// A body that does not arrive is a 408; asked to stop, the server says so, ends its streams and returns.
#[tokio::test]
async fn slow_bodies_and_the_end() {
    let app = TestApp::sqlite_with(&["--body-timeout-seconds", "1"]).await;
    let server = serve(app.router.clone(), app.state.stopping.clone(), 10).await;
    let mut slow = server.connect().await;
    let head = format!(
        "POST /api/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ncontent-type: application/json\r\n\
         content-length: 100\r\n\r\n{{",
        app.acme.secret_key
    );
    let answer = ask(&mut slow, head.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("body_timed_out"), "{answer}");
    let mut stream = server.connect().await;
    let open = format!(
        "GET /api/stream HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\n\r\n",
        app.acme.secret_key
    );
    assert!(
        ask(&mut stream, open.as_bytes())
            .await
            .starts_with("HTTP/1.1 200")
    );
    app.anyone().get("/readyz").await.expect(200);
    let since = Instant::now();
    server.stop().await;
    assert!(
        since.elapsed() < Duration::from_secs(5),
        "a stream held the server up"
    );
    rest(&mut stream).await;
    let stopping = app.anyone().get("/readyz").await.expect(503);
    assert!(stopping.body.contains("stopping"));
}
