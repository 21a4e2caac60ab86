//! Where to go on: a file is known by the bytes it begins with, whatever it is called and however it has grown.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};

use sha2::{Digest, Sha256};

use super::chunks::{Place, hex};
use crate::store::imports::NotedImport;

/// Of the imports that are noted, the one that came furthest into this file, if any did. The file stands where that ended,
/// or at its beginning.
pub fn find(file: &mut File, mut noted: Vec<NotedImport>) -> io::Result<Option<(NotedImport, Place)>> {
    let size = file.metadata()?.len();
    noted.retain(|noted| noted.bytes > 0 && noted.bytes <= size);
    noted.sort_by_key(|noted| noted.bytes);
    let mut reader = BufReader::with_capacity(1 << 20, &mut *file);
    let (mut digest, mut read) = (Sha256::new(), 0);
    let mut found = None;
    for noted in noted {
        while read < noted.bytes {
            let buffer = reader.fill_buf()?;
            let wanted = usize::try_from(noted.bytes - read).unwrap_or(usize::MAX);
            let used = buffer.len().min(wanted);
            if used == 0 {
                break;
            }
            digest.update(&buffer[..used]);
            reader.consume(used);
            read += used as u64;
        }
        if hex(digest.clone()) == noted.digest {
            let place = Place::after(noted.bytes, noted.lines, digest.clone());
            found = Some((noted, place));
        }
    }
    let from = found.as_ref().map_or(0, |(_, place)| place.bytes);
    file.seek(SeekFrom::Start(from))?;
    Ok(found)
}
