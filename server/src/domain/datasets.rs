//! Listing and changing what is in the datasets: our entries, overlaid by the customer's.

use std::collections::BTreeMap;

use app::types::dataset::{Dataset, DatasetEntry, DatasetName, EntryDraft, KeyedEntryDraft, MAX_VALUE_CHARS};
use app::types::page::Page;
use app::types::scope::Scope;
use app::types::time::Timestamp;

use super::redaction;
use crate::error::Error;
use crate::scoring::{datacenters, disposable_domains, placeholders, profanity};
use crate::store::database::Database;
use crate::store::datasets::OwnEntry;
use crate::store::page_query::PageQuery;
use crate::store::scope::AccountId;

/// Entries of one request.
pub const MAX_ENTRIES: usize = 1_000;
/// Entries of one account's own in a dataset.
const MAX_OWN: u64 = 10_000;
/// The same in the one that every post of events is checked against.
const MAX_OWN_SENSITIVE_KEYS: u64 = 500;

/// What entries can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntrySort {
    Key,
}

/// Which entries to list.
#[derive(Clone, Debug, Default)]
pub struct EntryFilter {
    /// Ours, or the customer's.
    pub scope: Option<Scope>,
    /// Part of the key or of the note.
    pub term: Option<String>,
}

/// Every dataset, with how much is in it.
pub async fn list(database: &Database, account: AccountId) -> Result<Vec<Dataset>, Error> {
    let own = database.account(account).own_entry_counts().await?;
    let described = |name: DatasetName| Dataset {
        name,
        description: name.description().to_owned(),
        example: name.example().to_owned(),
        global_count: defaults(name).len() as u64,
        customer_count: own.get(&name).copied().unwrap_or_default(),
    };
    Ok(DatasetName::ALL.into_iter().map(described).collect())
}

/// One page of the entries in force.
pub async fn list_entries(
    database: &Database,
    account: AccountId,
    name: DatasetName,
    filter: &EntryFilter,
    page: &PageQuery<EntrySort>,
) -> Result<Page<DatasetEntry>, Error> {
    let own = database.account(account).own_entries(name).await?;
    let mut entries = defaults(name);
    for entry in own {
        let overrides_global = entries.contains_key(&entry.key);
        entries.insert(entry.key.clone(), of_customer(entry, overrides_global));
    }
    let term = filter.term.as_deref().unwrap_or_default().to_lowercase();
    let shown = |entry: &DatasetEntry| {
        let value = entry.value.as_deref().unwrap_or_default().to_lowercase();
        filter.scope.is_none_or(|scope| scope == entry.scope)
            && (entry.key.contains(&term) || value.contains(&term))
    };
    Ok(page.of(entries.into_values().filter(shown).collect()))
}

/// Writes one entry of the customer's own.
pub async fn put_entry(
    database: &Database,
    account: AccountId,
    name: DatasetName,
    key: &str,
    draft: EntryDraft,
    now: i64,
) -> Result<DatasetEntry, Error> {
    let draft = KeyedEntryDraft {
        key: key.to_owned(),
        value: draft.value,
        active: draft.active,
    };
    let entry = checked(name, draft, now).map_err(Error::BadRequest)?;
    save(database, account, name, std::slice::from_ref(&entry)).await?;
    let overrides_global = defaults(name).contains_key(&entry.key);
    Ok(of_customer(entry, overrides_global))
}

/// Writes many entries of the customer's own, or none: a bad one is named.
pub async fn put_entries(
    database: &Database,
    account: AccountId,
    name: DatasetName,
    drafts: Vec<KeyedEntryDraft>,
    now: i64,
) -> Result<u64, Error> {
    if drafts.is_empty() || drafts.len() > MAX_ENTRIES {
        return Err(Error::BadRequest(format!(
            "entries: must be a list of 1 to {MAX_ENTRIES} entries"
        )));
    }
    // Of entries with the same key the last one counts.
    let mut entries = BTreeMap::new();
    for (at, draft) in drafts.into_iter().enumerate() {
        let named = |reason| Error::BadRequest(format!("entries[{at}].{reason}"));
        let entry = checked(name, draft, now).map_err(named)?;
        entries.insert(entry.key.clone(), entry);
    }
    let entries: Vec<OwnEntry> = entries.into_values().collect();
    save(database, account, name, &entries).await?;
    Ok(entries.len() as u64)
}

