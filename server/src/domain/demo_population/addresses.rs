//! Where the addresses of the example lie: they are reserved for documentation, so nobody else's data knows them.

use std::collections::BTreeMap;

use app::types::network_kind::NetworkKind;
use serde_json::Value;

use super::trouble::is_bot;
use crate::scoring::countries;
use crate::scoring::place::Place;

/// Time zone and language of the browser, then country, city, degrees north and east.
type Site = (&'static str, &'static str, &'static str, &'static str, f64, f64);

const SITES: [Site; 26] = [
    ("America/New_York", "en-US", "US", "New York", 40.71, -74.01),
    (
        "America/Los_Angeles",
        "en-US",
        "US",
        "Los Angeles",
        34.05,
        -118.24,
    ),
    ("Europe/London", "en-GB", "GB", "London", 51.51, -0.13),
    ("Europe/Berlin", "de-DE", "DE", "Berlin", 52.52, 13.41),
    ("Europe/Paris", "fr-FR", "FR", "Paris", 48.86, 2.35),
    ("Europe/Madrid", "es-ES", "ES", "Madrid", 40.42, -3.70),
    ("America/Mexico_City", "es-MX", "MX", "Mexico City", 19.43, -99.13),
    ("America/Sao_Paulo", "pt-BR", "BR", "São Paulo", -23.55, -46.63),
    ("Europe/Rome", "it-IT", "IT", "Rome", 41.90, 12.50),
    ("Europe/Warsaw", "pl-PL", "PL", "Warsaw", 52.23, 21.01),
    ("Europe/Stockholm", "sv-SE", "SE", "Stockholm", 59.33, 18.07),
    ("Europe/Helsinki", "fi-FI", "FI", "Helsinki", 60.17, 24.94),
    ("Europe/Istanbul", "tr-TR", "TR", "Istanbul", 41.01, 28.98),
    ("Europe/Athens", "el-GR", "GR", "Athens", 37.98, 23.73),
    ("Europe/Kyiv", "uk-UA", "UA", "Kyiv", 50.45, 30.52),
    ("Africa/Cairo", "ar-EG", "EG", "Cairo", 30.04, 31.24),
    ("Asia/Jerusalem", "he-IL", "IL", "Jerusalem", 31.77, 35.21),
    ("Asia/Kolkata", "hi-IN", "IN", "Mumbai", 19.08, 72.88),
    ("Asia/Kolkata", "ta-IN", "IN", "Chennai", 13.08, 80.27),
    ("Asia/Shanghai", "zh-CN", "CN", "Shanghai", 31.23, 121.47),
    ("Asia/Tokyo", "ja-JP", "JP", "Tokyo", 35.68, 139.69),
    ("Asia/Seoul", "ko-KR", "KR", "Seoul", 37.57, 126.98),
    (
        "Asia/Ho_Chi_Minh",
        "vi-VN",
        "VN",
        "Ho Chi Minh City",
        10.82,
        106.63,
    ),
    ("Africa/Lagos", "en-NG", "NG", "Lagos", 6.52, 3.38),
    (
        "Africa/Johannesburg",
        "en-ZA",
        "ZA",
        "Johannesburg",
        -26.20,
        28.05,
    ),
    ("Asia/Jakarta", "id-ID", "ID", "Jakarta", -6.21, 106.85),
];
/// Systems that are reserved for documentation (RFC 5398): 16 of them.
const FIRST_ASN: u32 = 64_496;
const HOSTING: (u32, &str) = (64_511, "Example Hosting");

/// The place of every address, by what the browsers behind it say; the first one there counts.
pub fn places(events: &[Value]) -> BTreeMap<String, Place> {
    let mut places = BTreeMap::new();
    for event in events {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let (Some(ip), device) = (text(&event["ip"]), &event["device"]) else {
            continue;
        };
        let (zone, language) = (text(&device["timezone"]), text(&device["language"]));
        let site = SITES
            .iter()
            .position(|site| Some(site.0) == zone.as_deref() && Some(site.1) == language.as_deref());
        if let Some(site) = site {
            let rented = event["identity"]["id"].as_str().is_some_and(is_bot);
            places.entry(ip).or_insert_with(|| place(site, rented));
        }
    }
    places
}

fn place(site: usize, rented: bool) -> Place {
    let (timezone, _, code, city, latitude, longitude) = SITES[site];
    let at_home = FIRST_ASN + (site % 15) as u32;
    let (asn, label) = if rented {
        (HOSTING.0, HOSTING.1.to_owned())
    } else {
        (at_home, format!("Example Broadband {city}"))
    };
    Place {
        city: Some(city.to_owned()),
        region: None,
        country: countries::by_code(code).map(|country| country.name.to_owned()),
        country_code: Some(code.to_owned()),
        timezone: Some(timezone.to_owned()),
        latitude: Some(latitude),
        longitude: Some(longitude),
        asn: Some(asn),
        asn_label: Some(label),
        kind: rented.then_some(NetworkKind::Hosting),
    }
}

#[cfg(test)]
mod tests {
    use super::{SITES, place};
    use crate::domain::demo_population::places::PLACES;

    /// Where people live there is a city, in the same country.
    #[test]
    fn everybody_lives_somewhere() {
        for (person, site) in PLACES.iter().zip(SITES) {
            assert_eq!(
                (person.timezone, person.language, person.country),
                (site.0, site.1, site.2)
            );
        }
        assert!((0..SITES.len()).all(|site| place(site, false).country.is_some()));
    }
}
