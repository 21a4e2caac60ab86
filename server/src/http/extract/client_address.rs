//! The caller's address: the peer, or what a trusted proxy says the peer was.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Extensions, HeaderMap};
use axum::middleware::Next;
use axum::response::Response;
use ipnet::IpNet;

use crate::state::AppState;

/// The caller's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub Option<IpAddr>);

/// Middleware that works the address out once.
pub async fn find_client_address(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    let address = peer.map(|peer| client_address(peer, request.headers(), &state.trusted_proxies));
    request.extensions_mut().insert(ClientAddress(address));
    next.run(request).await
}

/// The address that was worked out.
pub fn of(extensions: &Extensions) -> Option<IpAddr> {
    extensions.get::<ClientAddress>().and_then(|address| address.0)
}

/// Walks `X-Forwarded-For` from the right for as long as the hop before is trusted.
fn client_address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let peer = peer.to_canonical();
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    if !is_trusted(&peer) {
        return peer;
    }
    let forwarded: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(','))
        .collect();
    let mut nearest = peer;
    for hop in forwarded.into_iter().rev() {
        let Ok(address) = hop.trim().parse::<IpAddr>() else {
            break;
        };
        nearest = address.to_canonical();
        if !is_trusted(&nearest) {
            break;
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue};

    use super::client_address;

    fn forwarded(text: &'static str) -> HeaderMap {
        HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), HeaderValue::from_static(text))])
    }

    /// A stranger's header is not believed, a proxy's is, and only as far as proxies reach.
    #[test]
    fn believes_trusted_hops_only() {
        let trusted = ["10.0.0.0/8".parse().unwrap()];
        let (stranger, proxy) = ("203.0.113.9".parse().unwrap(), "10.0.0.1".parse().unwrap());
        let cases = [
            (stranger, "198.51.100.7", "203.0.113.9"),
            (proxy, "198.51.100.7", "198.51.100.7"),
            (proxy, "1.2.3.4, 198.51.100.7", "198.51.100.7"),
            (proxy, "198.51.100.7, 10.0.0.2", "198.51.100.7"),
            (proxy, "nonsense", "10.0.0.1"),
            (proxy, "198.51.100.7, nonsense", "10.0.0.1"),
        ];
        for (peer, header, expected) in cases {
            let found = client_address(peer, &forwarded(header), &trusted);
            assert_eq!(found.to_string(), expected, "{header}");
        }
    }
}
