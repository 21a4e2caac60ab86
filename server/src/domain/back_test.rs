//! What a rule would have raised, had it been on: the stored cycles are lived through again.

use std::collections::BTreeMap;

use app::types::badge_rule::BadgeRule;
use app::types::condition::Condition;
use app::types::escalation::CloseReason;
use app::types::escalation_rule::{
    BackTest, BackTestDay, BackTestEscalation, BackTestLabels, BackTestRequest, EscalationRule,
};
use app::types::ids::slug::Slug;
use app::types::rule::RuleMode;
use app::types::time::Timestamp;

use crate::error::Error;
use crate::rules::escalation::EscalationStep;
use crate::rules::facts::Facts;
use crate::rules::machine::{Change, News, Rules, What};
use crate::rules::standing::Standing;
use crate::store::back_test::Lived;
use crate::store::database::Database;
use crate::store::scope::AccountId;

const DAY_MS: i64 = 86_400_000;
/// Identities read at a time.
const PAGE: u64 = 100;
/// Cycles gone through, at most: some seconds' worth.
const MAX_CYCLES: i64 = 250_000;
/// Escalations told one by one.
const TOLD: usize = 1_000;
/// The number of a rule that is only tried.
const TRIED: i64 = 0;

/// Lives through the last days with a rule that is on from their beginning.
pub async fn back_test(
    database: &Database,
    account: AccountId,
    request: BackTestRequest,
    now: i64,
) -> Result<BackTest, Error> {
    request
        .rule
        .check()
        .map_err(|reason| Error::BadRequest(format!("rule.{reason}")))?;
    if !(1..=30).contains(&request.days) {
        return Err(Error::BadRequest("days: must be 1 to 30".to_owned()));
    }
    let from = now - request.days * DAY_MS;
    let store = database.account(account);
    let mut rules = Rules::default();
    for rule in store.badge_rules().await? {
        // As they are now, all the time: what they were is not what will be.
        let since = Timestamp::from_millis(rule.updated_at.millis().min(from));
        let rule = BadgeRule {
            updated_at: since,
            ..rule
        };
        rules.badges.insert(rule.id, rule);
    }
    let rule = tried(&request, from);
    let channels = i64::try_from(rule.channels.len()).unwrap_or(0);
    let needs_badges = rule
        .conditions
        .iter()
        .any(|condition| matches!(condition, Condition::Wears(_) | Condition::WearsNot(_)));
    if !needs_badges {
        rules.badges.clear();
    }
    rules.escalations.insert(TRIED, rule);

    let mut test = Tally::new(from, now);
    let mut after = 0;
    loop {
        let left = u64::try_from(MAX_CYCLES - test.result.cycles).unwrap_or(0);
        let page = store.lived(after, from, PAGE, left).await?;
        let Some(last) = page.last().map(|lived| lived.identity) else {
            break;
        };
        let labels = store
            .labels(page.iter().map(|lived| lived.identity).collect())
            .await?;
        let names = store
            .names(page.iter().map(|lived| lived.identity).collect())
            .await?;
        for lived in page {
            let label = labels.get(&lived.identity).copied();
            let name = names.get(&lived.identity).cloned().unwrap_or_default();
            test.add(&live(&rules, &lived, from, now), &lived, name, label);
            // There may be thousands of cycles: others have their turn in between.
            tokio::task::yield_now().await;
        }
        after = last;
        if test.result.cycles >= MAX_CYCLES {
            test.result.truncated = true;
            break;
        }
    }
    Ok(test.finish(channels))
}

fn tried(request: &BackTestRequest, from: i64) -> EscalationRule {
    let draft = &request.rule;
    let since = Timestamp::from_millis(from);
    EscalationRule {
        id: TRIED,
        slug: draft.slug.clone().unwrap_or_else(|| Slug::from_name(&draft.name)),
        name: draft.name.clone(),
        severity: draft.severity,
        sentence: String::new(),
        conditions: draft.conditions.clone(),
        channels: draft.channels.clone(),
        effective_at: draft.effective_at,
        open_after_seconds: draft.open_after_seconds,
        close_after_seconds: draft.close_after_seconds,
        enabled: true,
        mode: RuleMode::On,
        version: 1,
        created_at: since,
        updated_at: since,
    }
}

