//! Reads what others publish: IPtoASN's table, comma-separated lists of systems, and databases of countries.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::Path;

use super::mmdb::{Mmdb, NotRead};
use super::pack::{Parts, Span};

/// A row that says something else than it should.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// In a text.
    #[error("line {0} is not as expected")]
    Line(usize),
    /// In a database.
    #[error(transparent)]
    Mmdb(#[from] NotRead),
}

/// Reads `ip2asn-combined.tsv`: first and last address, system, country, name of the system, separated by tabs; 0,
/// `None` and `Unknown` stand for nothing.
pub fn iptoasn(text: &str, parts: &mut Parts) -> Result<(), SourceError> {
    for (at, line) in text.lines().enumerate() {
        let fields: Vec<&str> = line.splitn(5, '\t').collect();
        let [first, last, asn, country, label] = fields[..] else {
            return Err(SourceError::Line(at + 1));
        };
        let (first, last): (IpAddr, IpAddr) = match (first.parse(), last.parse()) {
            (Ok(first), Ok(last)) => (first, last),
            _ => return Err(SourceError::Line(at + 1)),
        };
        let family = usize::from(first.is_ipv6());
        let asn: u32 = asn.parse().map_err(|_| SourceError::Line(at + 1))?;
        if asn != 0 {
            add(&mut parts.systems[family], bits(first), bits(last), asn);
            label_of(&mut parts.labels, asn, label);
        }
        if let Some(code) = code(country) {
            add(&mut parts.countries[family], bits(first), bits(last), code);
        }
    }
    Ok(())
}

/// Reads first and last address as numbers, system and its name, separated by commas; the name may be quoted.
pub fn systems(text: &str, family: usize, parts: &mut Parts) -> Result<(), SourceError> {
    for (at, line) in text.lines().enumerate() {
        let fields: Vec<&str> = line.splitn(4, ',').collect();
        let [first, last, asn, label] = fields[..] else {
            return Err(SourceError::Line(at + 1));
        };
        let (Ok(first), Ok(last), Ok(asn)) = (first.parse::<u128>(), last.parse::<u128>(), asn.parse())
        else {
            return Err(SourceError::Line(at + 1));
        };
        let shift = if family == 1 { 64 } else { 0 };
        add(
            &mut parts.systems[family],
            (first >> shift) as u64,
            (last >> shift) as u64,
            asn,
        );
        let unquoted = label.strip_prefix('"').and_then(|label| label.strip_suffix('"'));
        label_of(
            &mut parts.labels,
            asn,
            &unquoted.unwrap_or(label).replace("\"\"", "\""),
        );
    }
    Ok(())
}

/// Reads a database of countries.
pub fn countries(path: &Path, parts: &mut Parts) -> Result<(), SourceError> {
    for (first, last, found) in Mmdb::open(path)?.everything()? {
        if let Some(code) = found.country_code.as_deref().and_then(code) {
            let family = usize::from(first.is_ipv6());
            add(&mut parts.countries[family], bits(first), bits(last), code);
        }
    }
    Ok(())
}

/// All of an IPv4 address, and the half of an IPv6 address that says where it lies.
fn bits(address: IpAddr) -> u64 {
    match address {
        IpAddr::V4(v4) => u64::from(v4.to_bits()),
        IpAddr::V6(v6) => (v6.to_bits() >> 64) as u64,
    }
}

/// Adds a range behind the others; what is left of one that begins within the last, where it is.
fn add<T: PartialEq>(spans: &mut Vec<Span<T>>, first: u64, last: u64, value: T) {
    let first = match spans.last_mut() {
        Some(before) if before.value == value && before.last.checked_add(1) >= Some(first) => {
            before.last = before.last.max(last);
            return;
        }
        Some(before) if before.last >= first => match before.last.checked_add(1) {
            Some(next) => next,
            None => return,
        },
        _ => first,
    };
    if first <= last {
        spans.push(Span { first, last, value });
    }
}

fn label_of(labels: &mut BTreeMap<u32, String>, asn: u32, label: &str) {
    let plain: String = label.chars().filter(|c| !c.is_control()).collect();
    if !labels.contains_key(&asn) && !plain.trim().is_empty() {
        labels.insert(asn, plain.trim().to_owned());
    }
}

fn code(text: &str) -> Option<[u8; 2]> {
    let code: [u8; 2] = text.as_bytes().try_into().ok()?;
    // What the registries write where they do not know, or where a region has no country.
    let vague = [*b"ZZ", *b"XX", *b"EU", *b"AP"].contains(&code);
    (code.iter().all(u8::is_ascii_uppercase) && !vague).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::{Parts, Span, iptoasn, systems};

    /// Rows that say nothing are left out, and neighbours of one system are one.
    #[test]
    fn reads_iptoasn() {
        let mut parts = Parts::default();
        let text = "1.0.0.0\t1.0.0.255\t13335\tUS\tCLOUDFLARENET\n1.0.1.0\t1.0.3.255\t0\tNone\tNot routed\n\
                    1.0.4.0\t1.0.5.255\t38803\tAU\tGTELECOM\n1.0.6.0\t1.0.7.255\t38803\tAU\tGTELECOM\n\
                    2001:200::\t2001:200:5ff:ffff:ffff:ffff:ffff:ffff\t2500\tJP\tWIDE-BB\n";
        iptoasn(text, &mut parts).unwrap();
        assert_eq!(parts.systems[0].len(), 2);
        let last = parts.systems[0][1];
        assert_eq!(
            (last.first, last.last, last.value),
            (0x0100_0400, 0x0100_07ff, 38803)
        );
        assert_eq!(
            parts.countries[1],
            [Span {
                first: 0x2001_0200_0000_0000,
                last: 0x2001_0200_05ff_ffff,
                value: *b"JP"
            }]
        );
        assert_eq!(parts.labels[&2500], "WIDE-BB");
        assert!(iptoasn("1.0.0.0\t1.0.0.255\tx\tUS\tA\n", &mut parts).is_err());
        assert!(iptoasn("<html>\n", &mut parts).is_err());
    }

    /// Quoted names, and ranges narrower than a line of IPv6.
    #[test]
    fn reads_systems() {
        let mut parts = Parts::default();
        systems(
            "16777216,16777471,13335,\"Cloudflare, \"\"Inc\"\"\"\n",
            0,
            &mut parts,
        )
        .unwrap();
        assert_eq!(parts.labels[&13335], "Cloudflare, \"Inc\"");
        let base = 0x2001_0218_2000_0001_u128 << 64;
        let text = format!(
            "{base},{},1,A\n{},{},2,B\n",
            base + 9,
            base + 10,
            base + (1 << 64) + 5
        );
        systems(&text, 1, &mut parts).unwrap();
        let low: Vec<_> = parts.systems[1]
            .iter()
            .map(|span| (span.first & 0xff, span.last & 0xff, span.value))
            .collect();
        assert_eq!(low, [(1, 1, 1), (2, 2, 2)]);
    }
}
