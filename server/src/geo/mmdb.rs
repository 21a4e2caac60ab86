//! Databases of the operator's own, in the format of MaxMind and in both of its layouts: nested, as GeoIP2 and
//! GeoLite2 have it, and flat, as DB-IP's and others' have it.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::{Path, PathBuf};

use maxminddb::{Reader, WithinOptions};
use serde::Deserialize;

use crate::scoring::place::Place;

/// A database that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {path}: {cause}")]
pub struct NotRead {
    path: PathBuf,
    cause: String,
}

/// One database.
pub struct Mmdb {
    path: PathBuf,
    reader: Reader<Vec<u8>>,
}

/// A field that is a text in one layout and a record in the other.
#[derive(Deserialize)]
#[serde(untagged)]
enum Named {
    Text(String),
    Record(Record),
    // Whatever else somebody's database has here.
    Other(serde::de::IgnoredAny),
}

#[derive(Default, Deserialize)]
struct Record {
    iso_code: Option<String>,
    names: Option<BTreeMap<String, String>>,
}

/// A number, also where it is written as a text such as `AS64496`.
#[derive(Deserialize)]
#[serde(untagged)]
enum Number {
    Whole(u32),
    Fraction(f64),
    Text(String),
    Other(serde::de::IgnoredAny),
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Location {
    latitude: Option<f64>,
    longitude: Option<f64>,
    time_zone: Option<String>,
}

/// Everything that either layout may say.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Row {
    country_code: Option<String>,
    country: Option<Named>,
    registered_country: Option<Named>,
    city: Option<Named>,
    state1: Option<String>,
    region: Option<Named>,
    subdivisions: Vec<Record>,
    location: Option<Location>,
    latitude: Option<Number>,
    longitude: Option<Number>,
    timezone: Option<String>,
    time_zone: Option<String>,
    asn: Option<Number>,
    autonomous_system_number: Option<Number>,
    as_name: Option<String>,
    autonomous_system_organization: Option<String>,
}

