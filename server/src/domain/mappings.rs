//! Listing and changing what an account's names mean.

use std::collections::BTreeMap;

use app::types::mapping::{Mapping, MappingDraft, MappingKind};
use app::types::page::Page;
use app::types::scope::Scope;
use app::types::time::Timestamp;

use crate::error::Error;
use crate::jobs::apply_mappings;
use crate::scoring::mapping::{defaults, fold};
use crate::store::database::{Database, Transaction};
use crate::store::mappings::OwnMapping;
use crate::store::page_query::PageQuery;
use crate::store::scope::AccountId;

/// Mappings of one account's own.
const MAX_OWN: u64 = 1_000;

/// What mappings can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MappingSort {
    Source,
    Target,
}

/// Which mappings to list.
#[derive(Clone, Debug, Default)]
pub struct MappingFilter {
    /// About this.
    pub kind: Option<MappingKind>,
    /// Ours, or the customer's.
    pub scope: Option<Scope>,
    /// Part of the name or of its meaning.
    pub term: Option<String>,
}

/// The kind of a mapping and the folded name it is for: `EVENT_TYPE:sign_up`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MappingId {
    kind: MappingKind,
    folded: String,
}

impl MappingId {
    /// Reads an id. The name may be spelled in any way; an id that none can have is not found.
    pub fn read(id: &str) -> Result<Self, Error> {
        let (kind, name) = id.split_once(':').ok_or(Error::NotFound)?;
        Ok(Self {
            kind: kind.parse().map_err(|_| Error::NotFound)?,
            folded: fold(name),
        })
    }
}

/// One page of the mappings in force.
pub async fn list(
    database: &Database,
    account: AccountId,
    filter: &MappingFilter,
    page: &PageQuery<MappingSort>,
) -> Result<Page<Mapping>, Error> {
    let own = database.account(account).own_mappings().await?;
    let term = filter.term.as_deref().unwrap_or_default().to_lowercase();
    let shown = |mapping: &Mapping| {
        let target = mapping.target.as_deref().unwrap_or_default();
        filter.kind.is_none_or(|kind| kind == mapping.kind)
            && filter.scope.is_none_or(|scope| scope == mapping.scope)
            && [mapping.source.as_str(), mapping.id.as_str(), target]
                .iter()
                .any(|text| text.to_lowercase().contains(&term))
    };
    let mut found: Vec<Mapping> = overlaid(own).into_values().filter(shown).collect();
    if page.sort == MappingSort::Target {
        found.sort_by(|a, b| a.target.cmp(&b.target).then_with(|| a.id.cmp(&b.id)));
    }
    Ok(page.of(found))
}

/// The mapping in force for a name.
pub async fn find(database: &Database, account: AccountId, id: &MappingId) -> Result<Mapping, Error> {
    let own = database.account(account).own_mapping(id.kind, &id.folded).await?;
    let mapping = match own {
        Some(own) => Some(of_customer(own)),
        None => global(id).map(|(source, target)| of_all(id.kind, source, target)),
    };
    mapping.ok_or(Error::NotFound)
}

/// Gives a name a meaning of the customer's own.
pub async fn create(
    database: &Database,
    account: AccountId,
    draft: MappingDraft,
    now: i64,
) -> Result<Mapping, Error> {
    let reason = |reason: &str| Error::BadRequest(format!("source: {reason}"));
    draft.kind.check_source(&draft.source).map_err(reason)?;
    let source = draft.source.trim().to_owned();
    let target = check_target(draft.kind, draft.target)?;
    let own = OwnMapping {
        kind: draft.kind,
        folded: fold(&source),
        source,
        target,
        created_at: now,
        updated_at: now,
    };
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    store.lock_account().await?;
    if store.own_mapping(own.kind, &own.folded).await?.is_some() {
        return Err(Error::Conflict(
            "there is a mapping for this name already: change that one",
        ));
    }
    if store.count_own_mappings().await? >= MAX_OWN {
        return Err(Error::Conflict("an account can have 1,000 mappings of its own"));
    }
    store.save_mapping(&own).await?;
    finish(transaction, account, now).await?;
    Ok(of_customer(own))
}

