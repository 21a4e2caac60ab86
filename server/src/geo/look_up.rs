//! What is known of an address: the operator's databases first, then the packed data.

use std::collections::BTreeMap;
use std::io::Read;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::kinds::kind_of;
use super::mmdb::Mmdb;
use super::table::{HEADER, MAGIC, Table};
use super::{FILE, FOLDER};
use crate::config::geo::GeoSettings;
use crate::outbound::address_guard::is_public;
use crate::scoring::countries;
use crate::scoring::place::Place;

/// What ships with the product; made by `cargo xtask geo`.
static SHIPPED: &[u8] = include_bytes!("places.bin");

/// Knows where addresses lie. Cheap to clone.
#[derive(Clone)]
pub struct Geo(Arc<Inner>);

struct Inner {
    /// In the order in which they are asked.
    databases: Vec<Mmdb>,
    newer: PathBuf,
    /// Unpacked when first asked: tests and most commands never do.
    table: OnceLock<Table>,
    /// Answers for addresses that nobody has, such as those of the example account.
    made_up: BTreeMap<String, Place>,
}

impl Geo {
    /// Opens the operator's databases; the rest is read when it is needed.
    pub fn open(settings: &GeoSettings, data_dir: &Path) -> Result<Self, super::mmdb::NotRead> {
        let paths = settings.city.iter().chain(&settings.country).chain(&settings.asn);
        Ok(Self(Arc::new(Inner {
            databases: paths.map(|path| Mmdb::open(path)).collect::<Result<_, _>>()?,
            newer: data_dir.join(FOLDER).join(FILE),
            table: OnceLock::new(),
            made_up: BTreeMap::new(),
        })))
    }

    /// Knows only what it is told, of addresses that nobody has.
    pub fn of_examples(made_up: BTreeMap<String, Place>) -> Self {
        Self(Arc::new(Inner {
            databases: Vec::new(),
            newer: PathBuf::new(),
            table: OnceLock::new(),
            made_up,
        }))
    }

    /// What is known of an address, when anything is. Nobody is anywhere at a private or reserved address.
    pub fn look_up(&self, ip: &str) -> Option<Place> {
        if let Some(place) = self.0.made_up.get(ip) {
            return Some(place.clone());
        }
        let address: IpAddr = ip.parse().ok()?;
        if !is_public(address) {
            return None;
        }
        let mut place = Place::default();
        for found in self
            .0
            .databases
            .iter()
            .filter_map(|database| database.look_up(address))
        {
            complete(&mut place, found);
        }
        let entry = self.table().look_up(address);
        if place.country_code.is_none() && place.country.is_none() {
            place.country_code = entry.country.map(str::to_owned);
        }
        if place.asn.is_none() {
            place.asn = entry.system.map(|(asn, _)| asn);
        }
        if place.asn_label.is_none() {
            let same = entry
                .system
                .filter(|(asn, label)| Some(*asn) == place.asn && !label.is_empty());
            place.asn_label = same.map(|(_, label)| label.to_owned());
        }
        let known = place.country_code.as_deref().and_then(countries::by_code);
        place.country = known.map(|country| country.name.to_owned()).or(place.country);
        place.kind = place.asn.and_then(kind_of);
        (!place.is_unknown()).then_some(place)
    }

    /// The packed data: newer data if there is some that can be used, else what ships.
    pub fn table(&self) -> &Table {
        self.0.table.get_or_init(|| {
            let newer = newer(&self.0.newer).filter(|newer| newer.built_day >= shipped_day());
            newer.unwrap_or_else(shipped)
        })
    }

    /// The day of the packed data in use, without unpacking it.
    pub fn packed_day(&self) -> u32 {
        let in_use = self.0.table.get().map(|table| table.built_day);
        in_use.unwrap_or_else(|| day_of(&head(&self.0.newer)).max(shipped_day()))
    }

    /// The operator's databases.
    pub fn databases(&self) -> &[Mmdb] {
        &self.0.databases
    }

