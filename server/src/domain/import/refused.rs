//! The list of refused lines, itself a file of one JSON object a line.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::line::Refusal;

/// A line that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedLine {
    /// Its number, from 1.
    pub line: u64,
    /// Why.
    pub refusal: Refusal,
}

/// Where refused lines are listed. Nothing is made before there is one.
pub struct RefusedLines {
    path: PathBuf,
    file: Option<File>,
    /// Bytes written.
    pub bytes: u64,
}

impl RefusedLines {
    /// Goes on after the first `keep` bytes of the list at `path`; what an interrupted run wrote after them is written
    /// again. With nothing to keep, an older list goes.
    pub fn open(path: &Path, keep: u64) -> io::Result<Self> {
        let mut list = Self {
            path: path.to_owned(),
            file: None,
            bytes: 0,
        };
        let there = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file);
        match there {
            Some(there) if keep > 0 && there.len() >= keep => {
                let mut file = OpenOptions::new().write(true).open(path)?;
                file.set_len(keep)?;
                file.seek(SeekFrom::End(0))?;
                list.file = Some(file);
                list.bytes = keep;
            }
            Some(_) => std::fs::remove_file(path)?,
            None => {}
        }
        Ok(list)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds lines, durably.
    pub fn add(&mut self, lines: &[RefusedLine]) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        let mut text = String::new();
        for RefusedLine { line, refusal } in lines {
            let told = json!({ "line": line, "field": refusal.field, "reason": refusal.reason });
            text.push_str(&told.to_string());
            text.push('\n');
        }
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(File::create(&self.path)?),
        };
        file.write_all(text.as_bytes())?;
        self.bytes += text.len() as u64;
        // A terminal or a pipe has nothing to sync.
        let _ = file.sync_data();
        Ok(())
    }
}
