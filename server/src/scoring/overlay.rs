//! What a customer says about the keys at hand of the datasets that scoring reads, over what we say.

use std::collections::BTreeMap;
use std::net::IpAddr;

use app::types::dataset::DatasetName;
use app::types::dataset::key::enclosing_networks;

use super::{disposable_domains, placeholders, profanity};

/// What was looked up for one identity: the customer's entries, and nothing that it did not need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlay(BTreeMap<(DatasetName, String), Entry>);

/// A customer's entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Off: not listed, whatever the default says.
    pub active: bool,
    /// A note on it.
    pub value: Option<String>,
}

impl Overlay {
    /// Adds what the customer says about a key.
    pub fn add(&mut self, dataset: DatasetName, key: String, entry: Entry) {
        self.0.insert((dataset, key), entry);
    }

    /// Whether a key is listed: as the customer says, else as the defaults do.
    pub fn lists(&self, dataset: DatasetName, key: &str) -> bool {
        let own = self.own(dataset, key).map(|entry| entry.active);
        own.unwrap_or_else(|| is_default(dataset, key))
    }

    /// What the customer itself says about a key, if anything.
    pub fn says(&self, dataset: DatasetName, key: &str) -> Option<bool> {
        self.own(dataset, key).map(|entry| entry.active)
    }

    /// The listed domain that a domain is, or is below; the nearest one that the customer or we speak of decides.
    pub fn disposable(&self, domain: &str) -> Option<String> {
        const DATASET: DatasetName = DatasetName::DisposableEmailDomains;
        let said = |parent: String| {
            let own = self.own(DATASET, &parent).map(|entry| entry.active);
            let listed = own.or_else(|| is_default(DATASET, &parent).then_some(true))?;
            Some((parent, listed))
        };
        let (parent, listed) = parents(domain).find_map(said)?;
        listed.then_some(parent)
    }

    /// The narrowest listed network that an address lies in, and the customer's note on it. One that is switched
    /// off frees the addresses in it from wider ones.
    pub fn network(&self, dataset: DatasetName, ip: &str) -> Option<(String, Option<String>)> {
        let address: IpAddr = ip.parse().ok()?;
        let said = |key: String| {
            let entry = self.own(dataset, &key)?;
            Some((key, entry))
        };
        let (key, entry) = enclosing_networks(address).into_iter().find_map(said)?;
        entry.active.then(|| (key, entry.value.clone()))
    }

    fn own(&self, dataset: DatasetName, key: &str) -> Option<&Entry> {
        self.0.get(&(dataset, key.to_owned()))
    }
}

/// A domain and those above it, but for the last label.
pub fn parents(domain: &str) -> impl Iterator<Item = String> {
    let domain = domain.to_lowercase();
    let starts: Vec<usize> = std::iter::once(0)
        .chain(domain.match_indices('.').map(|(dot, _)| dot + 1))
        .collect();
    let whole: Vec<String> = starts
        .into_iter()
        .map(|start| domain[start..].to_owned())
        .filter(|parent| parent.contains('.'))
        .collect();
    whole.into_iter()
}

fn is_default(dataset: DatasetName, key: &str) -> bool {
    match dataset {
        DatasetName::DisposableEmailDomains => disposable_domains::disposable().binary_search(&key).is_ok(),
        DatasetName::SuspiciousNames => placeholders::VALUES.binary_search(&key).is_ok(),
        DatasetName::Profanity => profanity::WORDS.binary_search(&key).is_ok(),
        // Nobody's address is anything to everybody, and the others are read elsewhere.
        DatasetName::SuspiciousIps
        | DatasetName::TrustedIps
        | DatasetName::DatacenterAsns
        | DatasetName::SensitiveKeys => false,
    }
}

#[cfg(test)]
mod tests {
    use app::types::dataset::DatasetName::{DisposableEmailDomains, SuspiciousIps, SuspiciousNames};

    use super::{Entry, Overlay, parents};

    fn overlay(entries: &[(app::types::dataset::DatasetName, &str, bool)]) -> Overlay {
        let mut overlay = Overlay::default();
        for (dataset, key, active) in entries {
            let entry = Entry {
                active: *active,
                value: None,
            };
            overlay.add(*dataset, (*key).to_owned(), entry);
        }
        overlay
    }

    /// What the customer switches on and off wins over the defaults.
    #[test]
    fn customers_overlay() {
        let own = overlay(&[
            (DisposableEmailDomains, "mailinator.com", false),
            (DisposableEmailDomains, "throwaway.example", true),
            (SuspiciousNames, "ada lovelace", true),
        ]);
        assert_eq!(own.disposable("mailinator.com"), None);
        assert_eq!(own.disposable("x.mailinator.com"), None);
        assert_eq!(
            own.disposable("a.b.throwaway.example").as_deref(),
            Some("throwaway.example")
        );
        assert_eq!(own.disposable("x.yopmail.com").as_deref(), Some("yopmail.com"));
        assert!(own.lists(SuspiciousNames, "ada lovelace") && own.lists(SuspiciousNames, "john doe"));
    }

    /// The narrowest network decides.
    #[test]
    fn networks_nest() {
        let own = overlay(&[
            (SuspiciousIps, "203.0.113.0/24", true),
            (SuspiciousIps, "203.0.113.7", false),
        ]);
        let of = |ip: &str| own.network(SuspiciousIps, ip).map(|(key, _)| key);
        assert_eq!(of("203.0.113.9").as_deref(), Some("203.0.113.0/24"));
        assert_eq!(of("203.0.113.7"), None);
        assert_eq!(of("198.51.100.1"), None);
        assert_eq!(of("nonsense"), None);
    }

    /// A top-level domain is nobody's mailbox provider.
    #[test]
    fn parents_end_before_the_top() {
        assert_eq!(
            parents("A.b.example").collect::<Vec<_>>(),
            ["a.b.example", "b.example"]
        );
        assert_eq!(parents("example").count(), 0);
    }
}