    /// A short name of all the data: it changes whenever any of it does.
    pub fn version(&self) -> String {
        let mut parts = vec![format!("{}@{}", self.table().source, self.table().built_day)];
        let day = |database: &Mmdb| database.built_seconds() / 86_400;
        parts.extend(
            self.0
                .databases
                .iter()
                .map(|database| format!("{}@{}", database.name(), day(database))),
        );
        parts.join("+")
    }
}

/// Data in the data folder that can be used.
pub fn newer(path: &Path) -> Option<Table> {
    let file = std::fs::read(path).ok()?;
    let table = Table::read(&file);
    if let Err(error) = &table {
        tracing::warn!(path = %path.display(), %error, "using the places that ship instead");
    }
    table.ok()
}

/// What ships.
pub fn shipped() -> Table {
    Table::read(SHIPPED).unwrap_or_else(|_| Table::empty())
}

/// The day of what ships, without unpacking it.
fn shipped_day() -> u32 {
    day_of(SHIPPED)
}

/// The day that a file is of; 0 for what is no such file.
fn day_of(file: &[u8]) -> u32 {
    let day = file.get(10..14).and_then(|bytes| bytes.try_into().ok());
    day.filter(|_| file.starts_with(MAGIC))
        .map_or(0, u32::from_le_bytes)
}

/// The beginning of a file, empty when there is none.
fn head(path: &Path) -> Vec<u8> {
    let mut head = Vec::with_capacity(HEADER);
    if let Ok(file) = std::fs::File::open(path) {
        // What cannot be read is told when it is used.
        let _ = file.take(HEADER as u64).read_to_end(&mut head);
    }
    head
}

/// Adds what is not known yet; a place is taken whole, so that no city lies in another database's country.
fn complete(place: &mut Place, found: Place) {
    if place.country_code.is_none() && place.country.is_none() && place.latitude.is_none() {
        place.city = found.city;
        place.region = found.region;
        place.country = found.country;
        place.country_code = found.country_code;
        place.timezone = found.timezone;
        place.latitude = found.latitude;
        place.longitude = found.longitude;
    }
    if place.asn.is_none() {
        place.asn = found.asn;
        place.asn_label = found.asn_label;
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use app::types::network_kind::NetworkKind;

    use super::Geo;
    use crate::config::geo::GeoSettings;

    fn shipped() -> Geo {
        Geo::open(&GeoSettings::default(), Path::new("/nowhere")).unwrap()
    }

    /// Out of the box.
    #[test]
    fn well_known_addresses_are_known() {
        let geo = shipped();
        let google = geo.look_up("8.8.8.8").unwrap();
        assert_eq!(
            (google.country_code.as_deref(), google.asn),
            (Some("US"), Some(15169))
        );
        assert_eq!(
            (google.country.as_deref(), google.kind),
            (Some("United States"), Some(NetworkKind::Hosting))
        );
        assert!(google.asn_label.unwrap().contains("Google") && google.city.is_none());
        let hetzner = geo.look_up("2a01:4f8::1").unwrap();
        assert_eq!(
            (hetzner.country_code.as_deref(), hetzner.asn),
            (Some("DE"), Some(24940))
        );
        let telekom = geo.look_up("87.128.0.1").unwrap();
        assert_eq!(
            (telekom.country_code.as_deref(), telekom.asn, telekom.kind),
            (Some("DE"), Some(3320), None)
        );
    }

    /// Nobody is anywhere there.
    #[test]
    fn reserved_addresses_are_nowhere() {
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "100.64.0.1",
            "169.254.1.1",
            "203.0.113.7",
            "198.51.100.1",
            "192.0.2.1",
            "::1",
            "fe80::1",
            "fd00::1",
            "2001:db8::1",
            "::ffff:10.0.0.1",
            "not an address",
            "",
        ] {
            assert_eq!(shipped().look_up(ip), None, "{ip}");
        }
    }
}
