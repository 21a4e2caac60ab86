//! Goes through the moments at which something may change, and says what did.

use std::collections::{BTreeMap, BTreeSet};

use app::types::badge_rule::BadgeRule;
use app::types::escalation_rule::EscalationRule;
use app::types::rule::RuleMode;

use super::badge::{self, BadgeStep};
use super::escalation::{self, EscalationStep};
use super::facts::Facts;
use super::standing::{Phase, Standing};
use super::truth::{Worn, hold, next_turn};

/// An account's rules, whatever their mode.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// By number.
    pub badges: BTreeMap<i64, BadgeRule>,
    /// By number.
    pub escalations: BTreeMap<i64, EscalationRule>,
}

/// Something that rules changed about an identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub at: i64,
    /// What.
    pub what: What,
    /// The scores of that moment.
    pub facts: Facts,
}

/// What rules can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A badge rule put its badge on, or took it off.
    Badge { rule: i64, step: BadgeStep },
    /// An analyzer put a badge on, or took it off.
    Issued { slug: String, gained: bool },
    /// An escalation rule moved; with what the identity wore then.
    Escalation {
        rule: i64,
        step: EscalationStep,
        logged: bool,
        worn: Worn,
    },
    /// An escalation closed because the identity is left out of scoring.
    Lifted { rule: i64, logged: bool },
}

/// What a new cycle brings.
#[derive(Clone, Copy, Debug)]
pub struct News<'n> {
    /// The scores from now on.
    pub facts: Facts,
    /// Slugs of the badges that analyzers give from now on.
    pub issued: &'n BTreeSet<String>,
}

/// What happened, and when to look again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// In the order in which it happened.
    pub changes: Vec<Change>,
    /// The next moment at which something may change by itself.
    pub next_at: Option<i64>,
}

impl Rules {
    /// Goes from `from`, or from where the standing ends, to `now`: up to then `facts` hold, and then the news.
    pub fn settle(
        &self,
        standing: &mut Standing,
        facts: Facts,
        from: i64,
        now: i64,
        news: Option<News<'_>>,
    ) -> Outcome {
        // What was gone through is not gone through again.
        let now = now.max(standing.at);
        let mut changes = Vec::new();
        let mut at = standing.at.max(from).min(now);
        loop {
            self.tick(standing, facts, at, &mut changes);
            match self.next_moment(standing, facts, at) {
                Some(next) if next <= now => at = next,
                _ => break,
            }
        }
        let mut facts = facts;
        if let Some(news) = news {
            facts = news.facts;
            issue(standing, news, now, &mut changes);
            self.tick(standing, facts, now, &mut changes);
        }
        self.forget_gone(standing, facts, now, &mut changes);
        standing.at = now;
        Outcome {
            changes,
            next_at: self.next_moment(standing, facts, now),
        }
    }

