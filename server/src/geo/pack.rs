//! Packs ranges of addresses into one file.

use std::collections::BTreeMap;
use std::io::Write;

use sha2::{Digest, Sha256};

use super::coding::{write_number, write_text};
use super::table::{HEADER, MAGIC, VERSION};

/// Quality of the packing, of 11: the last step takes minutes for a few percent.
const QUALITY: u32 = 10;
const WINDOW: u32 = 24;
/// Characters of a system's name that are kept.
const LABEL_CHARS: usize = 64;

/// A range of addresses, both ends included, and what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span<T> {
    /// The first address; of IPv6 its first 64 bits.
    pub first: u64,
    /// The last.
    pub last: u64,
    /// What is known.
    pub value: T,
}

/// What is packed.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// Where it comes from.
    pub source: String,
    /// Days since 1970 of the day that it is of.
    pub built_day: u32,
    /// Countries of IPv4 and IPv6.
    pub countries: [Vec<Span<[u8; 2]>>; 2],
    /// Systems of IPv4 and IPv6.
    pub systems: [Vec<Span<u32>>; 2],
    /// Names of systems.
    pub labels: BTreeMap<u32, String>,
}

/// Why ranges cannot be packed.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The format has a byte for countries.
    #[error("more than 255 countries")]
    Countries,
    /// Packing failed.
    #[error("cannot pack: {0}")]
    Io(#[from] std::io::Error),
}

/// Packs it all.
pub fn pack(mut parts: Parts) -> Result<Vec<u8>, PackError> {
    let mut codes: Vec<[u8; 2]> = parts.countries.iter().flatten().map(|span| span.value).collect();
    codes.sort_unstable();
    codes.dedup();
    if codes.len() > usize::from(u8::MAX) {
        return Err(PackError::Countries);
    }
    let mut asns: Vec<u32> = parts.systems.iter().flatten().map(|span| span.value).collect();
    asns.sort_unstable();
    asns.dedup();
    let mut payload = Vec::new();
    write_text(&mut payload, &parts.source);
    write_number(&mut payload, codes.len() as u64);
    for code in &codes {
        write_text(&mut payload, &String::from_utf8_lossy(code));
    }
    write_number(&mut payload, asns.len() as u64);
    let mut before = 0;
    for asn in &asns {
        write_number(&mut payload, u64::from(asn - before));
        before = *asn;
        let label = parts.labels.remove(asn).unwrap_or_default();
        write_text(
            &mut payload,
            &label.trim().chars().take(LABEL_CHARS).collect::<String>(),
        );
    }
    for (countries, systems) in parts.countries.iter().zip(&parts.systems) {
        write_ranges(&mut payload, &merge(countries, systems), &codes, &asns);
    }
    let mut file = Vec::with_capacity(HEADER + payload.len() / 3);
    file.extend_from_slice(MAGIC);
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&parts.built_day.to_le_bytes());
    file.extend_from_slice(&u32::try_from(payload.len()).unwrap_or(u32::MAX).to_le_bytes());
    file.extend_from_slice(&Sha256::digest(&payload));
    let mut writer = brotli::CompressorWriter::new(file, 1 << 16, QUALITY, WINDOW);
    writer.write_all(&payload)?;
    writer.flush()?;
    Ok(writer.into_inner())
}

type Cut = (u64, Option<[u8; 2]>, Option<u32>);

/// Cuts both lists at the beginnings of either, and joins neighbours that are alike.
fn merge(countries: &[Span<[u8; 2]>], systems: &[Span<u32>]) -> Vec<Cut> {
    let mut cuts: Vec<u64> = edges(countries).chain(edges(systems)).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let (mut country, mut system) = (Walk::over(countries), Walk::over(systems));
    let mut merged: Vec<Cut> = Vec::new();
    for cut in cuts {
        let (country, system) = (country.at(cut), system.at(cut));
        let alike = merged.last().map(|last| (last.1, last.2)) == Some((country, system));
        let is_nothing = merged.is_empty() && country.is_none() && system.is_none();
        if !alike && !is_nothing {
            merged.push((cut, country, system));
        }
    }
    merged
}

fn edges<T>(spans: &[Span<T>]) -> impl Iterator<Item = u64> {
    let both = |span: &Span<T>| [Some(span.first), span.last.checked_add(1)];
    spans.iter().flat_map(both).flatten()
}

/// Goes along a sorted list, never back.
struct Walk<'s, T> {
    spans: &'s [Span<T>],
    next: usize,
}

