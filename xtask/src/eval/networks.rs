//! Who holds which addresses: homes, telephones, data centres, tunnels, offices and universities.

use super::chance::Chance;
use crate::step::Result;

const LIST: &str = include_str!("networks.txt");
/// Addresses that a mobile operator puts its customers of one account behind: hundreds share each.
const EXITS: i64 = 12;

/// What a network is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Home,
    Mobile,
    Hosting,
    Vpn,
    Tor,
    Relay,
    Gateway,
    Campus,
}

/// A range of IPv4 addresses of one operator.
#[derive(Debug)]
pub struct Network {
    pub kind: Kind,
    pub country: &'static str,
    base: u32,
    prefix: u32,
}

/// All that are known.
#[derive(Debug)]
pub struct Networks(Vec<Network>);

impl Networks {
    /// Read the list.
    pub fn load() -> Result<Self> {
        let lines = LIST.lines().filter(|line| !line.starts_with('#'));
        Ok(Self(lines.map(network).collect::<Result<_>>()?))
    }

    /// One of a kind in a country; of that kind anywhere, where the country has none.
    pub fn pick(&self, chance: &mut Chance, kind: Kind, country: &str) -> &Network {
        let of_kind: Vec<&Network> = self.0.iter().filter(|network| network.kind == kind).collect();
        let here: Vec<&Network> = of_kind
            .iter()
            .copied()
            .filter(|network| network.country == country)
            .collect();
        let among = if here.is_empty() { of_kind } else { here };
        among[chance.within(0, among.len() as i64 - 1) as usize]
    }

    /// One of a kind, anywhere.
    pub fn pick_any(&self, chance: &mut Chance, kind: Kind) -> &Network {
        self.pick(chance, kind, "")
    }

    /// Whether there is one in the country.
    pub fn has(&self, kind: Kind, country: &str) -> bool {
        self.0
            .iter()
            .any(|network| network.kind == kind && network.country == country)
    }

    /// The country of an address, for those who look it up.
    pub fn country_of(&self, address: &str) -> Option<&'static str> {
        let address = u32::from(address.parse::<std::net::Ipv4Addr>().ok()?);
        self.0
            .iter()
            .find(|network| network.holds(address))
            .map(|network| network.country)
    }
}

impl Network {
    /// An address of somebody's own.
    pub fn address(&self, chance: &mut Chance) -> String {
        let host = chance.bits() as u32 & self.hosts();
        text((self.base | host) & !0xff | (1 + host % 254))
    }

    /// One of the few that everybody on a mobile network comes from.
    pub fn exit(&self, chance: &mut Chance) -> String {
        // Twelve next to each other, at a place of the operator's own.
        let pool = Chance::new(u64::from(self.base)).bits() as u32 & self.hosts();
        text((self.base | pool) & !0xff | (20 + chance.within(0, EXITS - 1)) as u32)
    }

    /// An address near another one: of the same 256.
    pub fn near(chance: &mut Chance, address: &str) -> String {
        let (front, _) = address.rsplit_once('.').unwrap_or((address, ""));
        format!("{front}.{}", chance.within(1, 254))
    }

    const fn hosts(&self) -> u32 {
        ((1u64 << (32 - self.prefix)) - 1) as u32
    }

    const fn holds(&self, address: u32) -> bool {
        address & !self.hosts() == self.base
    }
}

fn text(address: u32) -> String {
    std::net::Ipv4Addr::from(address).to_string()
}

fn network(line: &'static str) -> Result<Network> {
    let mut words = line.split(' ');
    let mut next = || words.next().ok_or(format!("networks.txt: {line}"));
    let kind = match next()? {
        "home" => Kind::Home,
        "mobile" => Kind::Mobile,
        "hosting" => Kind::Hosting,
        "vpn" => Kind::Vpn,
        "tor" => Kind::Tor,
        "relay" => Kind::Relay,
        "gateway" => Kind::Gateway,
        "campus" => Kind::Campus,
        other => return Err(format!("networks.txt: {other}").into()),
    };
    let country = next()?;
    let (base, prefix) = next()?.split_once('/').ok_or(format!("networks.txt: {line}"))?;
    let network = Network {
        kind,
        country,
        base: u32::from(base.parse::<std::net::Ipv4Addr>()?),
        prefix: prefix.parse()?,
    };
    if network.holds(network.base) {
        Ok(network)
    } else {
        Err(format!("networks.txt: {line}: not the beginning of a network").into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::names::places;

    #[test]
    fn the_list_covers_every_place() {
        let networks = Networks::load().unwrap();
        for place in places().unwrap() {
            assert!(networks.has(Kind::Home, place.country), "{}", place.country);
        }
    }

    #[test]
    fn addresses_lie_in_their_network() {
        let networks = Networks::load().unwrap();
        let mut chance = Chance::new(4);
        for network in &networks.0 {
            for address in [network.address(&mut chance), network.exit(&mut chance)] {
                let number = u32::from(address.parse::<std::net::Ipv4Addr>().unwrap());
                assert!(network.holds(number), "{address} of {network:?}");
            }
        }
        assert_eq!(networks.country_of("84.129.3.4"), Some("DE"));
        assert_eq!(networks.country_of("127.0.0.1"), None);
    }

    #[test]
    fn a_mobile_network_has_few_exits() {
        let networks = Networks::load().unwrap();
        let mut chance = Chance::new(9);
        let network = networks.pick(&mut chance, Kind::Mobile, "DE");
        let exits: std::collections::BTreeSet<String> = (0..500).map(|_| network.exit(&mut chance)).collect();
        assert_eq!(exits.len(), EXITS as usize);
    }
}
