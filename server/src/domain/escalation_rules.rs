//! Making, changing, restoring and removing escalation rules.

use app::types::escalation_rule::{EscalationRule, EscalationRuleDraft, EscalationRulePatch};
use app::types::rule::{RuleKind, RuleMode};

use super::badge_rules::free_slug;
use super::rule_pass;
use crate::error::Error;
use crate::store::database::{AccountTransaction, Database};
use crate::store::rule_versions::RuleVersion;
use crate::store::scope::AccountId;

/// Escalation rules of one account, at most.
const MAX_RULES: usize = 100;
const KIND: RuleKind = RuleKind::Escalation;

/// Makes a rule, and sends it through everybody.
pub async fn create(
    database: &Database,
    (account, member): (AccountId, Option<i64>),
    draft: EscalationRuleDraft,
    now: i64,
) -> Result<EscalationRule, Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    let rule = add(&store, draft, member, now).await?;
    rule_pass::start(&store, now).await?;
    transaction.commit().await?;
    Ok(rule)
}

/// Makes a rule.
pub async fn add(
    store: &AccountTransaction<'_>,
    draft: EscalationRuleDraft,
    member: Option<i64>,
    now: i64,
) -> Result<EscalationRule, Error> {
    draft.check().map_err(Error::BadRequest)?;
    let mode = asked(&draft)?;
    store.lock_account().await?;
    let rules = store.escalation_rules().await?;
    if rules.len() >= MAX_RULES {
        return Err(Error::Conflict("an account can have 100 escalation rules"));
    }
    check_channels(store, &draft).await?;
    let taken = |slug: &_| rules.iter().any(|rule| rule.slug == *slug);
    let slug = free_slug(draft.slug.clone(), &draft.name, taken)?;
    let rule = store.add_escalation_rule(&draft, &slug, mode, now).await?;
    store
        .keep_rule_version(KIND, (rule.id, rule.version), &rule, member, now)
        .await?;
    Ok(rule)
}

/// Changes what is given.
pub async fn change(
    database: &Database,
    caller: (AccountId, Option<i64>),
    id: i64,
    patch: EscalationRulePatch,
    now: i64,
) -> Result<EscalationRule, Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(caller.0);
    store.lock_account().await?;
    let rule = store.escalation_rule(id).await?.ok_or(Error::NotFound)?;
    let draft = patch.applied_to(&rule).map_err(Error::BadRequest)?;
    let rule = replace(&store, &rule, &draft, caller.1, now).await?;
    transaction.commit().await?;
    Ok(rule)
}

/// Makes a rule what it was in a version.
pub async fn restore(
    database: &Database,
    caller: (AccountId, Option<i64>),
    (id, version): (i64, i64),
    now: i64,
) -> Result<EscalationRule, Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(caller.0);
    store.lock_account().await?;
    let rule = store.escalation_rule(id).await?.ok_or(Error::NotFound)?;
    let versions: Vec<RuleVersion<EscalationRule>> = store.rule_versions(KIND, id).await?;
    let was = versions.into_iter().find(|known| known.version == version);
    let was = was.ok_or(Error::NotFound)?.rule;
    let draft = EscalationRulePatch {
        name: Some(was.name),
        severity: Some(was.severity),
        conditions: Some(was.conditions),
        channels: Some(was.channels),
        effective_at: Some(was.effective_at),
        open_after_seconds: Some(was.open_after_seconds),
        close_after_seconds: Some(was.close_after_seconds),
        enabled: None,
        mode: Some(was.mode),
    };
    let draft = draft.applied_to(&rule).map_err(Error::BadRequest)?;
    let rule = replace(&store, &rule, &draft, caller.1, now).await?;
    transaction.commit().await?;
    Ok(rule)
}

/// Removes a rule. Its escalations stay, for people to close.
pub async fn remove(database: &Database, account: AccountId, id: i64, now: i64) -> Result<(), Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    store.lock_account().await?;
    if !store.remove_escalation_rule(id, now).await? {
        return Err(Error::NotFound);
    }
    rule_pass::start(&store, now).await?;
    Ok(transaction.commit().await?)
}

async fn replace(
    store: &AccountTransaction<'_>,
    rule: &EscalationRule,
    draft: &EscalationRuleDraft,
    member: Option<i64>,
    now: i64,
) -> Result<EscalationRule, Error> {
    draft.check().map_err(Error::BadRequest)?;
    let mode = asked(draft)?;
    check_channels(store, draft).await?;
    store.change_escalation_rule(rule, draft, mode, now).await?;
    let changed = store.escalation_rule(rule.id).await?.ok_or(Error::NotFound)?;
    store
        .keep_rule_version(KIND, (changed.id, changed.version), &changed, member, now)
        .await?;
    rule_pass::start(store, now).await?;
    Ok(changed)
}

/// A rule tells channels that are there.
async fn check_channels(store: &AccountTransaction<'_>, draft: &EscalationRuleDraft) -> Result<(), Error> {
    for slug in &draft.channels {
        if !store.has_channel_slug(slug).await? {
            return Err(Error::BadRequest(format!("channels: there is no channel {slug}")));
        }
    }
    Ok(())
}

fn asked(draft: &EscalationRuleDraft) -> Result<RuleMode, Error> {
    let mode = RuleMode::asked(draft.mode, draft.enabled);
    let mode = mode.map_err(|reason| Error::BadRequest(reason.to_owned()))?;
    Ok(mode.unwrap_or_default())
}
