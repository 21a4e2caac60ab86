//! The packed data in memory: sorted beginnings of ranges, each with its country and system.
//!
//! The file (all numbers little-endian): `DREGSGEO`, version u16, day of the source u32 (days since 1970), length of the
//! payload u32, SHA-256 of the payload, then the payload in Brotli. The payload is described in `docs/geo.md`.

use std::io::Read;
use std::net::IpAddr;

use sha2::{Digest, Sha256};

use super::coding::{Damaged, Reader};

/// What a file begins with.
pub const MAGIC: &[u8; 8] = b"DREGSGEO";
/// The version that this product reads and writes.
pub const VERSION: u16 = 1;
/// Bytes before the payload.
pub const HEADER: usize = 8 + 2 + 4 + 4 + 32;
/// Nothing larger is unpacked.
const MAX_PAYLOAD: u64 = 64 << 20;

/// Why a file is not used.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// Something else.
    #[error("it is no file of places")]
    Foreign,
    /// Of another version of the product.
    #[error("it is of version {0}, and this product reads version {VERSION}")]
    Version(u16),
    /// Cut off, or changed.
    #[error("it is cut off or damaged")]
    Damaged,
}

impl From<Damaged> for Unusable {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}

/// What is known of an address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry<'t> {
    /// ISO 3166 code.
    pub country: Option<&'t str>,
    /// Number and name of the system.
    pub system: Option<(u32, &'t str)>,
}

/// All of it.
pub struct Table {
    /// Days since 1970 of the day that the data is of.
    pub built_day: u32,
    /// Where it comes from.
    pub source: String,
    countries: Vec<String>,
    systems: Vec<(u32, u32)>,
    labels: String,
    v4: Ranges<u32>,
    v6: Ranges<u64>,
}

/// Beginnings of ranges, each of which lasts until the next; country and system by place in their lists, 0 for none.
struct Ranges<S> {
    starts: Vec<S>,
    countries: Vec<u8>,
    systems: Vec<u32>,
}

impl<S: Ord> Ranges<S> {
    const fn empty() -> Self {
        Self {
            starts: Vec::new(),
            countries: Vec::new(),
            systems: Vec::new(),
        }
    }

    fn at(&self, address: &S) -> Option<(usize, usize)> {
        let at = self
            .starts
            .partition_point(|start| start <= address)
            .checked_sub(1)?;
        Some((usize::from(self.countries[at]), self.systems[at] as usize))
    }
}

impl Table {
    /// Reads a file.
    pub fn read(file: &[u8]) -> Result<Self, Unusable> {
        let mut header = Reader(file);
        if header.bytes(8).ok() != Some(MAGIC) {
            return Err(Unusable::Foreign);
        }
        let version = u16::from_le_bytes(array(&mut header)?);
        if version != VERSION {
            return Err(Unusable::Version(version));
        }
        let built_day = u32::from_le_bytes(array(&mut header)?);
        let length = u32::from_le_bytes(array(&mut header)?);
        let digest: [u8; 32] = array(&mut header)?;
        let mut payload = Vec::with_capacity(length.min(MAX_PAYLOAD as u32) as usize);
        brotli::Decompressor::new(header.0, 1 << 16)
            .take(MAX_PAYLOAD)
            .read_to_end(&mut payload)
            .map_err(|_| Unusable::Damaged)?;
        if payload.len() != length as usize || Sha256::digest(&payload)[..] != digest {
            return Err(Unusable::Damaged);
        }
        Self::unpack(built_day, &payload)
    }

    fn unpack(built_day: u32, payload: &[u8]) -> Result<Self, Unusable> {
        let mut reader = Reader(payload);
        let source = reader.text()?.to_owned();
        let mut countries = Vec::new();
        for _ in 0..reader.count()? {
            countries.push(reader.text()?.to_owned());
        }
        let count = reader.count()?;
        let mut systems = Vec::with_capacity(count + 1);
        let mut labels = String::new();
        let mut asn = 0;
        for _ in 0..count {
            asn += reader.number()?;
            systems.push((u32::try_from(asn).map_err(|_| Damaged)?, labels.len() as u32));
            labels.push_str(reader.text()?);
        }
        let sizes = (countries.len(), systems.len());
        let (v4, v6) = (ranges(&mut reader, sizes)?, ranges(&mut reader, sizes)?);
        let table = Self {
            built_day,
            source,
            countries,
            systems,
            labels,
            v4,
            v6,
        };
        if reader.0.is_empty() {
            Ok(table)
        } else {
            Err(Unusable::Damaged)
        }
    }

    /// Knows nothing.
    pub const fn empty() -> Self {
        Self {
            built_day: 0,
            source: String::new(),
            countries: Vec::new(),
            systems: Vec::new(),
            labels: String::new(),
            v4: Ranges::empty(),
            v6: Ranges::empty(),
        }
    }

    /// What is known of an address.
    pub fn look_up(&self, address: IpAddr) -> Entry<'_> {
        let found = match address.to_canonical() {
            IpAddr::V4(v4) => self.v4.at(&v4.to_bits()),
            // Nobody gets less than a /64.
            IpAddr::V6(v6) => self.v6.at(&((v6.to_bits() >> 64) as u64)),
        };
        let (country, system) = found.unwrap_or_default();
        Entry {
            country: country.checked_sub(1).map(|at| self.countries[at].as_str()),
            system: system.checked_sub(1).map(|at| self.system(at)),
        }
    }

    fn system(&self, at: usize) -> (u32, &str) {
        let (asn, begin) = self.systems[at];
        let end = self
            .systems
            .get(at + 1)
            .map_or(self.labels.len(), |next| next.1 as usize);
        (asn, &self.labels[begin as usize..end])
    }

    /// Ranges of addresses, of version 4 and 6.
    pub const fn rows(&self) -> (usize, usize) {
        (self.v4.starts.len(), self.v6.starts.len())
    }

    /// How many systems it names.
    pub const fn systems(&self) -> usize {
        self.systems.len()
    }
}

fn array<const N: usize>(reader: &mut Reader<'_>) -> Result<[u8; N], Damaged> {
    reader.bytes(N)?.try_into().map_err(|_| Damaged)
}

/// All gaps between beginnings, then all countries, then all systems: alike stands beside alike, which packs well.
fn ranges<S: TryFrom<u64>>(reader: &mut Reader<'_>, sizes: (usize, usize)) -> Result<Ranges<S>, Damaged> {
    let count = reader.count()?;
    let mut starts = Vec::with_capacity(count);
    let mut start: u64 = 0;
    for at in 0..count {
        let gap = reader.number()?;
        if at > 0 && gap == 0 {
            return Err(Damaged);
        }
        start = start.checked_add(gap).ok_or(Damaged)?;
        starts.push(S::try_from(start).map_err(|_| Damaged)?);
    }
    let countries = reader.bytes(count)?.to_vec();
    let mut systems = Vec::with_capacity(count);
    for _ in 0..count {
        systems.push(u32::try_from(reader.number()?).map_err(|_| Damaged)?);
    }
    let inside = countries.iter().all(|at| usize::from(*at) <= sizes.0)
        && systems.iter().all(|at| *at as usize <= sizes.1);
    if inside {
        Ok(Ranges {
            starts,
            countries,
            systems,
        })
    } else {
        Err(Damaged)
    }
}
