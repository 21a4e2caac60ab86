//! After a cycle, when a delay has passed, and when a rule changed: badges and escalations become what rules say.

mod write;

use std::collections::{BTreeMap, BTreeSet};

use app::types::analysis::Score;
use app::types::channel::ChannelEvent;
use app::types::score::Category;
use app::types::stream::StreamMessage;

use super::live::Live;
use super::plan_deliveries::{Happening, plan};
use crate::jobs::settle_identity;
use crate::rules::facts::Facts;
use crate::rules::machine::{Change, News, Rules};
use crate::rules::standing::Standing;
use crate::scoring::issued_badges::{IssuedBadge, issued};
use crate::store::StoreError;
use crate::store::database::{AccountTransaction, Database};
use crate::store::scope::AccountId;
use crate::store::standings::Regarded;

/// What a cycle that is being stored says.
#[derive(Clone, Debug)]
pub struct Scored {
    scores: [Option<u8>; 4],
    issued: Vec<(IssuedBadge, String)>,
    /// When the cycle ended.
    at: i64,
}

impl Scored {
    /// What rules are to know of a cycle.
    pub fn new(scores: &[Score], at: i64) -> Self {
        let score = |category| scores.iter().find(|score| score.category == category);
        Self {
            scores: Category::ALL.map(|category| score(category).map(|score| score.value)),
            issued: issued(scores),
            at,
        }
    }
}

/// Something that happened to an identity and that others may want to hear of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It wears other badges now.
    Badges {
        identity: i64,
        /// Slugs.
        gained: Vec<String>,
        /// Slugs.
        lost: Vec<String>,
    },
    /// An escalation about it opened.
    Opened {
        identity: i64,
        escalation: i64,
        rule: i64,
    },
    /// An escalation about it closed by itself.
    Closed {
        identity: i64,
        escalation: i64,
        rule: i64,
    },
}

/// The rules of an account. Read after the identities were locked: whoever changes a rule sends the new rules through
/// everybody, and waits there for those who are locked.
pub async fn load_rules(store: &AccountTransaction<'_>) -> Result<Rules, StoreError> {
    let badges = store.badge_rules_with_removed().await?.into_iter();
    let escalations = store.escalation_rules_with_removed().await?.into_iter();
    Ok(Rules {
        badges: badges.map(|rule| (rule.id, rule)).collect(),
        escalations: escalations.map(|rule| (rule.id, rule)).collect(),
    })
}

/// Settles identities that are locked: what was known of them, and what cycles say that were stored in the same
/// transaction. Tells what happened, and sees to it that they are looked at again when a delay has passed.
pub async fn settle(
    store: &AccountTransaction<'_>,
    rules: &Rules,
    regarded: Vec<Regarded>,
    scored: &BTreeMap<i64, Scored>,
    now: i64,
) -> Result<Vec<Settled>, StoreError> {
    let (told, wake) = settle_once(store, rules, regarded, scored, now).await?;
    store.enqueue_at(settle_identity::KIND, wake).await?;
    Ok(told)
}

/// The same, and tells when to look at whom again.
pub async fn settle_once(
    store: &AccountTransaction<'_>,
    rules: &Rules,
    regarded: Vec<Regarded>,
    scored: &BTreeMap<i64, Scored>,
    now: i64,
) -> Result<(Vec<Settled>, BTreeMap<i64, i64>), StoreError> {
    let mut told = Vec::new();
    let (mut kept, mut forgotten, mut wake) = (Vec::new(), Vec::new(), BTreeMap::new());
    for before in regarded {
        let identity = before.identity;
        let cycle = scored.get(&identity);
        let (changes, standing, next_at) = go(rules, &before, cycle, now);
        if !changes.is_empty() {
            told.extend(write::changes(store, rules, identity, &changes, cycle).await?);
        }
        if let Some(next_at) = next_at {
            wake.insert(identity, next_at);
        }
        // An identity with nothing to remember has no row; one that is left out remembers since when.
        if standing.is_empty() && !before.disregarded {
            if before.standing != Standing::default() {
                forgotten.push(identity);
            }
        } else if differs(&before.standing, &standing) {
            kept.push((identity, standing));
        }
    }
    let rows: Vec<(i64, &Standing)> = kept
        .iter()
        .map(|(identity, standing)| (*identity, standing))
        .collect();
    store.save_standings(&rows).await?;
    if !forgotten.is_empty() {
        store.forget_standings(&forgotten).await?;
    }
    Ok((told, wake))
}

