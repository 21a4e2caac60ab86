//! Making, changing, restoring and removing badge rules.

use app::types::badge_rule::{BadgeRule, BadgeRuleDraft, BadgeRulePatch};
use app::types::ids::slug::Slug;
use app::types::rule::{RuleKind, RuleMode};

use super::rule_pass;
use crate::error::Error;
use crate::scoring::issued_badges::ISSUED;
use crate::store::database::{AccountTransaction, Database};
use crate::store::rule_versions::RuleVersion;
use crate::store::scope::AccountId;

/// Badge rules of one account, at most.
const MAX_RULES: usize = 100;
const KIND: RuleKind = RuleKind::Badge;

/// Makes a rule, and sends it through everybody.
pub async fn create(
    database: &Database,
    (account, member): (AccountId, Option<i64>),
    draft: BadgeRuleDraft,
    now: i64,
) -> Result<BadgeRule, Error> {
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
    draft: BadgeRuleDraft,
    member: Option<i64>,
    now: i64,
) -> Result<BadgeRule, Error> {
    draft.check().map_err(Error::BadRequest)?;
    let mode = asked(&draft)?;
    store.lock_account().await?;
    let rules = store.badge_rules().await?;
    if rules.len() >= MAX_RULES {
        return Err(Error::Conflict("an account can have 100 badge rules"));
    }
    let taken = |slug: &Slug| {
        rules.iter().any(|rule| rule.slug == *slug) || ISSUED.iter().any(|badge| badge.slug == slug.as_str())
    };
    let slug = free_slug(draft.slug.clone(), &draft.name, taken)?;
    let rule = store.add_badge_rule(&draft, &slug, mode, now).await?;
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
    patch: BadgeRulePatch,
    now: i64,
) -> Result<BadgeRule, Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(caller.0);
    store.lock_account().await?;
    let rule = store.badge_rule(id).await?.ok_or(Error::NotFound)?;
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
) -> Result<BadgeRule, Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(caller.0);
    store.lock_account().await?;
    let rule = store.badge_rule(id).await?.ok_or(Error::NotFound)?;
    let versions: Vec<RuleVersion<BadgeRule>> = store.rule_versions(KIND, id).await?;
    let was = versions.into_iter().find(|known| known.version == version);
    let was = was.ok_or(Error::NotFound)?.rule;
    let draft = BadgeRulePatch {
        name: Some(was.name),
        kind: Some(was.kind),
        priority: Some(was.priority),
        conditions: Some(was.conditions),
        apply_delay_seconds: Some(was.apply_delay_seconds),
        remove_delay_seconds: Some(was.remove_delay_seconds),
        enabled: None,
        mode: Some(was.mode),
    };
    let draft = draft.applied_to(&rule).map_err(Error::BadRequest)?;
    let rule = replace(&store, &rule, &draft, caller.1, now).await?;
    transaction.commit().await?;
    Ok(rule)
}

/// Removes a rule; its badges go.
pub async fn remove(database: &Database, account: AccountId, id: i64, now: i64) -> Result<(), Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    store.lock_account().await?;
    if !store.remove_badge_rule(id, now).await? {
        return Err(Error::NotFound);
    }
    rule_pass::start(&store, now).await?;
    Ok(transaction.commit().await?)
}

async fn replace(
    store: &AccountTransaction<'_>,
    rule: &BadgeRule,
    draft: &BadgeRuleDraft,
    member: Option<i64>,
    now: i64,
) -> Result<BadgeRule, Error> {
    draft.check().map_err(Error::BadRequest)?;
    let mode = asked(draft)?;
    store.change_badge_rule(rule, draft, mode, now).await?;
    let changed = store.badge_rule(rule.id).await?.ok_or(Error::NotFound)?;
    store
        .keep_rule_version(KIND, (changed.id, changed.version), &changed, member, now)
        .await?;
    rule_pass::start(store, now).await?;
    Ok(changed)
}

fn asked(draft: &BadgeRuleDraft) -> Result<RuleMode, Error> {
    let mode = RuleMode::asked(draft.mode, draft.enabled);
    let mode = mode.map_err(|reason| Error::BadRequest(reason.to_owned()))?;
    Ok(mode.unwrap_or_default())
}

/// The slug that was asked for, or one made from the name, with a number behind it where that is taken.
pub fn free_slug(asked: Option<Slug>, name: &str, taken: impl Fn(&Slug) -> bool) -> Result<Slug, Error> {
    if let Some(slug) = asked {
        return if taken(&slug) {
            Err(Error::Conflict("the slug is taken"))
        } else {
            Ok(slug)
        };
    }
    let first = Slug::from_name(name);
    let further = (2..=u32::MAX).map(|number| first.numbered(number));
    let mut free = std::iter::once(first.clone()).chain(further);
    free.find(|slug| !taken(slug))
        .ok_or(Error::Conflict("the slug is taken"))
}
