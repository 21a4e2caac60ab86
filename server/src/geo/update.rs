//! Newer data: fetched when the operator says so, looked over, and put in the place of the old in one step.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use flate2::read::GzDecoder;
use reqwest::header::LAST_MODIFIED;
use reqwest::{Client, redirect};

use super::pack::{PackError, Parts, pack};
use super::sources::{SourceError, iptoasn};
use super::table::{Table, Unusable};
use super::{FILE, FOLDER};

/// Countries and systems of every routed address, in the public domain (PDDL 1.0), made anew every hour.
pub const IPTOASN: &str = "https://iptoasn.com/data/ip2asn-combined.tsv.gz";

const PATIENCE: Duration = Duration::from_secs(180);
const MAX_BYTES: usize = 128 << 20;
const MAX_UNPACKED: u64 = 1 << 30;
const REDIRECTS: usize = 3;
/// Less than this is no table of the internet.
const MIN_RANGES: usize = 100_000;
/// Systems that have held these addresses for more than a decade.
const LANDMARKS: [(&str, u32); 3] = [
    ("8.8.8.8", 15169),
    ("9.9.9.9", 19281),
    ("2001:4860:4860::8888", 15169),
];
const DAY_SECONDS: u64 = 86_400;

/// Why there is no newer data.
#[derive(Debug, thiserror::Error)]
pub enum UpdateError {
    /// Not to be had.
    #[error("cannot fetch {url}: {cause}. Nothing was changed; without a network, give a file with --from.")]
    Fetch {
        /// From where.
        url: String,
        /// Why.
        cause: String,
    },
    /// Not over TLS.
    #[error("{0} does not begin with https://")]
    Plain(String),
    /// A file or folder cannot be used.
    #[error("cannot use {path}: {cause}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// Not what it should be.
    #[error("what was fetched cannot be read: {0}. Nothing was changed.")]
    Source(#[from] SourceError),
    /// Much less than it should be.
    #[error("what was fetched is no table of the internet: {0}. Nothing was changed.")]
    Implausible(String),
    /// Cannot be packed.
    #[error(transparent)]
    Pack(#[from] PackError),
    /// What was packed cannot be read.
    #[error("what was packed cannot be read: {0}")]
    Unusable(#[from] Unusable),
}

/// Raw data, and the day that it is of.
pub struct Fetched {
    bytes: Vec<u8>,
    built_day: u32,
}

/// Fetches from an address or a file; `now_seconds` is taken for the day of what does not say its own.
pub async fn fetch(from: &str, now_seconds: u64) -> Result<Fetched, UpdateError> {
    if !from.contains("://") {
        return read(Path::new(from), now_seconds);
    }
    if !from.starts_with("https://") {
        return Err(UpdateError::Plain(from.to_owned()));
    }
    let fail = |cause: String| UpdateError::Fetch {
        url: from.to_owned(),
        cause,
    };
    let client = Client::builder()
        .https_only(true)
        .redirect(redirect::Policy::limited(REDIRECTS))
        .timeout(PATIENCE)
        .user_agent(concat!("Dregs/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|error| fail(chain(&error)))?;
    let answer = client
        .get(from)
        .send()
        .await
        .and_then(reqwest::Response::error_for_status);
    let mut answer = answer.map_err(|error| fail(chain(&error)))?;
    let dated = answer
        .headers()
        .get(LAST_MODIFIED)
        .and_then(|value| value.to_str().ok());
    let dated = dated.and_then(|text| httpdate::parse_http_date(text).ok());
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|error| fail(chain(&error)))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MAX_BYTES {
            return Err(fail(format!("more than {} MB", MAX_BYTES >> 20)));
        }
    }
    Ok(Fetched {
        bytes,
        built_day: day(dated.and_then(seconds).unwrap_or(now_seconds)),
    })
}

fn read(path: &Path, now_seconds: u64) -> Result<Fetched, UpdateError> {
    let fail = |cause| UpdateError::File {
        path: path.to_owned(),
        cause,
    };
    let bytes = std::fs::read(path).map_err(fail)?;
    let changed = std::fs::metadata(path)
        .and_then(|data| data.modified())
        .map_err(fail)?;
    Ok(Fetched {
        bytes,
        built_day: day(seconds(changed).unwrap_or(now_seconds)),
    })
}

fn seconds(time: std::time::SystemTime) -> Option<u64> {
    Some(time.duration_since(std::time::UNIX_EPOCH).ok()?.as_secs())
}

fn day(seconds: u64) -> u32 {
    u32::try_from(seconds / DAY_SECONDS).unwrap_or(0)
}

/// Packs what was fetched, looks it over, and puts it into the data folder. Gives back what is there now.
pub fn install(fetched: &Fetched, data_dir: &Path, smallest: usize) -> Result<Table, UpdateError> {
    let text = unpack(&fetched.bytes)?;
    let mut parts = Parts {
        source: "IPtoASN".to_owned(),
        built_day: fetched.built_day,
        ..Parts::default()
    };
    iptoasn(&text, &mut parts)?;
    let file = pack(parts)?;
    let table = Table::read(&file)?;
    plausible(&table, smallest)?;
    replace(&data_dir.join(FOLDER), &file)?;
    Ok(table)
}

/// Fetches and installs what the operator asked for.
pub async fn update(from: &str, data_dir: &Path, now_seconds: u64) -> Result<Table, UpdateError> {
    let fetched = fetch(from, now_seconds).await?;
    install(&fetched, data_dir, MIN_RANGES)
}

fn unpack(bytes: &[u8]) -> Result<String, UpdateError> {
    let refuse = |error: std::io::Error| UpdateError::Implausible(error.to_string());
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return String::from_utf8(bytes.to_vec())
            .map_err(|_| UpdateError::Implausible("it is no text".to_owned()));
    }
    let mut text = String::new();
    let mut decoder = GzDecoder::new(bytes).take(MAX_UNPACKED);
    decoder.read_to_string(&mut text).map_err(refuse)?;
    Ok(text)
}

fn plausible(table: &Table, smallest: usize) -> Result<(), UpdateError> {
    let (v4, v6) = table.rows();
    if v4 + v6 < smallest {
        return Err(UpdateError::Implausible(format!("it has {} ranges", v4 + v6)));
    }
    for (ip, asn) in LANDMARKS {
        let found = ip.parse().ok().and_then(|ip| table.look_up(ip).system);
        if found.map(|(asn, _)| asn) != Some(asn) {
            return Err(UpdateError::Implausible(format!("{ip} is not in AS{asn}")));
        }
    }
    Ok(())
}

/// Writes beside it first: whoever reads meanwhile reads the old or the new, never a half.
fn replace(folder: &Path, file: &[u8]) -> Result<(), UpdateError> {
    use std::io::Write;
    let path = folder.join(FILE);
    let beside = folder.join(format!("{FILE}.new"));
    let write = || {
        std::fs::create_dir_all(folder)?;
        let mut new = std::fs::File::create(&beside)?;
        new.write_all(file)?;
        new.sync_all()?;
        std::fs::rename(&beside, &path)
    };
    write().map_err(|cause| UpdateError::File {
        path: path.clone(),
        cause,
    })
}

/// An error with its causes: `error sending request` says nothing by itself.
fn chain(error: &dyn std::error::Error) -> String {
    let mut told = error.to_string();
    let mut cause = error.source();
    while let Some(next) = cause {
        told = format!("{told}: {next}");
        cause = next.source();
    }
    told
}

#[cfg(test)]
mod tests {
    use super::{Fetched, UpdateError, fetch, install};

    const TABLE: &str = "8.8.8.0\t8.8.8.255\t15169\tUS\tGOOGLE\n9.9.9.0\t9.9.9.255\t19281\tUS\tQUAD9\n\
        2001:4860::\t2001:4860:ffff:ffff:ffff:ffff:ffff:ffff\t15169\tUS\tGOOGLE\n";

    fn fetched(text: &str) -> Fetched {
        Fetched {
            bytes: text.as_bytes().to_vec(),
            built_day: 20_700,
        }
    }

    fn folder(name: &str) -> std::path::PathBuf {
        std::env::temp_dir().join(format!("dregs-geo-{}-{name}", std::process::id()))
    }

    /// Good data is there afterwards; bad data leaves the good alone.
    #[test]
    fn only_good_data_is_installed() {
        let folder = folder("install");
        let table = install(&fetched(TABLE), &folder, 3).unwrap();
        assert_eq!(table.built_day, 20_700);
        let file = folder.join("geo/places.bin");
        let before = std::fs::read(&file).unwrap();
        for bad in ["", "<html>no</html>\n", &TABLE.replace("15169", "15170")] {
            let error = install(&fetched(bad), &folder, 3).err().unwrap().to_string();
            assert!(error.contains("Nothing was changed"), "{error}");
        }
        assert!(matches!(
            install(&fetched(TABLE), &folder, 1_000),
            Err(UpdateError::Implausible(_))
        ));
        assert_eq!(std::fs::read(&file).unwrap(), before);
        std::fs::remove_dir_all(&folder).unwrap();
    }

    /// Nothing is fetched without TLS, and what is not there is said to be not there.
    #[tokio::test]
    async fn says_what_is_wrong() {
        let error = fetch("http://example.com/x", 0).await.err().unwrap().to_string();
        assert!(error.contains("https://"), "{error}");
        let error = fetch("/no/such/file", 0).await.err().unwrap().to_string();
        assert!(error.contains("/no/such/file"), "{error}");
        let _ = rustls::crypto::ring::default_provider().install_default();
        let error = fetch("https://127.0.0.1:9/x", 0).await.err().unwrap().to_string();
        assert!(
            error.contains("Nothing was changed") && error.contains("--from"),
            "{error}"
        );
    }
}
