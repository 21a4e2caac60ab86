//! Short digests, so that a history remembers what it saw without keeping it.

use std::net::IpAddr;

/// 32-bit FNV-1a. Not for secrets: only for "the same as before?".
pub fn digest(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}

/// 64-bit FNV-1a, where many values are told apart.
pub fn wide_digest(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The network of an address: /24 for IPv4, /48 for IPv6, so that one line stays one network.
pub fn network(ip: IpAddr) -> u32 {
    match ip.to_canonical() {
        IpAddr::V4(v4) => digest(&v4.octets()[..3]),
        IpAddr::V6(v6) => digest(&v6.octets()[..6]),
    }
}

/// A key that is safe to keep: itself when it is short and plain, its digest otherwise.
pub fn plain_key(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '+' | '.');
    if text.len() <= 40 && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("~{:08x}", digest(text.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::{network, plain_key};

    /// A whole line is one network, whichever way the address is written.
    #[test]
    fn networks_join_neighbours() {
        let net = |text: &str| network(text.parse().unwrap());
        assert_eq!(net("203.0.113.1"), net("203.0.113.200"));
        assert_eq!(net("203.0.113.1"), net("::ffff:203.0.113.9"));
        assert_ne!(net("203.0.113.1"), net("203.0.114.1"));
        assert_eq!(net("2001:db8:1::1"), net("2001:db8:1:ffff::1"));
    }

    /// Long or odd text never reaches the stored history.
    #[test]
    fn keys_are_bounded() {
        assert_eq!(plain_key("Europe/Berlin"), "Europe/Berlin");
        assert_eq!(plain_key(&"\u{1}".repeat(1000)).len(), 9);
    }
}