impl<'s, T: Copy> Walk<'s, T> {
    const fn over(spans: &'s [Span<T>]) -> Self {
        Self { spans, next: 0 }
    }

    fn at(&mut self, address: u64) -> Option<T> {
        while self.spans.get(self.next).is_some_and(|span| span.last < address) {
            self.next += 1;
        }
        let span = self.spans.get(self.next)?;
        (span.first <= address).then_some(span.value)
    }
}

fn write_ranges(payload: &mut Vec<u8>, cuts: &[Cut], codes: &[[u8; 2]], asns: &[u32]) {
    write_number(payload, cuts.len() as u64);
    let mut before = 0;
    for (start, ..) in cuts {
        write_number(payload, start - before);
        before = *start;
    }
    for (_, country, _) in cuts {
        let place = country.and_then(|code| codes.binary_search(&code).ok());
        payload.push(place.map_or(0, |at| at as u8 + 1));
    }
    for (_, _, system) in cuts {
        let place = system.and_then(|asn| asns.binary_search(&asn).ok());
        write_number(payload, place.map_or(0, |at| at as u64 + 1));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Parts, Span, merge, pack};
    use crate::geo::table::{Table, Unusable};

    fn parts() -> Parts {
        let bits = |text: &str| u64::from(text.parse::<std::net::Ipv4Addr>().unwrap().to_bits());
        let span = |first, last, value| Span { first, last, value };
        Parts {
            source: "a test".to_owned(),
            built_day: 20_000,
            countries: [
                vec![
                    span(bits("8.0.0.0"), bits("8.255.255.255"), *b"US"),
                    span(bits("9.0.0.0"), bits("9.9.255.255"), *b"NO"),
                ],
                vec![span(0x2a00_0000_0000_0000, 0x2a00_ffff_ffff_ffff, *b"DE")],
            ],
            systems: [
                vec![Span {
                    first: bits("8.8.0.0"),
                    last: bits("9.0.0.255"),
                    value: 15169,
                }],
                vec![Span {
                    first: 0x2a00_1450_0000_0000,
                    last: u64::MAX,
                    value: 400_000,
                }],
            ],
            labels: BTreeMap::from([(15169, "Google".to_owned()), (400_000, " Ünï ".to_owned())]),
        }
    }

    /// What is packed is found, at the edges too, and what is not is not.
    #[test]
    fn round_trips() {
        let table = Table::read(&pack(parts()).unwrap()).unwrap();
        let told = |text: &str| {
            let entry = table.look_up(text.parse().unwrap());
            (entry.country, entry.system)
        };
        assert_eq!((table.source.as_str(), table.built_day), ("a test", 20_000));
        assert_eq!(told("7.255.255.255"), (None, None));
        assert_eq!(told("8.0.0.0"), (Some("US"), None));
        assert_eq!(told("8.8.8.8"), (Some("US"), Some((15169, "Google"))));
        assert_eq!(told("::ffff:8.8.8.8"), told("8.8.8.8"));
        assert_eq!(told("9.0.0.255"), (Some("NO"), Some((15169, "Google"))));
        assert_eq!(told("9.9.255.255"), (Some("NO"), None));
        assert_eq!(told("9.10.0.0"), (None, None));
        assert_eq!(told("2a00::1"), (Some("DE"), None));
        assert_eq!(told("2a00:1450::1"), (Some("DE"), Some((400_000, "Ünï"))));
        assert_eq!(told("2a01::1"), (None, Some((400_000, "Ünï"))));
        assert_eq!((table.rows(), table.systems()), ((5, 3), 2));
    }

    /// Neighbours that are alike are one range.
    #[test]
    fn ranges_are_joined() {
        let span = |first, last| Span {
            first,
            last,
            value: 7,
        };
        assert_eq!(merge(&[], &[span(1, 4), span(5, 9)]).len(), 2);
    }

    /// A changed, cut or foreign file is refused, whatever is wrong with it.
    #[test]
    fn damage_is_noticed() {
        let whole = pack(parts()).unwrap();
        assert!(matches!(Table::read(b"something else"), Err(Unusable::Foreign)));
        // The end may have bits that mean nothing.
        for at in 8..whole.len() - 4 {
            let mut changed = whole.clone();
            changed[at] ^= 0x10;
            // The day is not part of the sum.
            assert!(Table::read(&changed).is_err() || (10..14).contains(&at), "{at}");
            assert!(Table::read(&whole[..at]).is_err(), "{at}");
        }
    }
}
