//! How one account's events and values are read: by its mappings, and by what it says in the datasets.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use app::types::dataset::DatasetName;
use app::types::dataset::key::enclosing_networks;

use crate::scoring::digest::digest;
use crate::scoring::evidence::{Profile, Surroundings};
use crate::scoring::history::History;
use crate::scoring::mapping::Mappings;
use crate::scoring::overlay::{Overlay, parents};
use crate::scoring::{SCORER, email, placeholders, profanity};
use crate::store::StoreError;
use crate::store::cycles::Versions;
use crate::store::database::Database;
use crate::store::datasets::Edition;
use crate::store::scope::AccountId;

/// What holds for all cycles of an account that are done together.
#[derive(Clone, Debug, Default)]
pub struct Interpretation {
    /// What its names mean.
    pub mappings: Mappings,
    /// The datasets in which it has entries: in the others nothing need be looked up.
    datasets: BTreeMap<DatasetName, Edition>,
}

impl Interpretation {
    /// As it is now.
    pub async fn load(database: &Database, account: AccountId) -> Result<Self, StoreError> {
        let store = database.account(account);
        Ok(Self {
            mappings: store.mappings().await?,
            datasets: store.own_datasets().await?,
        })
    }

    /// The versions of it all, as cycles keep them.
    pub fn versions(&self) -> Versions {
        let editions = self
            .datasets
            .iter()
            .map(|(name, edition)| format!("{}:{}:{}", name.as_str(), edition.entries, edition.updated_at));
        let editions = editions.collect::<Vec<_>>().join("\n");
        Versions {
            scorer: SCORER.to_owned(),
            mappings: self.mappings.digest(),
            datasets: format!("{:08x}", digest(editions.as_bytes())),
            geo: None,
        }
    }

    /// What the account says about the things that one identity shows, and nothing else.
    pub async fn look_up(
        &self,
        database: &Database,
        account: AccountId,
        profile: &Profile,
        history: &History,
        surroundings: &Surroundings,
    ) -> Result<Overlay, StoreError> {
        let mut overlay = Overlay::default();
        for dataset in self.datasets.keys() {
            let keys: BTreeSet<String> = keys_of(*dataset, profile, history, surroundings)
                .into_iter()
                .collect();
            let keys: Vec<String> = keys.into_iter().collect();
            database
                .account(account)
                .look_up(*dataset, &keys, &mut overlay)
                .await?;
        }
        Ok(overlay)
    }
}

/// The keys under which an identity's values may be listed.
fn keys_of(
    dataset: DatasetName,
    profile: &Profile,
    history: &History,
    surroundings: &Surroundings,
) -> Vec<String> {
    let parts = profile.email.as_deref().and_then(email::parts);
    let (local, domain) = parts.unzip();
    let named = [
        profile.name.as_deref(),
        profile.username.as_deref(),
        local.as_deref(),
    ];
    let named = named.into_iter().flatten();
    match dataset {
        DatasetName::DisposableEmailDomains => domain.as_deref().into_iter().flat_map(parents).collect(),
        DatasetName::SuspiciousNames => named.flat_map(placeholders::keys).collect(),
        DatasetName::Profanity => named
            .chain(profile.organization.as_deref())
            .flat_map(profanity::words)
            .collect(),
        DatasetName::SuspiciousIps | DatasetName::TrustedIps => {
            let addresses = surroundings.addresses.iter();
            let addresses = addresses.filter_map(|used| used.ip.parse::<IpAddr>().ok());
            addresses.flat_map(enclosing_networks).collect()
        }
        DatasetName::DatacenterAsns => {
            let systems = history.whereabouts.systems.iter();
            systems.map(|trace| trace.asn.to_string()).collect()
        }
        // Read on the way in.
        DatasetName::SensitiveKeys => Vec::new(),
    }
}