impl Mmdb {
    /// Reads a file.
    pub fn open(path: &Path) -> Result<Self, NotRead> {
        let reader = Reader::open_readfile(path).map_err(|cause| NotRead {
            path: path.to_owned(),
            cause: cause.to_string(),
        })?;
        Ok(Self {
            path: path.to_owned(),
            reader,
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// When it was made, in seconds since 1970.
    pub fn built_seconds(&self) -> u64 {
        self.reader.metadata().build_epoch
    }

    /// What it calls itself.
    pub fn name(&self) -> &str {
        &self.reader.metadata().database_type
    }

    /// What it knows of an address; a database of version 4 knows nothing of version 6.
    pub fn look_up(&self, address: IpAddr) -> Option<Place> {
        let address = address.to_canonical();
        if address.is_ipv6() && self.reader.metadata().ip_version == 4 {
            return None;
        }
        let row: Option<Row> = self.reader.lookup(address).ok()?.decode().ok()?;
        row.map(place).filter(|place| !place.is_unknown())
    }

    /// All networks in it, in order, with their first and last address.
    pub fn everything(&self) -> Result<Vec<(IpAddr, IpAddr, Place)>, NotRead> {
        let fail = |cause: maxminddb::MaxMindDbError| NotRead {
            path: self.path.clone(),
            cause: cause.to_string(),
        };
        let mut all = Vec::new();
        for found in self.reader.networks(WithinOptions::default()).map_err(fail)? {
            let found = found.map_err(fail)?;
            let network = found.network().map_err(fail)?;
            if let Some(row) = found.decode::<Row>().map_err(fail)? {
                let (first, last) = ends(network.ip(), network.prefix());
                all.push((first, last, place(row)));
            }
        }
        Ok(all)
    }
}

fn ends(address: IpAddr, prefix: u8) -> (IpAddr, IpAddr) {
    match address {
        IpAddr::V4(v4) => {
            let hosts = u32::MAX.checked_shr(u32::from(prefix)).unwrap_or(0);
            let first = v4.to_bits() & !hosts;
            (
                Ipv4Addr::from_bits(first).into(),
                Ipv4Addr::from_bits(first | hosts).into(),
            )
        }
        IpAddr::V6(v6) => {
            let hosts = u128::MAX.checked_shr(u32::from(prefix)).unwrap_or(0);
            let first = v6.to_bits() & !hosts;
            (
                Ipv6Addr::from_bits(first).into(),
                Ipv6Addr::from_bits(first | hosts).into(),
            )
        }
    }
}

fn place(row: Row) -> Place {
    let location = row.location.unwrap_or_default();
    let country = row
        .country
        .or(row.registered_country)
        .map(parts)
        .unwrap_or_default();
    let region = row
        .subdivisions
        .into_iter()
        .next()
        .map(|record| parts(Named::Record(record)));
    let region = region
        .or_else(|| row.region.map(parts))
        .and_then(|(_, name)| name);
    let number = row.asn.or(row.autonomous_system_number);
    Place {
        city: row.city.and_then(|city| parts(city).1),
        region: row.state1.filter(|name| !name.is_empty()).or(region),
        // A text of two letters in the place of a country is its code.
        country_code: row.country_code.or(country.0).filter(|code| is_code(code)),
        country: country.1,
        timezone: location
            .time_zone
            .or(row.timezone)
            .or(row.time_zone)
            .filter(|zone| !zone.is_empty()),
        latitude: location.latitude.or_else(|| degrees(row.latitude?, 90.0)),
        longitude: location.longitude.or_else(|| degrees(row.longitude?, 180.0)),
        asn: number.and_then(whole),
        asn_label: row
            .autonomous_system_organization
            .or(row.as_name)
            .filter(|name| !name.is_empty()),
        kind: None,
    }
}

fn is_code(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Code and name.
fn parts(named: Named) -> (Option<String>, Option<String>) {
    match named {
        Named::Text(text) if is_code(&text) => (Some(text), None),
        Named::Text(text) => (None, Some(text).filter(|text| !text.is_empty())),
        Named::Record(record) => {
            let mut names = record.names.unwrap_or_default();
            let english = names.remove("en");
            (record.iso_code, english.or_else(|| names.into_values().next()))
        }
        Named::Other(_) => (None, None),
    }
}

fn whole(number: Number) -> Option<u32> {
    match number {
        Number::Whole(number) => Some(number),
        Number::Text(text) => text.trim_start_matches("AS").parse().ok(),
        Number::Fraction(_) | Number::Other(_) => None,
    }
    .filter(|number| *number != 0)
}

fn degrees(number: Number, most: f64) -> Option<f64> {
    match number {
        Number::Whole(number) => Some(f64::from(number)),
        Number::Fraction(number) => Some(number),
        Number::Text(text) => text.trim().parse().ok(),
        Number::Other(_) => None,
    }
    .filter(|degrees| degrees.abs() <= most)
}

#[cfg(test)]
mod tests {
    use maxminddb_writer::Database;
    use maxminddb_writer::metadata::IpVersion;
    use maxminddb_writer::paths::IpAddrWithMask;
    use serde_json::{Value, json};

    use super::Mmdb;
    use crate::scoring::place::Place;

    /// A database of one network.
    fn database(name: &str, version: IpVersion, network: &str, row: &Value) -> Mmdb {
        let mut database = Database::default();
        database.metadata.ip_version = version;
        database.metadata.database_type = "Test".to_owned();
        database.metadata.binary_format_major_version = 2;
        database.metadata.build_epoch = 86_400 * 20_000;
        let data = database.insert_value(row).unwrap();
        database.insert_node(network.parse::<IpAddrWithMask>().unwrap(), data);
        let path = std::env::temp_dir().join(format!("dregs-{}-{name}.mmdb", std::process::id()));
        database.write_to(std::fs::File::create(&path).unwrap()).unwrap();
        let opened = Mmdb::open(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        opened
    }

    fn at(database: &Mmdb, ip: &str) -> Option<Place> {
        database.look_up(ip.parse().unwrap())
    }

    fn oslo() -> Place {
        Place {
            city: Some("Oslo".to_owned()),
            region: Some("Oslo County".to_owned()),
            country: None,
            country_code: Some("NO".to_owned()),
            timezone: Some("Europe/Oslo".to_owned()),
            latitude: Some(59.91),
            longitude: Some(10.75),
            ..Place::default()
        }
    }

    /// Nested, as MaxMind has it.
    #[test]
    fn reads_the_nested_layout() {
        let row = json!({
            "city": { "names": { "en": "Oslo", "no": "Oslo by" } },
            "subdivisions": [{ "iso_code": "03", "names": { "en": "Oslo County" } }],
            "country": { "iso_code": "NO", "names": { "de": "Norwegen", "en": "Norway" } },
            "location": { "latitude": 59.91, "longitude": 10.75, "time_zone": "Europe/Oslo", "accuracy_radius": 20 },
        });
        let city = database("nested", IpVersion::V4, "8.8.0.0/16", &row);
        let expected = Place {
            country: Some("Norway".to_owned()),
            ..oslo()
        };
        assert_eq!(at(&city, "8.8.8.8"), Some(expected));
        assert_eq!((at(&city, "9.9.9.9"), at(&city, "2a00::1")), (None, None));
        assert_eq!((city.built_seconds() / 86_400, city.name()), (20_000, "Test"));
    }

    /// Flat, as DB-IP and others have it.
    #[test]
    fn reads_the_flat_layout() {
        let row = json!({ "city": "Oslo", "state1": "Oslo County", "country_code": "NO", "latitude": 59.91,
            "longitude": 10.75, "timezone": "Europe/Oslo", "postcode": "" });
        assert_eq!(
            at(&database("flat", IpVersion::V4, "8.8.0.0/16", &row), "8.8.8.8"),
            Some(oslo())
        );
        let odd = json!({ "city": 7, "country": ["NO"], "latitude": "north", "asn": "AS64496", "as_name": "Example" });
        let odd = at(&database("odd", IpVersion::V6, "2a00::/16", &odd), "2a00::1").unwrap();
        assert_eq!(
            (odd.asn, odd.asn_label.as_deref(), odd.country_code),
            (Some(64_496), Some("Example"), None)
        );
    }

    /// Systems, and all networks of a database.
    #[test]
    fn reads_systems_and_everything() {
        let row = json!({ "autonomous_system_number": 64_496, "autonomous_system_organization": "Example" });
        let systems = database("systems", IpVersion::V4, "8.8.0.0/16", &row);
        assert_eq!(at(&systems, "8.8.8.8").unwrap().asn, Some(64_496));
        let all = systems.everything().unwrap();
        let ends: Vec<String> = all
            .iter()
            .flat_map(|(first, last, _)| [first.to_string(), last.to_string()])
            .collect();
        assert_eq!(ends, ["8.8.0.0", "8.8.255.255"]);
    }

    /// What is no database is said to be none.
    #[test]
    fn tells_what_cannot_be_read() {
        let error = Mmdb::open(std::path::Path::new("/no/such.mmdb")).err().unwrap();
        assert!(error.to_string().contains("/no/such.mmdb"));
    }
}