/// Gives a name of the customer's own another meaning.
pub async fn change(
    database: &Database,
    account: AccountId,
    id: &MappingId,
    target: Option<String>,
    now: i64,
) -> Result<Mapping, Error> {
    let target = check_target(id.kind, target)?;
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    store.lock_account().await?;
    let found = store.own_mapping(id.kind, &id.folded).await?;
    let mut own = found.ok_or_else(|| not_own(id))?;
    if own.target != target {
        own.target = target;
        own.updated_at = now;
        store.save_mapping(&own).await?;
    }
    finish(transaction, account, now).await?;
    Ok(of_customer(own))
}

/// Takes a meaning of the customer's own away; where there is a default, it counts again.
pub async fn remove(database: &Database, account: AccountId, id: &MappingId, now: i64) -> Result<(), Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    store.lock_account().await?;
    if !store.delete_mapping(id.kind, &id.folded).await? {
        return Err(not_own(id));
    }
    finish(transaction, account, now).await
}

/// What reads differently now is found by a job; many changes in a row are one pass.
async fn finish(transaction: Transaction, account: AccountId, now: i64) -> Result<(), Error> {
    transaction
        .account(account)
        .enqueue(apply_mappings::KIND, [0], now)
        .await?;
    Ok(transaction.commit().await?)
}

fn not_own(id: &MappingId) -> Error {
    if global(id).is_some() {
        Error::Conflict(
            "this is a default and cannot be changed: POST a mapping of your own for the same name",
        )
    } else {
        Error::NotFound
    }
}

fn check_target(kind: MappingKind, target: Option<String>) -> Result<Option<String>, Error> {
    let known = |target: &String| kind.targets().contains(&target.as_str());
    if target.as_ref().is_none_or(known) {
        return Ok(target);
    }
    Err(Error::BadRequest(format!(
        "target: must be null or one of {}",
        kind.targets().join(", ")
    )))
}

/// The default for a name, as the defaults spell it.
fn global(id: &MappingId) -> Option<(&str, &'static str)> {
    let target = match id.kind {
        MappingKind::EventType => defaults::event_kind(&id.folded).map(|kind| kind.as_str()),
        MappingKind::IdentityField => defaults::identity_field(&id.folded).map(|field| field.as_str()),
    };
    target.map(|target| (id.folded.as_str(), target))
}

/// The defaults, and over them the customer's own, by id.
fn overlaid(own: Vec<OwnMapping>) -> BTreeMap<String, Mapping> {
    let events =
        defaults::event_types().map(|(name, kind)| of_all(MappingKind::EventType, name, kind.as_str()));
    let fields = defaults::identity_fields()
        .map(|(name, field)| of_all(MappingKind::IdentityField, name, field.as_str()));
    let own = own.into_iter().map(of_customer);
    let all = events.chain(fields).chain(own);
    all.map(|mapping| (mapping.id.clone(), mapping)).collect()
}

fn of_all(kind: MappingKind, name: &str, target: &str) -> Mapping {
    Mapping {
        id: format!("{kind}:{name}"),
        kind,
        source: name.to_owned(),
        target: Some(target.to_owned()),
        scope: Scope::Global,
        global_target: Some(target.to_owned()),
        updated_at: None,
    }
}

fn of_customer(own: OwnMapping) -> Mapping {
    let id = MappingId {
        kind: own.kind,
        folded: own.folded,
    };
    Mapping {
        global_target: global(&id).map(|(_, target)| target.to_owned()),
        id: format!("{}:{}", id.kind, id.folded),
        kind: id.kind,
        source: own.source,
        target: own.target,
        scope: Scope::Customer,
        updated_at: Some(Timestamp::from_millis(own.updated_at)),
    }
}
