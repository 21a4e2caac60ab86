//! A file cut into chunks of whole lines, each with the digest of everything up to its end.

use std::io::{self, BufRead, Read};
use std::ops::Range;

use sha2::{Digest, Sha256};

/// Lines of one chunk, which is one transaction: enough to share its cost, few enough to let others write in between.
const LINES: usize = 4_000;
/// Bytes of one chunk.
const CHUNK_BYTES: usize = 8 << 20;
/// Bytes of a line, as of a request.
pub const MAX_LINE_BYTES: usize = 256 << 10;

/// Reads chunks.
pub struct Chunks<R> {
    source: R,
    place: Place,
    unfinished: Option<Text>,
}

/// How far a file was read: whole lines.
#[derive(Clone, Default)]
pub struct Place {
    /// Bytes.
    pub bytes: u64,
    /// Lines.
    pub lines: u64,
    digest: Sha256,
}

impl Place {
    /// The place after `bytes` that make up `lines` and give `digest`.
    pub const fn after(bytes: u64, lines: u64, digest: Sha256) -> Self {
        Self { bytes, lines, digest }
    }

    /// SHA-256 of everything up to here, in hex.
    pub fn digest(&self) -> String {
        hex(self.digest.clone())
    }
}

/// What a digest gives, in hex.
pub fn hex(digest: Sha256) -> String {
    digest
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Lines in a row.
#[derive(Default)]
pub struct Chunk {
    /// Number of the first, from 1.
    pub first: u64,
    text: Text,
    /// Where it ends. A last line without an end may still grow: it is a chunk of its own, and ends nowhere.
    pub end: Option<Place>,
}

/// Bytes, and where the lines are in them.
#[derive(Default)]
struct Text {
    bytes: Vec<u8>,
    /// Nothing for a line that is too long.
    lines: Vec<Option<Range<usize>>>,
}

impl Chunk {
    /// The lines; nothing in place of one that is too long.
    pub fn lines(&self) -> impl Iterator<Item = Option<&[u8]>> {
        self.text.lines.iter().map(|line| {
            line.as_ref()
                .map(|range| self.text.bytes[range.clone()].trim_ascii())
        })
    }
}

/// What comes next in a file.
enum Next {
    Line(Option<Range<usize>>),
    Unfinished(Text),
    End,
}

impl<R: BufRead> Chunks<R> {
    /// Chunks of what follows in `source`, which was read up to `place`.
    pub const fn new(source: R, place: Place) -> Self {
        Self {
            source,
            place,
            unfinished: None,
        }
    }

    /// The next chunk.
    pub fn read_next(&mut self) -> io::Result<Option<Chunk>> {
        let first = self.place.lines + 1;
        if let Some(text) = self.unfinished.take() {
            return Ok(Some(Chunk {
                first,
                text,
                end: None,
            }));
        }
        let mut text = Text::default();
        while text.lines.len() < LINES && text.bytes.len() < CHUNK_BYTES {
            match self.line(&mut text.bytes)? {
                Next::Line(range) => text.lines.push(range),
                Next::Unfinished(rest) => {
                    self.unfinished = Some(rest);
                    break;
                }
                Next::End => break,
            }
        }
        if text.lines.is_empty() {
            return if self.unfinished.is_some() {
                self.read_next()
            } else {
                Ok(None)
            };
        }
        Ok(Some(Chunk {
            first,
            text,
            end: Some(self.place.clone()),
        }))
    }

    fn line(&mut self, text: &mut Vec<u8>) -> io::Result<Next> {
        let from = text.len();
        let limit = MAX_LINE_BYTES as u64 + 1;
        let read = (&mut self.source).take(limit).read_until(b'\n', text)? as u64;
        if read == 0 {
            return Ok(Next::End);
        }
        if text.ends_with(b"\n") {
            self.place.digest.update(&text[from..]);
            self.place.bytes += read;
            self.place.lines += 1;
            return Ok(Next::Line(Some(from..text.len())));
        }
        let begun = text.split_off(from);
        if read < limit {
            let lines = vec![Some(0..begun.len())];
            return Ok(Next::Unfinished(Text { bytes: begun, lines }));
        }
        self.skip(&begun)
    }

    /// Passes over the rest of a line that is too long, and keeps nothing of it.
    fn skip(&mut self, begun: &[u8]) -> io::Result<Next> {
        let mut place = self.place.clone();
        place.digest.update(begun);
        place.bytes += begun.len() as u64;
        loop {
            let buffer = self.source.fill_buf()?;
            if buffer.is_empty() {
                return Ok(Next::Unfinished(Text {
                    bytes: Vec::new(),
                    lines: vec![None],
                }));
            }
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let used = end.map_or(buffer.len(), |at| at + 1);
            place.digest.update(&buffer[..used]);
            place.bytes += used as u64;
            self.source.consume(used);
            if end.is_some() {
                place.lines += 1;
                self.place = place;
                return Ok(Next::Line(None));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::{Chunks, LINES, MAX_LINE_BYTES, Place, hex};

    fn read(text: &[u8]) -> (Vec<Option<Vec<u8>>>, Place, Vec<bool>) {
        let mut chunks = Chunks::new(text, Place::default());
        let (mut lines, mut place, mut noted) = (Vec::new(), Place::default(), Vec::new());
        while let Some(chunk) = chunks.read_next().unwrap() {
            assert_eq!(chunk.first, lines.len() as u64 + 1);
            lines.extend(chunk.lines().map(|line| line.map(<[u8]>::to_vec)));
            noted.push(chunk.end.is_some());
            place = chunk.end.unwrap_or(place);
        }
        (lines, place, noted)
    }

    /// Lines come whole, without their ends; a last one without an end is read and not passed.
    #[test]
    fn lines_are_whole() {
        let (lines, place, noted) = read(b"one\r\n\ntwo\nthr");
        let text: Vec<&[u8]> = lines.iter().map(|line| line.as_deref().unwrap()).collect();
        assert_eq!(text, [&b"one"[..], b"", b"two", b"thr"]);
        assert_eq!((place.bytes, place.lines, noted), (10, 3, vec![true, false]));
        assert_eq!(place.digest(), hex(Sha256::new_with_prefix(b"one\r\n\ntwo\n")));
        assert!(read(b"").0.is_empty());
    }

    /// A line that is too long is passed over without being kept.
    #[test]
    fn endless_lines_are_passed_over() {
        let long = "x".repeat(3 * MAX_LINE_BYTES);
        let (lines, place, _) = read(format!("a\n{long}\nb\n").as_bytes());
        assert_eq!(lines, [Some(b"a".to_vec()), None, Some(b"b".to_vec())]);
        assert_eq!((place.bytes, place.lines), (3 * MAX_LINE_BYTES as u64 + 5, 3));
        let (lines, place, _) = read(format!("a\n{long}").as_bytes());
        assert_eq!(lines, [Some(b"a".to_vec()), None]);
        assert_eq!(place.bytes, 2);
    }

    /// Many lines are several chunks, and none is lost between them.
    #[test]
    fn chunks_follow_each_other() {
        let text: String = (0..2 * LINES + 1).map(|n| format!("{n}\n")).collect();
        let (lines, place, noted) = read(text.as_bytes());
        assert_eq!(lines.len(), 2 * LINES + 1);
        assert_eq!((place.bytes, noted.len()), (text.len() as u64, 3));
        assert_eq!(place.digest(), hex(Sha256::new_with_prefix(text.as_bytes())));
    }
}
