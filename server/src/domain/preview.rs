//! Whom a rule would hit, before it goes live.

use app::types::condition::Condition;
use app::types::ids::slug::Slug;
use app::types::rule::{RuleKind, RuleOverlap, RulePreview};

use crate::error::Error;
use crate::store::database::Database;
use crate::store::scope::AccountId;

/// Identities shown.
const SAMPLE: u64 = 10;

/// Whom `conditions` match now. Rules that match some of them too are told, but not the rule itself.
pub async fn preview(
    database: &Database,
    account: AccountId,
    itself: (RuleKind, Option<Slug>),
    conditions: &[Condition],
    now: i64,
) -> Result<RulePreview, Error> {
    let store = database.account(account);
    let badges = store.badge_rules().await?.into_iter();
    let badges = badges.map(|rule| (RuleKind::Badge, rule.slug, rule.id, rule.name, rule.conditions));
    let escalations = store.escalation_rules().await?.into_iter();
    let escalations = escalations.map(|rule| {
        (
            RuleKind::Escalation,
            rule.slug,
            rule.id,
            rule.name,
            rule.conditions,
        )
    });
    let others: Vec<_> = badges
        .chain(escalations)
        .filter(|(kind, slug, ..)| (*kind, Some(slug)) != (itself.0, itself.1.as_ref()))
        .collect();
    let asked: Vec<&[Condition]> = others.iter().map(|other| other.4.as_slice()).collect();
    let (matches, both) = store.count_matches(conditions, &asked, now).await?;
    let overlap = |((kind, _, id, name, _), matches)| RuleOverlap {
        kind,
        id,
        name,
        matches,
    };
    let mut overlaps: Vec<RuleOverlap> = others.into_iter().zip(both).map(overlap).collect();
    overlaps.retain(|overlap| overlap.matches > 0);
    overlaps.sort_by(|a, b| b.matches.cmp(&a.matches).then(a.id.cmp(&b.id)));
    Ok(RulePreview {
        matches,
        identities: store.count_regarded().await?,
        sample: store.sample_matches(conditions, SAMPLE, now).await?,
        overlaps,
    })
}
