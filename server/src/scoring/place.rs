//! Where an address lies, and whose network it is in, as far as that was known when the event came.

use app::types::network_kind::NetworkKind;
use sha2::{Digest, Sha256};

/// What was looked up; what is not known is none, never a guess.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// City.
    pub city: Option<String>,
    /// Region, state or province.
    pub region: Option<String>,
    /// Country, in English.
    pub country: Option<String>,
    /// ISO 3166 code of the country.
    pub country_code: Option<String>,
    /// Name of the time zone.
    pub timezone: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Number of the autonomous system.
    pub asn: Option<u32>,
    /// Who runs that system.
    pub asn_label: Option<String>,
    /// What sort of network it is.
    pub kind: Option<NetworkKind>,
}

impl Place {
    /// Everything in it, in short: two places with one key are one.
    pub fn key(&self) -> String {
        let texts = [
            &self.city,
            &self.region,
            &self.country,
            &self.country_code,
            &self.timezone,
            &self.asn_label,
        ];
        let numbers = (
            self.latitude.map(f64::to_bits),
            self.longitude.map(f64::to_bits),
            self.asn,
            self.kind,
        );
        let digest = Sha256::digest(format!("{texts:?}{numbers:?}").as_bytes());
        digest[..16].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether nothing is known.
    pub const fn is_unknown(&self) -> bool {
        self.country_code.is_none() && self.asn.is_none() && self.latitude.is_none() && self.kind.is_none()
    }
}
