//! The accept loop: connections are counted, timed, and ended in good order.

pub mod pace;
mod places;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, Version};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use ipnet::IpNet;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};
use tower::ServiceExt;

use self::pace::{AnswerBody, Pace, Paced, Patience};
use self::places::{Place, Places};

/// How long requests in flight may take once the server is asked to stop.
const GRACE: Duration = Duration::from_secs(10);
/// Bytes of a request's head: beyond, the answer is 431.
const MAX_HEAD_BYTES: usize = 32 << 10;
/// Requests at once on one HTTP/2 connection.
const MAX_STREAMS: u32 = 128;
/// Streams that a peer may reset before we have got round to them, as in a "rapid reset" attack.
const MAX_RESETS: usize = 32;
/// How often a silent HTTP/2 peer is asked whether it is still there, and how long it has to say so.
const PING: Duration = Duration::from_secs(20);
/// How long to wait after a failure to accept, such as having no file descriptors left.
const RECOVER: Duration = Duration::from_millis(100);
/// How often such failures are logged.
const COMPLAIN: Duration = Duration::from_secs(10);

/// What a listener allows.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Connections in all.
    pub max_connections: usize,
    /// Connections from one address.
    pub max_connections_per_address: usize,
    /// Networks whose connections are not counted by address.
    pub trusted_proxies: Vec<IpNet>,
    /// How long each step of a connection may take.
    pub patience: Patience,
}

/// Serves until `stopping` turns true, and then until requests in flight are answered or their grace has ended.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    settings: Settings,
    mut stopping: watch::Receiver<bool>,
) {
    let places = Places::new(
        settings.max_connections,
        settings.max_connections_per_address,
        settings.trusted_proxies,
    );
    let connections = GracefulShutdown::new();
    let mut complained = None;
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopping.wait_for(|stopping| *stopping) => break,
        };
        match accepted {
            // Without a place the connection is closed at once: waiting would only fill the backlog.
            Ok((stream, peer)) => {
                if let Some(place) = places.take(peer.ip()) {
                    let connection = Connection {
                        stream,
                        peer,
                        place,
                        pace: Pace::new(settings.patience),
                    };
                    tokio::spawn(connection.serve(router.clone(), connections.watcher()));
                }
            }
            Err(error) if is_of_the_peer(&error) => {}
            Err(error) => {
                if complained.is_none_or(|at: Instant| at.elapsed() > COMPLAIN) {
                    tracing::error!(%error, "cannot accept connections");
                    complained = Some(Instant::now());
                }
                sleep(RECOVER).await;
            }
        }
    }
    drop(listener);
    if timeout(GRACE, connections.shutdown()).await.is_err() {
        tracing::warn!("some requests were not answered in time");
    }
}

/// Failures that concern one connection only.
fn is_of_the_peer(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    )
}

struct Connection {
    stream: TcpStream,
    peer: SocketAddr,
    place: Place,
    pace: Pace,
}

impl Connection {
    async fn serve(self, router: Router, watcher: Watcher) {
        let Self {
            stream,
            peer,
            place,
            pace,
        } = self;
        // Answers are small: waiting to fill a packet only delays them.
        let _ = stream.set_nodelay(true);
        let io = TokioIo::new(Paced::new(stream, pace.clone()));
        let service = service_fn(move |mut request: Request<Incoming>| {
            let turn = pace.begin(request.version() == Version::HTTP_2);
            request.extensions_mut().insert(ConnectInfo(peer));
            let answer = router.clone().oneshot(request.map(Body::new));
            async move {
                let answer = answer.await?;
                Ok::<_, Infallible>(answer.map(|body| AnswerBody { body, turn }))
            }
        });
        let protocol = protocol();
        if let Err(error) = watcher.watch(protocol.serve_connection(io, service)).await {
            tracing::debug!(%error, %peer, "a connection ended");
        }
        drop(place);
    }
}

fn protocol() -> auto::Builder<TokioExecutor> {
    let mut protocol = auto::Builder::new(TokioExecutor::new());
    protocol
        .http1()
        // `Paced` watches the time.
        .header_read_timeout(None)
        .max_buf_size(MAX_HEAD_BYTES);
    protocol
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(PING)
        .keep_alive_timeout(PING)
        .max_concurrent_streams(MAX_STREAMS)
        .max_pending_accept_reset_streams(MAX_RESETS)
        .max_header_list_size(MAX_HEAD_BYTES as u32);
    protocol
}
