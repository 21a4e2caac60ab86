//! What sort of network an address belongs to.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The sorts that are told apart. An address of none of them is of an unknown sort, which is no suspicion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NetworkKind {
    /// Homes.
    Residential,
    /// Telephones; thousands share an address.
    Mobile,
    /// An enterprise's own network.
    Business,
    /// Employees behind their company's security service.
    EnterpriseGateway,
    /// Rented machines.
    Hosting,
    /// Exits of a commercial VPN.
    Vpn,
    /// Exits of Tor.
    Tor,
    /// A privacy relay that a browser or system brings along.
    Relay,
}

impl NetworkKind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Residential,
        Self::Mobile,
        Self::Business,
        Self::EnterpriseGateway,
        Self::Hosting,
        Self::Vpn,
        Self::Tor,
        Self::Relay,
    ];

    /// As it is stored and sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Residential => "residential",
            Self::Mobile => "mobile",
            Self::Business => "business",
            Self::EnterpriseGateway => "enterprise_gateway",
            Self::Hosting => "hosting",
            Self::Vpn => "vpn",
            Self::Tor => "tor",
            Self::Relay => "relay",
        }
    }

    /// For people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Residential => "home",
            Self::Mobile => "mobile",
            Self::Business => "business",
            Self::EnterpriseGateway => "company gateway",
            Self::Hosting => "hosting",
            Self::Vpn => "VPN",
            Self::Tor => "Tor",
            Self::Relay => "privacy relay",
        }
    }

    /// Whether its addresses say little of where the person is.
    pub const fn is_detached(self) -> bool {
        !matches!(self, Self::Residential | Self::Business)
    }
}

impl fmt::Display for NetworkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for NetworkKind {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == text);
        found.ok_or("is no kind of network")
    }
}

#[cfg(test)]
mod tests {
    use super::NetworkKind;

    /// What is stored is read back.
    #[test]
    fn kinds_round_trip() {
        for kind in NetworkKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        assert!("starlink".parse::<NetworkKind>().is_err());
    }
}
