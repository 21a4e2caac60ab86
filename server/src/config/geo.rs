//! Databases of places that the operator brings along.

use std::path::PathBuf;

use clap::Args;

/// Paths of databases in the format of MaxMind (`.mmdb`); a set that comes in one file for each version of IP is
/// given as two paths.
#[derive(Clone, Debug, Default, Args)]
pub struct GeoSettings {
    /// Databases of cities (`.mmdb`), separated by commas.
    #[arg(
        id = "geoip-city",
        long = "geoip-city",
        env = "DREGS_GEOIP_CITY",
        value_delimiter = ',',
        global = true
    )]
    pub city: Vec<PathBuf>,

    /// Databases of countries (`.mmdb`), separated by commas.
    #[arg(
        id = "geoip-country",
        long = "geoip-country",
        env = "DREGS_GEOIP_COUNTRY",
        value_delimiter = ',',
        global = true
    )]
    pub country: Vec<PathBuf>,

    /// Databases of autonomous systems (`.mmdb`), separated by commas.
    #[arg(
        id = "geoip-asn",
        long = "geoip-asn",
        env = "DREGS_GEOIP_ASN",
        value_delimiter = ',',
        global = true
    )]
    pub asn: Vec<PathBuf>,
}