/// Takes an entry of the customer's own away; where there is a default, it counts again.
pub async fn remove_entry(
    database: &Database,
    account: AccountId,
    name: DatasetName,
    key: &str,
) -> Result<(), Error> {
    let key = name.check_key(key).map_err(|_| Error::NotFound)?;
    let transaction = database.begin().await?;
    if !transaction.account(account).delete_entry(name, &key).await? {
        return Err(if defaults(name).contains_key(&key) {
            Error::Conflict(
                "this is a default and cannot be removed: PUT it with active false to switch it off",
            )
        } else {
            Error::NotFound
        });
    }
    Ok(transaction.commit().await?)
}

async fn save(
    database: &Database,
    account: AccountId,
    name: DatasetName,
    entries: &[OwnEntry],
) -> Result<(), Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    store.lock_account().await?;
    store.save_entries(name, entries).await?;
    let (most, refusal) = if name == DatasetName::SensitiveKeys {
        (
            MAX_OWN_SENSITIVE_KEYS,
            "an account can have 500 sensitive keys of its own",
        )
    } else {
        (
            MAX_OWN,
            "an account can have 10,000 entries of its own in a dataset",
        )
    };
    if store.count_own_entries(name).await? > most {
        return Err(Error::Conflict(refusal));
    }
    Ok(transaction.commit().await?)
}

/// An entry that may be stored, or a sentence that begins with the name of the field.
fn checked(name: DatasetName, draft: KeyedEntryDraft, now: i64) -> Result<OwnEntry, String> {
    let key = name
        .check_key(&draft.key)
        .map_err(|reason| format!("key: {reason}"))?;
    let fits =
        |value: &String| value.chars().count() <= MAX_VALUE_CHARS && !value.chars().any(char::is_control);
    if !draft.value.as_ref().is_none_or(fits) {
        return Err(format!("value: must be at most {MAX_VALUE_CHARS} characters"));
    }
    let value = draft.value.map(|value| value.trim().to_owned());
    let value = value.filter(|value| !value.is_empty());
    Ok(OwnEntry {
        key,
        value,
        active: draft.active,
        updated_at: now,
    })
}

/// The entries that are the same for every account, by key.
fn defaults(name: DatasetName) -> BTreeMap<String, DatasetEntry> {
    let keys = |keys: &[&str]| keys.iter().map(|key| ((*key).to_owned(), None)).collect();
    let listed: Vec<(String, Option<String>)> = match name {
        DatasetName::DatacenterAsns => datacenters::ASNS
            .iter()
            .map(|(number, holder)| (number.to_string(), Some((*holder).to_owned())))
            .collect(),
        DatasetName::DisposableEmailDomains => keys(disposable_domains::disposable()),
        DatasetName::Profanity => keys(&profanity::WORDS),
        DatasetName::SensitiveKeys => keys(&redaction::DEFAULTS),
        DatasetName::SuspiciousNames => keys(&placeholders::VALUES),
        DatasetName::SuspiciousIps | DatasetName::TrustedIps => Vec::new(),
    };
    let entry = |(key, value): (String, Option<String>)| {
        let entry = DatasetEntry {
            key: key.clone(),
            value,
            scope: Scope::Global,
            active: true,
            overrides_global: false,
            updated_at: None,
        };
        (key, entry)
    };
    listed.into_iter().map(entry).collect()
}

fn of_customer(own: OwnEntry, overrides_global: bool) -> DatasetEntry {
    DatasetEntry {
        key: own.key,
        value: own.value,
        scope: Scope::Customer,
        active: own.active,
        overrides_global,
        updated_at: Some(Timestamp::from_millis(own.updated_at)),
    }
}

#[cfg(test)]
mod tests {
    use app::types::dataset::DatasetName;

    use super::defaults;

    /// Every default could be a customer's entry, under the very same key: else none could switch it off.
    #[test]
    fn defaults_are_keys() {
        for name in DatasetName::ALL {
            for key in defaults(name).into_keys() {
                assert_eq!(name.check_key(&key).as_ref(), Ok(&key), "{name}");
            }
        }
    }
}
