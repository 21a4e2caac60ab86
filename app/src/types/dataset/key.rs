//! Keys of datasets: what may be one, and the one spelling under which it is kept.

use std::net::IpAddr;

use super::DatasetName;

/// Lengths of networks that may be listed, so that an address lies in few of them.
const SHORTEST: (u8, u8) = (8, 16);
/// Steps between the lengths of IPv6 networks: one hexadecimal digit.
const STEP_V6: usize = 4;

/// Checks a trimmed key.
pub fn check(dataset: DatasetName, key: &str) -> Result<String, &'static str> {
    match dataset {
        DatasetName::DatacenterAsns => asn(key),
        DatasetName::DisposableEmailDomains => domain(key),
        DatasetName::SuspiciousIps | DatasetName::TrustedIps => network(key),
        DatasetName::Profanity => word(key),
        DatasetName::SuspiciousNames => name(key),
        DatasetName::SensitiveKeys => attribute(key),
    }
}

fn asn(key: &str) -> Result<String, &'static str> {
    let digits = key
        .strip_prefix("AS")
        .or_else(|| key.strip_prefix("as"))
        .unwrap_or(key);
    let number = digits
        .parse::<u32>()
        .map_err(|_| "must be the number of a network, such as 64496")?;
    if number == 0 {
        return Err("must be the number of a network, such as 64496");
    }
    Ok(number.to_string())
}

fn domain(key: &str) -> Result<String, &'static str> {
    const MESSAGE: &str = "must be a domain, such as throwaway.example";
    let domain = key.trim_end_matches('.').to_lowercase();
    let label = |label: &str| {
        (1..=63).contains(&label.chars().count())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    if domain.len() > 253 || !domain.contains('.') || !domain.split('.').all(label) {
        return Err(MESSAGE);
    }
    Ok(domain)
}

fn network(key: &str) -> Result<String, &'static str> {
    const MESSAGE: &str = "must be an address or a network, such as 203.0.113.7 or 203.0.113.0/24";
    const LENGTH: &str =
        "must be an IPv4 network from /8, or an IPv6 network from /16 whose length is a multiple of 4";
    let (address, length) = match key.split_once('/') {
        Some((address, length)) => (address, Some(length.parse::<u8>().map_err(|_| MESSAGE)?)),
        None => (key, None),
    };
    let address = address.parse::<IpAddr>().map_err(|_| MESSAGE)?.to_canonical();
    let (whole, shortest, step) = match address {
        IpAddr::V4(_) => (32, SHORTEST.0, 1),
        IpAddr::V6(_) => (128, SHORTEST.1, STEP_V6),
    };
    let length = length.unwrap_or(whole);
    if length > whole || length < shortest || usize::from(length) % step != 0 {
        return Err(LENGTH);
    }
    Ok(spelled(address, length))
}

/// The keys under which an address may be listed: itself, and the networks it lies in.
pub fn enclosing_networks(address: IpAddr) -> Vec<String> {
    let address = address.to_canonical();
    let lengths: Vec<u8> = match address {
        IpAddr::V4(_) => (SHORTEST.0..=32).collect(),
        IpAddr::V6(_) => (SHORTEST.1..=128).step_by(STEP_V6).collect(),
    };
    lengths
        .into_iter()
        .rev()
        .map(|length| spelled(address, length))
        .collect()
}

/// A network with its host bits cleared; a whole address without its length.
fn spelled(address: IpAddr, length: u8) -> String {
    match address {
        IpAddr::V4(v4) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(length)).unwrap_or(0);
            let start = IpAddr::from((u32::from(v4) & mask).to_be_bytes());
            if length == 32 {
                start.to_string()
            } else {
                format!("{start}/{length}")
            }
        }
        IpAddr::V6(v6) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(length)).unwrap_or(0);
            let start = IpAddr::from((u128::from(v6) & mask).to_be_bytes());
            if length == 128 {
                start.to_string()
            } else {
                format!("{start}/{length}")
            }
        }
    }
}