    /// Takes everything off an identity that is left out of scoring from now on.
    pub fn lift(&self, standing: &mut Standing, facts: Facts, now: i64) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut add = |what| changes.push(Change { at: now, what, facts });
        for (rule, was) in std::mem::take(&mut standing.badges) {
            if was.worn_since.is_some() {
                let step = BadgeStep::Lost { logged: was.logged };
                add(What::Badge { rule, step });
            }
        }
        for slug in std::mem::take(&mut standing.issued).into_keys() {
            add(What::Issued { slug, gained: false });
        }
        for (rule, was) in std::mem::take(&mut standing.escalations) {
            match was.phase {
                Phase::Pending => add(What::Escalation {
                    rule,
                    step: EscalationStep::Dropped,
                    logged: was.logged,
                    worn: Worn::new(),
                }),
                Phase::Live => add(What::Lifted {
                    rule,
                    logged: was.logged,
                }),
                Phase::Rest | Phase::Spent => {}
            }
        }
        standing.at = now;
        changes
    }

    /// What an identity wears.
    pub fn worn(&self, standing: &Standing) -> Worn {
        let by_rules = standing.badges.iter().filter_map(|(rule, badge)| {
            let shown = badge.worn_since.is_some() && !badge.logged;
            Some(self.badges.get(rule).filter(|_| shown)?.slug.to_string())
        });
        by_rules.chain(standing.issued.keys().cloned()).collect()
    }

    /// Gives up what rules left behind that are gone. Escalations stay, as nobody's but people's.
    fn forget_gone(&self, standing: &mut Standing, facts: Facts, now: i64, changes: &mut Vec<Change>) {
        let mut add = |what| changes.push(Change { at: now, what, facts });
        standing.badges.retain(|rule, badge| {
            let gone = !self.badges.contains_key(rule);
            if gone && badge.worn_since.is_some() {
                let (rule, logged) = (*rule, badge.logged);
                add(What::Badge {
                    rule,
                    step: BadgeStep::Lost { logged },
                });
            }
            !gone
        });
        standing.escalations.retain(|rule, escalation| {
            if escalation::is_idle(escalation, now) {
                return false;
            }
            let gone = !self.escalations.contains_key(rule);
            if gone && escalation.phase == Phase::Pending {
                add(What::Escalation {
                    rule: *rule,
                    step: EscalationStep::Dropped,
                    logged: escalation.logged,
                    worn: Worn::new(),
                });
            }
            !gone
        });
    }

    /// One moment: delays that end with it end first, because what they wait for has held until now.
    fn tick(&self, standing: &mut Standing, facts: Facts, at: i64, changes: &mut Vec<Change>) {
        self.tick_badges(standing, facts, at, changes);
        let worn = self.worn(standing);
        self.tick_escalations(standing, facts, &worn, at, changes);
    }

    fn tick_badges(&self, standing: &mut Standing, facts: Facts, at: i64, changes: &mut Vec<Change>) {
        let mut add = |rule, step| {
            let what = What::Badge { rule, step };
            changes.push(Change { at, what, facts });
        };
        standing.badges.retain(|id, badge| {
            // What changed later than this moment does not count yet.
            let fits = |rule: &BadgeRule| rule.updated_at.millis() > at || badge::fits(rule, badge);
            let keep = self.badges.get(id).is_none_or(fits);
            if !keep && badge.worn_since.is_some() {
                add(*id, BadgeStep::Lost { logged: badge.logged });
            }
            keep
        });
        let acting = |rule: &&BadgeRule| rule.mode != RuleMode::Off && rule.updated_at.millis() <= at;
        let nothing = Worn::new();
        for rule in self.badges.values().filter(acting) {
            let mut badge = standing.badges.remove(&rule.id).unwrap_or_default();
            badge.logged = rule.mode == RuleMode::LogOnly;
            let ripe = badge::ripen(rule, &mut badge, at);
            let hold = hold(&rule.conditions, &facts, &nothing, at);
            let noted = badge::note(rule, &mut badge, hold, at);
            for step in ripe.into_iter().chain(noted) {
                add(rule.id, step);
            }
            if !badge::is_idle(&badge) {
                standing.badges.insert(rule.id, badge);
            }
        }
    }

    fn tick_escalations(
        &self,
        standing: &mut Standing,
        facts: Facts,
        worn: &Worn,
        at: i64,
        changes: &mut Vec<Change>,
    ) {
        let mut add = |rule, step, logged| {
            let worn = worn.clone();
            let what = What::Escalation {
                rule,
                step,
                logged,
                worn,
            };
            changes.push(Change { at, what, facts });
        };
        standing.escalations.retain(|id, escalation| {
            let Some(rule) = self
                .escalations
                .get(id)
                .filter(|rule| rule.updated_at.millis() <= at)
            else {
                return true;
            };
            // What a rule raised stays when the rule rests; what it only noted does not become more.
            let step = match (rule.mode, escalation.phase) {
                (RuleMode::Off, Phase::Pending) => EscalationStep::Dropped,
                (RuleMode::On, Phase::Pending) if escalation.logged => EscalationStep::Dropped,
                (RuleMode::On, Phase::Live) if escalation.logged => EscalationStep::Closed,
                (RuleMode::Off, Phase::Rest) => return false,
                _ => return true,
            };
            add(*id, step, escalation.logged);
            false
        });
        let acting = |rule: &&EscalationRule| rule.mode != RuleMode::Off && rule.updated_at.millis() <= at;
        for rule in self.escalations.values().filter(acting) {
            let logged = rule.mode == RuleMode::LogOnly;
            let known = standing.escalations.remove(&rule.id);
            let mut escalation = known.unwrap_or_else(|| escalation::begin(at, logged));
            if escalation.phase == Phase::Rest {
                escalation.logged = logged;
            }
            let ripe = escalation::ripen(rule, &mut escalation, at);
            let effective = rule.effective_at.is_none_or(|moment| moment.millis() <= at);
            let hold = effective && hold(&rule.conditions, &facts, worn, at);
            let noted = escalation::note(rule, &mut escalation, hold, at);
            for step in ripe.into_iter().chain(noted) {
                add(rule.id, step, escalation.logged);
            }
            if !escalation::is_idle(&escalation, at) {
                standing.escalations.insert(rule.id, escalation);
            }
        }
    }

    /// The next moment after `at` at which a delay ends, a rule comes into force or age makes a difference.
    fn next_moment(&self, standing: &Standing, facts: Facts, at: i64) -> Option<i64> {
        let nothing = Worn::new();
        let worn = self.worn(standing);
        let of_badges = self.badges.values().flat_map(|rule| {
            let changed = rule.updated_at.millis();
            let acts = rule.mode != RuleMode::Off;
            let due = standing
                .badges
                .get(&rule.id)
                .filter(|_| acts)
                .and_then(|badge| badge::due(rule, badge));
            let turn = next_turn(&rule.conditions, &facts, &nothing, at).filter(|_| acts);
            [Some(changed), due, turn]
        });
        let of_escalations = self.escalations.values().flat_map(|rule| {
            let changed = rule.updated_at.millis();
            let acts = rule.mode != RuleMode::Off;
            let due = standing
                .escalations
                .get(&rule.id)
                .filter(|_| acts)
                .and_then(|escalation| escalation::due(rule, escalation));
            let turn = next_turn(&rule.conditions, &facts, &worn, at).filter(|_| acts);
            let effective = rule
                .effective_at
                .map(|moment| moment.millis())
                .filter(|effective| acts && hold(&rule.conditions, &facts, &worn, *effective));
            [Some(changed), due, turn].into_iter().chain([effective])
        });
        let moments = of_badges.flatten().chain(of_escalations.flatten());
        moments.filter(|moment| *moment > at).min()
    }
}

/// Analyzers give and take their badges with a cycle.
fn issue(standing: &mut Standing, news: News<'_>, now: i64, changes: &mut Vec<Change>) {
    let mut add = |slug: String, gained| {
        let what = What::Issued { slug, gained };
        changes.push(Change {
            at: now,
            what,
            facts: news.facts,
        });
    };
    standing.issued.retain(|slug, _| {
        let stays = news.issued.contains(slug);
        if !stays {
            add(slug.clone(), false);
        }
        stays
    });
    for slug in news.issued {
        if !standing.issued.contains_key(slug) {
            standing.issued.insert(slug.clone(), now);
            add(slug.clone(), true);
        }
    }
}
