//! Which autonomous systems are of which sort: short lists kept by hand, of systems that are of one sort as a whole.
//!
//! Each number was compared with the name that it is registered under (June 2026). A system that serves homes and
//! telephones alike is in none: not to know is better than to be wrong.

use app::types::network_kind::NetworkKind;

use crate::scoring::datacenters;

/// Exits of commercial VPNs: Proton, Mullvad (31173 Services), NordVPN (PacketHub, Datacamp), M247, StrongVPN and
/// IPVanish (Strong Technology, NetProtect), Windscribe, IVPN, PureVPN (Secure Internet).
const VPN: [u32; 25] = [
    9009, 13926, 22781, 31362, 39351, 49399, 50667, 54203, 60068, 62371, 62651, 136787, 140952, 141039,
    147049, 199218, 203619, 207137, 208172, 209103, 212238, 214813, 216025, 272096, 394087,
];
const WINDSCRIBE: u32 = 397_540;
/// Run for nothing but Tor exits: Stiftung Erneuerbare Freiheit, Foundation for Applied Privacy, Emerald Onion.
const TOR: [u32; 3] = [60729, 208323, 396507];
/// Egress of iCloud Private Relay (Akamai, Cloudflare, Fastly) and of WARP (Cloudflare).
const RELAY: [u32; 5] = [13335, 36183, 54113, 202623, 209242];
/// Security services through which companies send their employees: Zscaler, Netskope, Umbrella, Cato, iboss,
/// Forcepoint, Menlo, Prisma Access.
const GATEWAY: [u32; 18] = [
    13150, 13448, 22616, 36692, 44444, 53444, 53813, 54538, 55256, 62044, 62654, 62907, 137922, 138627,
    202276, 396253, 396421, 396422,
];
/// Carriers that serve telephones and hardly anything else.
const MOBILE: [u32; 42] = [
    4761, 6167, 9587, 9605, 9644, 10139, 12912, 13036, 16135, 16637, 17924, 20057, 20978, 21497, 21928,
    22085, 22394, 23693, 24158, 24203, 24378, 25106, 26599, 26615, 28403, 29465, 29975, 34058, 36873, 37148,
    37168, 38266, 45143, 45271, 45609, 45727, 48503, 51207, 55836, 60339, 132061, 133481,
];
const MORE_MOBILE: [u32; 4] = [131_445, 138_384, 197_207, 206_067];

/// The sort of a system, where all of it is of one.
pub fn kind_of(asn: u32) -> Option<NetworkKind> {
    let lies_in = |list: &[u32]| list.binary_search(&asn).is_ok();
    if lies_in(&TOR) {
        Some(NetworkKind::Tor)
    } else if lies_in(&VPN) || asn == WINDSCRIBE {
        Some(NetworkKind::Vpn)
    } else if lies_in(&RELAY) {
        Some(NetworkKind::Relay)
    } else if lies_in(&GATEWAY) {
        Some(NetworkKind::EnterpriseGateway)
    } else if lies_in(&MOBILE) || lies_in(&MORE_MOBILE) {
        Some(NetworkKind::Mobile)
    } else {
        let hosts = datacenters::ASNS.binary_search_by_key(&asn, |(number, _)| *number);
        hosts.is_ok().then_some(NetworkKind::Hosting)
    }
}

/// How many systems are listed.
pub const fn listed() -> usize {
    VPN.len()
        + 1
        + TOR.len()
        + RELAY.len()
        + GATEWAY.len()
        + MOBILE.len()
        + MORE_MOBILE.len()
        + datacenters::ASNS.len()
}

#[cfg(test)]
mod tests {
    use app::types::network_kind::NetworkKind;

    use super::{GATEWAY, MOBILE, MORE_MOBILE, RELAY, TOR, VPN, kind_of};

    /// Each once in its list, in order.
    #[test]
    fn lists_are_sorted() {
        for list in [&VPN[..], &TOR, &RELAY, &GATEWAY, &MOBILE, &MORE_MOBILE] {
            assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
        }
    }

    /// One of each, and one of none.
    #[test]
    fn kinds_are_told() {
        assert_eq!(kind_of(24940), Some(NetworkKind::Hosting));
        assert_eq!(kind_of(39351), Some(NetworkKind::Vpn));
        assert_eq!(kind_of(60729), Some(NetworkKind::Tor));
        assert_eq!(kind_of(36183), Some(NetworkKind::Relay));
        assert_eq!(kind_of(22616), Some(NetworkKind::EnterpriseGateway));
        assert_eq!(kind_of(21928), Some(NetworkKind::Mobile));
        assert_eq!(kind_of(3320), None);
    }
}