fn word(key: &str) -> Result<String, &'static str> {
    let folded = key.to_lowercase();
    if !(2..=50).contains(&folded.chars().count()) || !folded.chars().all(char::is_alphanumeric) {
        return Err("must be one word of 2 to 50 letters or digits");
    }
    Ok(folded)
}

fn name(key: &str) -> Result<String, &'static str> {
    let words: Vec<String> = key.split_whitespace().map(str::to_lowercase).collect();
    let folded = words.join(" ");
    if !(1..=100).contains(&folded.chars().count()) || folded.chars().any(char::is_control) {
        return Err("must be a name of 1 to 100 characters");
    }
    Ok(folded)
}

fn attribute(key: &str) -> Result<String, &'static str> {
    let folded = key.to_lowercase();
    let allowed = |c: char| c.is_alphanumeric() || c == '_';
    let stands = folded.starts_with(char::is_alphanumeric) && folded.ends_with(char::is_alphanumeric);
    if folded.chars().count() > 100 || !stands || !folded.chars().all(allowed) || folded.contains("__") {
        return Err("must be a key in snake_case, such as membership_pin");
    }
    Ok(folded)
}

#[cfg(test)]
mod tests {
    use super::enclosing_networks;
    use crate::types::dataset::DatasetName::{
        self, DatacenterAsns, DisposableEmailDomains, Profanity, SensitiveKeys, SuspiciousIps,
        SuspiciousNames,
    };

    /// One spelling for each key.
    #[test]
    fn keys_are_folded() {
        for (dataset, key, kept) in [
            (DatacenterAsns, "AS16509", "16509"),
            (DisposableEmailDomains, "Throwaway.Example.", "throwaway.example"),
            (SuspiciousIps, "203.0.113.77/24", "203.0.113.0/24"),
            (SuspiciousIps, "::ffff:203.0.113.7", "203.0.113.7"),
            (SuspiciousIps, "2001:DB8::1/32", "2001:db8::/32"),
            (SuspiciousNames, "  Test   User ", "test user"),
            (Profanity, "Word", "word"),
            (SensitiveKeys, "Membership_Pin", "membership_pin"),
        ] {
            assert_eq!(dataset.check_key(key).as_deref(), Ok(kept), "{key}");
            assert_eq!(dataset.check_key(kept).as_deref(), Ok(kept), "{kept}");
        }
    }

    /// What is no key of a dataset.
    #[test]
    fn others_are_refused() {
        let cases: [(DatasetName, &[&str]); 6] = [
            (DatacenterAsns, &["", "0", "-1", "4294967296", "cloud"]),
            (
                DisposableEmailDomains,
                &[
                    "",
                    "localhost",
                    "a@b.example",
                    "-a.example",
                    "a..example",
                    "https://a.example",
                ],
            ),
            (
                SuspiciousIps,
                &[
                    "",
                    "203.0.113",
                    "203.0.113.0/33",
                    "0.0.0.0/0",
                    "10.0.0.0/7",
                    "2001:db8::/33",
                    "a/24",
                ],
            ),
            (SuspiciousNames, &["", "a\u{7}b"]),
            (Profanity, &["", "a", "two words"]),
            (SensitiveKeys, &["", "_secret", "a b", "a__b", "a-b"]),
        ];
        for (dataset, keys) in cases {
            for key in keys {
                assert!(dataset.check_key(key).is_err(), "{dataset}: {key}");
            }
        }
    }

    /// Whatever network may be listed is found from each of its addresses.
    #[test]
    fn addresses_know_their_networks() {
        let of = |ip: &str| enclosing_networks(ip.parse().unwrap());
        let v4 = of("203.0.113.77");
        assert_eq!(
            (v4[0].as_str(), v4[8].as_str(), v4.len()),
            ("203.0.113.77", "203.0.113.0/24", 25)
        );
        let v6 = of("2001:db8::1");
        assert_eq!((v6[0].as_str(), v6.len()), ("2001:db8::1", 29));
        assert!(v6.contains(&"2001:db8::/32".to_owned()));
    }
}
