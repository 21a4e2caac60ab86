//! What is read: a file, which can be gone on with, or a stream.

use std::ffi::OsString;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::cli::Failure;
use crate::domain::import::chunks::Place;
use crate::domain::import::{Source, resume};
use crate::store::imports::NotedImport;

const BUFFER_BYTES: usize = 1 << 20;
/// Added to a file's name, for the list of its refused lines.
const LIST_SUFFIX: &str = ".errors.ndjson";
/// The list of the refused lines of a stream.
const LIST_OF_STREAM: &str = "import.errors.ndjson";

/// What is read.
pub enum Input {
    /// A file on a disk.
    File { path: PathBuf, file: File, size: u64 },
    /// A pipe, or standard input.
    Stream(Box<dyn std::io::Read + Send>),
}

impl Input {
    /// Opens it, before anything else is done.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        if path == Path::new("-") {
            return Ok(Self::Stream(Box::new(std::io::stdin())));
        }
        let fail = |error| format!("cannot read {}: {error}", path.display());
        let file = File::open(path).map_err(fail)?;
        let there = file.metadata().map_err(fail)?;
        if there.is_dir() {
            return Err(format!("cannot read {}: it is a folder", path.display()).into());
        }
        Ok(if there.is_file() {
            Self::File {
                path: path.to_owned(),
                file,
                size: there.len(),
            }
        } else {
            Self::Stream(Box::new(file))
        })
    }

    /// Bytes, where they are known.
    pub const fn size(&self) -> Option<u64> {
        match self {
            Self::File { size, .. } => Some(*size),
            Self::Stream(_) => None,
        }
    }

    /// Where refused lines are listed: never over the lines themselves.
    pub fn list_of_refused(&self, told: Option<&Path>) -> Result<PathBuf, Failure> {
        let Self::File { path, .. } = self else {
            return Ok(told.unwrap_or_else(|| Path::new(LIST_OF_STREAM)).to_owned());
        };
        let Some(told) = told else {
            let mut name = OsString::from(path);
            name.push(LIST_SUFFIX);
            return Ok(PathBuf::from(name));
        };
        if told
            .canonicalize()
            .is_ok_and(|told| path.canonicalize().is_ok_and(|path| path == told))
        {
            return Err("--errors must not be the file that is imported".into());
        }
        Ok(told.to_owned())
    }

    /// What is left of it, after what was `noted`.
    pub fn source(self, noted: Vec<NotedImport>, now: i64) -> Result<Source, Failure> {
        let (path, mut file) = match self {
            Self::File { path, file, .. } => (path, file),
            Self::Stream(stream) => {
                return Ok(Source {
                    reader: Box::new(BufReader::with_capacity(BUFFER_BYTES, stream)),
                    place: Place::default(),
                    noted: None,
                });
            }
        };
        let found = resume::find(&mut file, noted)
            .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
        let (noted, place) = found.unwrap_or_else(|| {
            let new = NotedImport {
                id: Uuid::new_v4().to_string(),
                started_at: now,
                ..NotedImport::default()
            };
            (new, Place::default())
        });
        Ok(Source {
            reader: Box::new(BufReader::with_capacity(BUFFER_BYTES, file)),
            place,
            noted: Some(noted),
        })
    }
}