/// One identity's days: each cycle is the news of its time.
fn live(rules: &Rules, lived: &Lived, from: i64, now: i64) -> Vec<Change> {
    let mut facts = Facts {
        scores: [None; 4],
        created_at: lived.created_at,
    };
    let mut standing = Standing::default();
    let mut since = lived.created_at;
    let mut changes = Vec::new();
    for cycle in &lived.cycles {
        let news = News {
            facts: Facts {
                scores: cycle.scores,
                ..facts
            },
            issued: &cycle.issued,
        };
        // What was before the days began is only where they begin.
        if cycle.finished_at >= from {
            let outcome = rules.settle(&mut standing, facts, since, cycle.finished_at, Some(news));
            changes.extend(outcome.changes);
        } else {
            standing.issued = cycle
                .issued
                .iter()
                .map(|slug| (slug.clone(), cycle.finished_at))
                .collect();
        }
        facts = news.facts;
        since = cycle.finished_at;
    }
    changes.extend(rules.settle(&mut standing, facts, since, now, None).changes);
    changes
}

/// Adds up.
struct Tally {
    result: BackTest,
    by_day: BTreeMap<i64, i64>,
    closed: i64,
}

impl Tally {
    fn new(from: i64, to: i64) -> Self {
        let days = (from.div_euclid(DAY_MS)..=to.div_euclid(DAY_MS)).map(|day| (day, 0));
        Self {
            result: BackTest {
                from: Timestamp::from_millis(from),
                to: Timestamp::from_millis(to),
                identities: 0,
                cycles: 0,
                truncated: false,
                opened: 0,
                alerts: 0,
                caught: BackTestLabels::default(),
                missed: BackTestLabels::default(),
                by_day: Vec::new(),
                escalations: Vec::new(),
            },
            by_day: days.collect(),
            closed: 0,
        }
    }

    fn add(&mut self, changes: &[Change], lived: &Lived, name: String, label: Option<CloseReason>) {
        let result = &mut self.result;
        result.identities += 1;
        result.cycles += i64::try_from(lived.cycles.len()).unwrap_or(0);
        let before = result.opened;
        let mut open: Option<BackTestEscalation> = None;
        for change in changes {
            let What::Escalation { step, .. } = &change.what else {
                continue;
            };
            match step {
                EscalationStep::Opened { .. } => {
                    result.opened += 1;
                    *self.by_day.entry(change.at.div_euclid(DAY_MS)).or_default() += 1;
                    open = Some(BackTestEscalation {
                        identity: name.clone(),
                        opened_at: Timestamp::from_millis(change.at),
                        closed_at: None,
                    });
                }
                EscalationStep::Closed => {
                    self.closed += 1;
                    if let Some(mut escalation) = open.take() {
                        escalation.closed_at = Some(Timestamp::from_millis(change.at));
                        result.escalations.push(escalation);
                    }
                }
                EscalationStep::Pended | EscalationStep::Dropped => {}
            }
        }
        result.escalations.extend(open);
        let labels = if result.opened > before {
            &mut result.caught
        } else {
            &mut result.missed
        };
        match label {
            Some(CloseReason::Fraud) => labels.fraud += 1,
            Some(CloseReason::Legitimate) => labels.legitimate += 1,
            Some(CloseReason::Unsure) | None => labels.unlabelled += 1,
        }
    }

    fn finish(self, channels: i64) -> BackTest {
        let Self {
            mut result,
            by_day,
            closed,
        } = self;
        result.alerts = (result.opened + closed) * channels;
        let day = |(day, opened)| BackTestDay {
            day: Timestamp::from_millis(day * DAY_MS),
            opened,
        };
        result.by_day = by_day.into_iter().map(day).collect();
        result
            .escalations
            .sort_by(|a, b| (a.opened_at, &a.identity).cmp(&(b.opened_at, &b.identity)));
        result.escalations.truncate(TOLD);
        result
    }
}
