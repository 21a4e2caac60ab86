//! Keeps requests that customers aim away from what only this machine and its neighbours should reach.
//!
//! An address is looked at three times: when it is saved, before each request, and once more as what the name stands
//! for at the moment of connecting, which is the address that is connected to.

use std::error::Error;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::time::Duration;

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::Semaphore;

/// Characters of an address at most.
const MAX_CHARS: usize = 2_000;
/// How long a name may take to be looked up when it is saved; one that takes longer is looked at when it is used.
const LOOK_UP_PATIENCE: Duration = Duration::from_millis(1_500);

/// Names looked up at a time: more than the attempts of one account, and a quarter of the threads for what blocks.
const LOOK_UPS: usize = 128;

/// Networks whose addresses stand for no public host.
const PRIVATE_V4: [(Ipv4Addr, u8); 16] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    // Shared by the customers of a carrier; clouds have services there.
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    // A cloud's service for its machines, at a public address.
    (Ipv4Addr::new(168, 63, 129, 16), 32),
    // Link-local, and most clouds' metadata.
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    // Multicast, reserved, broadcast.
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// Everything public is in here: no loopback, link-local, unique local, multicast, NAT64 or IPv4 in disguise.
const PUBLIC_V6: (Ipv6Addr, u8) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);
/// But for these: tunnels that carry any IPv4 address, benchmarks, examples.
const PRIVATE_V6: [(Ipv6Addr, u8); 4] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// Ports above 1023 behind which no web server is, but something that believes its neighbours.
const OTHER_SERVICES: [u16; 17] = [
    1433, 1521, 2049, 2375, 2376, 2379, 2380, 3306, 3389, 5432, 5900, 6379, 6443, 9200, 10250, 11211, 27017,
];

/// Why an address is not called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not an address of the web.
    #[error("must be an address such as https://example.com/hook, without user, password or fragment")]
    Malformed,
    /// Not the port of a web server.
    #[error("must lead to port 80, 443, or one above 1023 that is not another service's")]
    Port,
    /// Nothing that a customer should reach from here.
    #[error("leads to an address that is not public")]
    Private,
    /// Would come back.
    #[error("leads back to this server")]
    Own,
}

/// Says which addresses may be called. Cheap to clone.
#[derive(Clone, Debug)]
pub struct AddressGuard(Arc<Rules>);

#[derive(Debug)]
struct Rules {
    allowed: Vec<IpNet>,
    own: Option<(String, u16)>,
    look_ups: Arc<Semaphore>,
}

impl AddressGuard {
    /// Lets through what is public or in `allowed`, but never the server's own `public_url`.
    pub fn new(allowed: &[IpNet], public_url: &str) -> Self {
        let own = Url::parse(public_url).ok().and_then(|url| place(&url));
        Self(Arc::new(Rules {
            allowed: allowed.to_vec(),
            own: own.map(|(host, port)| (rootless(&host).to_owned(), port)),
            look_ups: Arc::new(Semaphore::new(LOOK_UPS)),
        }))
    }

    /// Reads an address, and checks all of it that is written down.
    pub fn check(&self, text: &str) -> Result<Url, Refused> {
        let printable = |byte: u8| byte.is_ascii_graphic();
        if text.len() > MAX_CHARS || !text.bytes().all(printable) {
            return Err(Refused::Malformed);
        }
        let url = Url::parse(text).map_err(|_| Refused::Malformed)?;
        let plain = url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        if !plain || !["http", "https"].contains(&url.scheme()) {
            return Err(Refused::Malformed);
        }
        let (host, port) = place(&url).ok_or(Refused::Malformed)?;
        if !matches!(port, 80 | 443 | 1024..) || OTHER_SERVICES.contains(&port) {
            return Err(Refused::Port);
        }
        let own = self.0.own.as_ref();
        if own.is_some_and(|own| (own.0.as_str(), own.1) == (rootless(&host), port)) {
            return Err(Refused::Own);
        }
        // A host that is a number in any spelling has been made a plain address by now.
        match literal(&host) {
            Some(address) => self.check_address(address)?,
            None if rootless(&host).is_empty() => return Err(Refused::Malformed),
            None => {}
        }
        Ok(url)
    }

    /// Looks up what an address leads to now. What cannot be looked up may be there later.
    pub async fn check_name(&self, url: &Url) -> Result<(), Refused> {
        let Some((host, port)) = place(url).filter(|(host, _)| literal(host).is_none()) else {
            return Ok(());
        };
        let looked_up = tokio::time::timeout(LOOK_UP_PATIENCE, self.look_up(host, port));
        match looked_up.await {
            Ok(Ok(found)) => found
                .iter()
                .try_for_each(|address| self.check_address(address.ip())),
            Ok(Err(_)) | Err(_) => Ok(()),
        }
    }