/// What channels may carry of what happened.
pub async fn happenings(
    store: &AccountTransaction<'_>,
    told: &[Settled],
) -> Result<Vec<Happening>, StoreError> {
    let mut happenings = Vec::with_capacity(told.len());
    for settled in told {
        let (event, identity, escalation, rule) = match settled {
            Settled::Badges {
                identity,
                gained,
                lost,
            } => {
                let changed = Happening::badges_changed(*identity, gained.clone(), lost.clone());
                happenings.push(changed);
                continue;
            }
            Settled::Opened {
                identity,
                escalation,
                rule,
            } => (ChannelEvent::EscalationOpened, identity, escalation, rule),
            Settled::Closed {
                identity,
                escalation,
                rule,
            } => (ChannelEvent::EscalationClosed, identity, escalation, rule),
        };
        // A rule that is gone lists no channels.
        let (Some(rule), Some(escalation)) = (
            store.escalation_rule(*rule).await?,
            store.escalation(*escalation).await?,
        ) else {
            continue;
        };
        let value = serde_json::to_value(escalation).map_err(|error| StoreError::Json(error.to_string()))?;
        happenings.push(Happening::escalated(event, *identity, rule.channels, value));
    }
    Ok(happenings)
}

/// Plans the deliveries of what happened; says how many.
pub async fn plan_settled(
    store: &AccountTransaction<'_>,
    told: &[Settled],
    now: i64,
) -> Result<usize, StoreError> {
    let happenings = happenings(store, told).await?;
    if happenings.is_empty() {
        return Ok(0);
    }
    plan(store, &happenings, now).await
}

/// Tells those who look of what happened, once it is stored.
pub async fn announce(
    database: &Database,
    live: &Live,
    account: AccountId,
    told: &[Settled],
) -> Result<(), StoreError> {
    if !live.has_listeners(account) {
        return Ok(());
    }
    let store = database.background(account);
    for settled in told {
        let message = match settled {
            Settled::Badges { identity, .. } => {
                let identity = store.identity_by_number(*identity).await?;
                identity.map(|identity| StreamMessage::Scored(Box::new(identity)))
            }
            Settled::Opened { escalation, .. } | Settled::Closed { escalation, .. } => {
                let escalation = store.escalation(*escalation).await?;
                escalation.map(|escalation| StreamMessage::Escalation(Box::new(escalation)))
            }
        };
        if let Some(message) = message {
            live.announce(account, message);
        }
    }
    Ok(())
}

/// Goes from what was to what is.
fn go(
    rules: &Rules,
    before: &Regarded,
    cycle: Option<&Scored>,
    now: i64,
) -> (Vec<Change>, Standing, Option<i64>) {
    let mut standing = before.standing.clone();
    if before.disregarded {
        if standing.is_empty() && standing.at > 0 {
            return (Vec::new(), standing, None);
        }
        let changes = rules.lift(&mut standing, before.facts, now);
        return (changes, standing, None);
    }
    let slugs: BTreeSet<String> = cycle.map_or_else(BTreeSet::new, |cycle| {
        let given = cycle.issued.iter();
        given.map(|(badge, _)| badge.slug.to_owned()).collect()
    });
    let news = cycle.map(|cycle| News {
        facts: Facts {
            scores: cycle.scores,
            created_at: before.facts.created_at,
        },
        issued: &slugs,
    });
    // A cycle counts from its end, which is told as its time.
    let until = cycle.map_or(now, |cycle| cycle.at).max(standing.at);
    let outcome = rules.settle(&mut standing, before.facts, before.since, until, news);
    (outcome.changes, standing, outcome.next_at)
}

/// Whether there is something new to remember, apart from the time.
fn differs(before: &Standing, after: &Standing) -> bool {
    !after.is_empty() || before.is_empty() != after.is_empty() || before.at == 0
}
