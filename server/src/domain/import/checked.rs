//! Reading and checking lines beside the writer.

use std::io::BufRead;

use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::chunks::{Chunk, Chunks, MAX_LINE_BYTES, Place};
use super::line::{self, Reading, Refusal};
use super::refused::RefusedLine;
use crate::store::ingest::NewEvent;

/// Chunks that are read or checked ahead of the writer.
const AHEAD: usize = 2;
/// The mark that some editors put before the first line.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A chunk that was checked.
pub struct Checked {
    /// Number of its first line.
    pub first: u64,
    /// Its lines.
    pub lines: u64,
    /// What can be stored of it.
    pub events: Vec<NewEvent>,
    /// What cannot.
    pub refused: Vec<RefusedLine>,
    /// Where it ends.
    pub end: Option<Place>,
}

/// Chunks in their order, each with the number of its first line, while they are being checked.
pub type Queue = mpsc::Receiver<std::io::Result<(u64, JoinHandle<Checked>)>>;

/// Reads and checks chunks, in order, beside whoever takes them.
pub fn read(reader: Box<dyn BufRead + Send>, place: Place, reading: Reading) -> Queue {
    let (sender, queue) = mpsc::channel(AHEAD);
    let runtime = Handle::current();
    // A thread of its own: a pipe from which nothing comes must not keep the process from ending.
    std::thread::spawn(move || {
        let mut chunks = Chunks::new(reader, place);
        loop {
            let sent = match chunks.read_next() {
                Ok(Some(chunk)) => {
                    let (first, reading) = (chunk.first, reading.clone());
                    let checking = runtime.spawn_blocking(move || check(chunk, &reading));
                    sender.blocking_send(Ok((first, checking)))
                }
                Ok(None) => return,
                Err(error) => sender.blocking_send(Err(error)),
            };
            // Nobody takes them any more.
            if sent.is_err() {
                return;
            }
        }
    });
    queue
}

fn check(chunk: Chunk, reading: &Reading) -> Checked {
    let (mut events, mut refused, mut lines) = (Vec::new(), Vec::new(), 0);
    for (text, line) in chunk.lines().zip(chunk.first..) {
        lines += 1;
        let read = match text {
            Some([]) => continue,
            // Some editors mark the first line as UTF-8.
            Some(text) => line::read(text.strip_prefix(MARK).unwrap_or(text), reading),
            None => Err(Refusal {
                field: None,
                reason: format!("the line is larger than {} KB", MAX_LINE_BYTES >> 10),
            }),
        };
        match read {
            Ok(event) => events.push(event),
            Err(refusal) => refused.push(RefusedLine { line, refusal }),
        }
    }
    Checked {
        first: chunk.first,
        lines,
        events,
        refused,
        end: chunk.end,
    }
}