    /// What a name stands for. Whoever asks may stop waiting, but the system looks on in a thread of its own and keeps
    /// its place until it is done.
    async fn look_up(&self, host: String, port: u16) -> io::Result<Vec<SocketAddr>> {
        let place = Arc::clone(&self.0.look_ups).acquire_owned().await;
        let place = place.map_err(io::Error::other)?;
        let looking = tokio::task::spawn_blocking(move || {
            let _place = place;
            (host.as_str(), port).to_socket_addrs().map(Iterator::collect)
        });
        looking.await.map_err(io::Error::other)?
    }

    /// Whether an address may be connected to.
    fn check_address(&self, address: IpAddr) -> Result<(), Refused> {
        // ::ffff:10.0.0.1 is 10.0.0.1.
        let address = address.to_canonical();
        let allowed = self.0.allowed.iter().any(|net| net.contains(&address));
        if allowed || is_public(address) {
            Ok(())
        } else {
            Err(Refused::Private)
        }
    }
}

impl Resolve for AddressGuard {
    /// Every address that a name stands for must do: one of them is connected to, and no other is looked up for that.
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.clone();
        Box::pin(async move {
            let found = guard.look_up(name.as_str().to_owned(), 0).await?;
            for address in &found {
                guard.check_address(address.ip())?;
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Why the guard refused a request, when it was the guard.
pub fn refusal(error: &(dyn Error + 'static)) -> Option<Refused> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(refused) = error.downcast_ref::<Refused>() {
            return Some(*refused);
        }
        cause = error.source();
    }
    None
}

fn place(url: &Url) -> Option<(String, u16)> {
    let host = url.host_str().filter(|host| !host.is_empty())?;
    Some((host.to_ascii_lowercase(), url.port_or_known_default()?))
}

/// A name without the dot that stands for the root: both lead to the same place.
fn rootless(host: &str) -> &str {
    host.trim_end_matches('.')
}

/// The address that a host is, when it is not a name.
fn literal(host: &str) -> Option<IpAddr> {
    host.trim_start_matches('[').trim_end_matches(']').parse().ok()
}

/// Whether anybody can reach an address.
pub fn is_public(address: IpAddr) -> bool {
    // ::ffff:10.0.0.1 is 10.0.0.1.
    match address.to_canonical() {
        IpAddr::V4(address) => !PRIVATE_V4
            .iter()
            .any(|(network, bits)| in_v4(address, *network, *bits)),
        IpAddr::V6(address) => {
            in_v6(address, PUBLIC_V6.0, PUBLIC_V6.1)
                && !PRIVATE_V6
                    .iter()
                    .any(|(network, bits)| in_v6(address, *network, *bits))
        }
    }
}

fn in_v4(address: Ipv4Addr, network: Ipv4Addr, bits: u8) -> bool {
    Ipv4Net::new(network, bits).is_ok_and(|net| net.contains(&address))
}

fn in_v6(address: Ipv6Addr, network: Ipv6Addr, bits: u8) -> bool {
    Ipv6Net::new(network, bits).is_ok_and(|net| net.contains(&address))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use futures::FutureExt;

    use super::{AddressGuard, LOOK_UPS, Refused};

    fn guard(allowed: &[&str]) -> AddressGuard {
        let allowed: Vec<_> = allowed.iter().map(|net| net.parse().unwrap()).collect();
        AddressGuard::new(&allowed, "https://dregs.example")
    }

    /// Public addresses and names pass.
    #[test]
    fn lets_the_public_pass() {
        for good in [
            "https://example.com/hook?a=b",
            "http://example.com",
            "https://example.com:8443/",
            "https://1.1.1.1/",
            "https://[2606:4700:4700::1111]/",
            "http://[::ffff:8.8.8.8]/",
            "https://dregs.example:8443/",
            "https://bücher.example".replace('ü', "%C3%BC").as_str(),
        ] {
            assert!(guard(&[]).check(good).is_ok(), "{good}");
        }
    }

    /// Private addresses are refused in every spelling.
    #[test]
    fn refuses_private_addresses_however_they_are_written() {
        for bad in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://127.0.1/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0x7f.0.0.1/",
            "http://0177.0.0.1/",
            "http://017700000001/",
            "http://127.0.0.1./",
            "http://%31%32%37.0.0.1/",
            "http://①②⑦.0.0.1/".replace(['①', '②', '⑦'], "").as_str(),
            "http://0/",
            "http://0.0.0.0:8080/",
            "http://10.1.2.3/",
            "http://172.16.0.1/",
            "http://172.31.255.255/",
            "http://192.168.1.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://2852039166/",
            "http://168.63.129.16/",
            "http://100.64.0.1/",
            "http://100.100.100.200/",
            "http://192.0.0.170/",
            "http://198.18.0.1/",
            "http://203.0.113.9/",
            "http://224.0.0.1/",
            "http://255.255.255.255/",
            "http://[::1]/",
            "http://[::]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://[::127.0.0.1]/",
            "http://[64:ff9b::127.0.0.1]/",
            "http://[64:ff9b:1::a9fe:a9fe]/",
            "http://[2002:7f00:1::]/",
            "http://[2001:0:7f00:1::]/",
            "http://[fc00::1]/",
            "http://[fd00:ec2::254]/",
            "http://[fe80::1]/",
            "http://[fec0::1]/",
            "http://[ff02::1]/",
            "http://[2001:db8::1]/",
        ] {
            let refused = guard(&[]).check(bad).unwrap_err();
            assert!(
                matches!(refused, Refused::Private | Refused::Malformed),
                "{bad}: {refused}"
            );
        }
    }

    /// Other schemes, hidden users, other services' ports and the server itself are refused.
    #[test]
    fn refuses_what_is_no_hook() {
        let malformed = [
            "",
            "example.com/hook",
            "ftp://example.com/",
            "file:///etc/passwd",
            "gopher://example.com:70/",
            "https://user@example.com/",
            "https://:secret@example.com/",
            "https://example.com/#a",
            "https://",
            "https://./",
            "https://exa mple.com/",
            "https://example.com/a\r\nX-Evil: 1",
            "http://[fe80::1%25eth0]/",
        ];
        for bad in malformed {
            assert_eq!(guard(&[]).check(bad), Err(Refused::Malformed), "{bad:?}");
        }
        for port in [1, 22, 25, 110, 445, 1023, 3306, 5432, 6379, 11211] {
            let url = format!("http://example.com:{port}/");
            assert_eq!(guard(&["0.0.0.0/0"]).check(&url), Err(Refused::Port), "{url}");
        }
        let dotted = AddressGuard::new(&[], "https://dregs.example.");
        for own in [
            "https://dregs.example/api/events",
            "https://DREGS.example:443",
            "https://dregs.example./api/events",
        ] {
            assert_eq!(guard(&[]).check(own), Err(Refused::Own), "{own}");
            assert_eq!(dotted.check(own), Err(Refused::Own), "{own}");
        }
        let long = format!("https://example.com/{}", "a".repeat(2_000));
        assert_eq!(guard(&[]).check(&long), Err(Refused::Malformed));
    }

    /// What is allowed on purpose passes, in every spelling; its neighbours do not.
    #[test]
    fn allows_networks_on_purpose() {
        let home = guard(&["10.0.0.0/8", "fd00::/8"]);
        for good in [
            "http://10.1.2.3/",
            "http://[::ffff:10.1.2.3]:8080/",
            "http://[fd00::1]/",
        ] {
            assert!(home.check(good).is_ok(), "{good}");
        }
        for bad in ["http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/"] {
            assert_eq!(home.check(bad), Err(Refused::Private), "{bad}");
        }
    }

    /// A name is what it stands for.
    #[tokio::test]
    async fn looks_names_up() {
        let url = guard(&[]).check("http://localhost:8080/").unwrap();
        assert_eq!(guard(&[]).check_name(&url).await, Err(Refused::Private));
        let loopback = guard(&["127.0.0.0/8", "::1/128"]);
        assert_eq!(loopback.check_name(&url).await, Ok(()));
    }

    /// Whoever gives up waiting for a name leaves its place taken until the system has answered; nobody gets past it.
    #[tokio::test]
    async fn look_ups_are_limited() {
        let guard = guard(&["127.0.0.0/8", "::1/128"]);
        let places = Arc::clone(&guard.0.look_ups);
        let taken = places
            .acquire_many(u32::try_from(LOOK_UPS).unwrap())
            .await
            .unwrap();
        let looking = guard.look_up("localhost".to_owned(), 80);
        assert!(looking.now_or_never().is_none());
        drop(taken);
        assert!(
            !guard
                .look_up("localhost".to_owned(), 80)
                .await
                .unwrap()
                .is_empty()
        );
        assert_eq!(places.available_permits(), LOOK_UPS);
    }
}
