//! How many connections are open, in all and from one address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use ipnet::IpNet;

use crate::auth::limits::counted_address;

/// Places for connections.
#[derive(Clone)]
pub struct Places(Arc<Inner>);

struct Inner {
    total: usize,
    per_address: usize,
    trusted: Vec<IpNet>,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    total: usize,
    by_address: HashMap<IpAddr, usize>,
}

impl Places {
    /// So many in all, so many from one address; a proxy speaks for many, and so do programs on this machine.
    pub fn new(total: usize, per_address: usize, trusted: Vec<IpNet>) -> Self {
        Self(Arc::new(Inner {
            total,
            per_address,
            trusted,
            taken: Mutex::default(),
        }))
    }

    /// A place for a connection from `peer`, if there is one left.
    pub fn take(&self, peer: IpAddr) -> Option<Place> {
        let peer = peer.to_canonical();
        let exempt = peer.is_loopback() || self.0.trusted.iter().any(|network| network.contains(&peer));
        let address = (!exempt).then(|| counted_address(peer));
        let mut taken = self.0.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.total >= self.0.total {
            return None;
        }
        if let Some(address) = address {
            let here = taken.by_address.entry(address).or_default();
            if *here >= self.0.per_address {
                return None;
            }
            *here += 1;
        }
        taken.total += 1;
        Some(Place {
            places: self.clone(),
            address,
        })
    }
}

/// One connection's place; given back when dropped.
pub struct Place {
    places: Places,
    address: Option<IpAddr>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.0.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.total -= 1;
        if let Some(address) = self.address
            && let Some(here) = taken.by_address.get_mut(&address)
        {
            *here -= 1;
            if *here == 0 {
                taken.by_address.remove(&address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::Places;

    /// Strangers are counted by address, an IPv6 network as one; proxies and this machine are not; all in all.
    #[test]
    fn counts_strangers_by_address() {
        let places = Places::new(6, 1, vec!["10.0.0.0/8".parse().unwrap()]);
        let take = |peer: &str| places.take(peer.parse::<IpAddr>().unwrap());
        let first = take("203.0.113.9");
        assert!(first.is_some());
        assert!(take("203.0.113.9").is_none());
        let kept = [
            take("2001:db8::1"),
            take("10.0.0.1"),
            take("10.0.0.1"),
            take("127.0.0.1"),
        ];
        assert!(kept.iter().all(Option::is_some));
        assert!(take("2001:db8::2").is_none(), "the same /64");
        drop(first);
        let again = [take("203.0.113.9"), take("127.0.0.1")];
        assert!(again.iter().all(Option::is_some));
        assert!(take("127.0.0.1").is_none(), "the total holds for everybody");
        drop((kept, again));
        assert!(take("203.0.113.9").is_some());
    }
}
