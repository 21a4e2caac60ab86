//! How long a connection may take over each step, watched where its bytes pass.
//!
//! hyper has one time-out for "no whole head yet", which would also end connections that are merely kept alive
//! between two requests. Here a head that has begun, a rest between requests, and an answer that nobody takes
//! each have their own time.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

/// How long each step may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// From the first byte of a request, or from the beginning of the connection, to the end of its head.
    pub head: Duration,
    /// From the end of an answer to the first byte of the next request.
    pub idle: Duration,
    /// Without taking a single byte of an answer.
    pub stalled: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            idle: Duration::from_secs(75),
            stalled: Duration::from_secs(30),
        }
    }
}

/// What one connection is doing.
#[derive(Clone)]
pub struct Pace(Arc<Mutex<Step>>);

struct Step {
    patience: Patience,
    /// Requests that are being answered.
    requests: usize,
    /// HTTP/2 speaks between requests too, so that a byte does not mean that a request begins.
    multiplexed: bool,
    resting: bool,
    /// When the peer must have gone on; none while it is our turn.
    deadline: Option<Instant>,
    reader: Option<Waker>,
}

impl Pace {
    /// A connection that was just opened.
    pub fn new(patience: Patience) -> Self {
        Self(Arc::new(Mutex::new(Step {
            patience,
            requests: 0,
            multiplexed: false,
            resting: false,
            deadline: Some(Instant::now() + patience.head),
            reader: None,
        })))
    }

    /// A whole head has come. The request is being answered for as long as what is returned is held.
    pub fn begin(&self, multiplexed: bool) -> Turn {
        let mut step = self.step();
        step.requests += 1;
        step.multiplexed = multiplexed;
        step.resting = false;
        step.deadline = None;
        Turn(self.clone())
    }

    fn bytes_came(&self) {
        let mut step = self.step();
        if step.resting && !step.multiplexed {
            step.resting = false;
            step.deadline = Some(Instant::now() + step.patience.head);
        }
    }

    fn deadline(&self, reader: &Waker) -> Option<Instant> {
        let mut step = self.step();
        step.reader = Some(reader.clone());
        step.deadline
    }

    fn step(&self) -> MutexGuard<'_, Step> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request that is being answered.
pub struct Turn(Pace);

impl Drop for Turn {
    fn drop(&mut self) {
        let mut step = self.0.step();
        step.requests -= 1;
        if step.requests == 0 {
            step.resting = true;
            step.deadline = Some(Instant::now() + step.patience.idle);
            // The connection waits for bytes without a time-out so far.
            if let Some(reader) = step.reader.take() {
                reader.wake();
            }
        }
    }
}

/// The body of an answer; when it has been handed over, the turn ends.
pub struct AnswerBody {
    /// What is sent.
    pub body: Body,
    /// Held until then.
    pub turn: Turn,
}

impl HttpBody for AnswerBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A stream that fails when its peer takes too long.
pub struct Paced<S> {
    stream: S,
    pace: Pace,
    stalled: Duration,
    read_timer: Pin<Box<Sleep>>,
    write_timer: Pin<Box<Sleep>>,
    write_waits: bool,
}

impl<S> Paced<S> {
    /// Watches `stream`.
    pub fn new(stream: S, pace: Pace) -> Self {
        let now = Instant::now();
        let stalled = pace.step().patience.stalled;
        Self {
            stream,
            pace,
            stalled,
            read_timer: Box::pin(sleep_until(now)),
            write_timer: Box::pin(sleep_until(now)),
            write_waits: false,
        }
    }

    /// Fails a write that has not moved for too long.
    fn poll_stalled<T>(
        &mut self,
        context: &mut Context<'_>,
        moved: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if moved.is_ready() {
            self.write_waits = false;
            return moved;
        }
        if !self.write_waits {
            self.write_waits = true;
            self.write_timer.as_mut().reset(Instant::now() + self.stalled);
        }
        ready!(self.write_timer.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Paced<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, into);
        if read.is_ready() {
            if into.filled().len() > before {
                self.pace.bytes_came();
            }
            return read;
        }
        let Some(deadline) = self.pace.deadline(context.waker()) else {
            return Poll::Pending;
        };
        if self.read_timer.deadline() != deadline {
            self.read_timer.as_mut().reset(deadline);
        }
        ready!(self.read_timer.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Paced<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let moved = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.poll_stalled(context, moved)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let moved = Pin::new(&mut self.stream).poll_write_vectored(context, slices);
        self.poll_stalled(context, moved)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let moved = Pin::new(&mut self.stream).poll_flush(context);
        self.poll_stalled(context, moved)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let moved = Pin::new(&mut self.stream).poll_shutdown(context);
        self.poll_stalled(context, moved)
    }
}
