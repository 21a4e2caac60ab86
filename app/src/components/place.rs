//! Where an address lies and whose network it is in, in a few words.

use leptos::prelude::*;

use super::identity_link::short;
use crate::types::event::EventPlace;
use crate::types::network_kind::NetworkKind;

/// Such as “AS24940 Hetzner · hosting”; empty when nothing is known.
pub fn network(asn: Option<&str>, label: Option<&str>, kind: Option<NetworkKind>) -> String {
    let named: Vec<String> = [asn.map(|asn| format!("AS{asn}")), label.map(short)]
        .into_iter()
        .flatten()
        .collect();
    let parts = [Some(named.join(" ")), kind.map(|kind| kind.label().to_owned())];
    let known: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    known.join(" · ")
}

/// Such as “Oslo, Norway”; empty when nothing is known.
pub fn place(parts: &[Option<&str>]) -> String {
    let known: Vec<String> = parts.iter().flatten().map(|part| short(part)).collect();
    known.join(", ")
}

/// What fits beside an address in a table, such as “NO” or “US · VPN”.
pub fn beside(place: &EventPlace) -> String {
    let parts = [
        place
            .country_code
            .as_deref()
            .or(place.country.as_deref())
            .map(short),
        place.network_kind.map(|kind| kind.label().to_owned()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Whose data it is that ships: their licence asks for a link where it is shown.
#[component]
pub fn NetworkCredit() -> impl IntoView {
    view! {
        <p class="faint">
            "Networks by "<a href="https://db-ip.com" rel="noopener noreferrer">"DB-IP"</a>", RouteViews and NRO (CC BY 4.0)"
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::{network, place};
    use crate::types::network_kind::NetworkKind;

    /// Only what is known is said.
    #[test]
    fn says_what_is_known() {
        assert_eq!(
            network(Some("1"), Some("A"), Some(NetworkKind::Vpn)),
            "AS1 A · VPN"
        );
        assert_eq!(network(None, None, Some(NetworkKind::Tor)), "Tor");
        assert_eq!(network(Some("1"), None, None), "AS1");
        assert_eq!(network(None, None, None), "");
        assert_eq!(place(&[Some("Oslo"), None, Some("Norway")]), "Oslo, Norway");
    }
}
