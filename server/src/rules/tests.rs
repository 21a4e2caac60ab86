//! Histories, told in seconds, and what rules make of them.

use std::collections::BTreeSet;

use app::types::badge::BadgeType;
use app::types::badge_rule::BadgeRule;
use app::types::condition::{Condition, Side};
use app::types::escalation::Severity;
use app::types::escalation_rule::EscalationRule;
use app::types::rule::RuleMode;
use app::types::score::Category;
use app::types::time::Timestamp;

use super::badge::BadgeStep;
use super::escalation::EscalationStep;
use super::facts::Facts;
use super::machine::{Change, News, Rules, What};
use super::standing::Standing;

const BOT: i64 = 1;
const RAISED: i64 = 2;

fn below(threshold: u8) -> Condition {
    Condition::Score {
        category: Some(Category::Humanity),
        side: Side::Below,
        threshold,
    }
}

fn badge_rule(apply: i64, remove: i64, conditions: Vec<Condition>) -> BadgeRule {
    BadgeRule {
        id: BOT,
        slug: "bot".parse().unwrap(),
        name: "Bot".to_owned(),
        kind: BadgeType::Bad,
        priority: 0,
        sentence: String::new(),
        conditions,
        apply_delay_seconds: apply,
        remove_delay_seconds: remove,
        enabled: true,
        mode: RuleMode::On,
        version: 1,
        created_at: Timestamp::from_millis(0),
        updated_at: Timestamp::from_millis(0),
    }
}

fn escalation_rule(open: i64, close: Option<i64>, conditions: Vec<Condition>) -> EscalationRule {
    EscalationRule {
        id: RAISED,
        slug: "raised".parse().unwrap(),
        name: "Raised".to_owned(),
        severity: Severity::Warning,
        sentence: String::new(),
        conditions,
        channels: Vec::new(),
        effective_at: None,
        open_after_seconds: open,
        close_after_seconds: close,
        enabled: true,
        mode: RuleMode::On,
        version: 1,
        created_at: Timestamp::from_millis(0),
        updated_at: Timestamp::from_millis(0),
    }
}

fn rules(badge: Option<BadgeRule>, escalation: Option<EscalationRule>) -> Rules {
    Rules {
        badges: badge.into_iter().map(|rule| (rule.id, rule)).collect(),
        escalations: escalation.into_iter().map(|rule| (rule.id, rule)).collect(),
    }
}

/// An identity that was first seen at 0 and goes through cycles.
struct Life {
    standing: Standing,
    facts: Facts,
    since: i64,
    told: Vec<String>,
}

impl Life {
    fn new() -> Self {
        let facts = Facts {
            scores: [None; 4],
            created_at: 0,
        };
        Self {
            standing: Standing::default(),
            facts,
            since: 0,
            told: Vec::new(),
        }
    }

    /// A cycle at a time in milliseconds, with a score for humanity.
    fn cycle(&mut self, rules: &Rules, at: i64, humanity: u8) {
        let facts = Facts {
            scores: [Some(humanity), None, None, None],
            ..self.facts
        };
        let issued = BTreeSet::new();
        let news = News {
            facts,
            issued: &issued,
        };
        let outcome = rules.settle(&mut self.standing, self.facts, self.since, at, Some(news));
        self.told.extend(outcome.changes.iter().filter_map(tell));
        (self.facts, self.since) = (facts, at);
    }

    /// Somebody looks at a time; when to look again.
    fn look(&mut self, rules: &Rules, at: i64) -> Option<i64> {
        let outcome = rules.settle(&mut self.standing, self.facts, self.since, at, None);
        self.told.extend(outcome.changes.iter().filter_map(tell));
        outcome.next_at
    }
}

fn tell(change: &Change) -> Option<String> {
    let what = match &change.what {
        What::Badge { step, .. } => match step {
            BadgeStep::Gained { logged: false } => "on",
            BadgeStep::Lost { logged: false } => "off",
            BadgeStep::Gained { logged: true } => "noted on",
            BadgeStep::Lost { logged: true } => "noted off",
        },
        What::Escalation { step, logged, .. } => match (step, logged) {
            (EscalationStep::Pended | EscalationStep::Dropped, _) => return None,
            (EscalationStep::Opened { flapping: false }, false) => "opened",
            (EscalationStep::Opened { flapping: true }, false) => "opened, flapping",
            (EscalationStep::Closed, false) => "closed",
            (EscalationStep::Opened { .. }, true) => "noted open",
            (EscalationStep::Closed, true) => "noted closed",
        },
        What::Issued { .. } | What::Lifted { .. } => return None,
    };
    Some(format!("{} {what}", change.at))
}

/// 9.9 s of a delay of 10 s are not enough, 10 s are, whether or not anybody looked meanwhile.
#[test]
fn delays_are_exact() {
    let rules = rules(Some(badge_rule(10, 5, vec![below(40)])), None);
    for looks in [&[][..], &[5_000, 9_000], &[10_900, 11_000]] {
        let mut short = Life::new();
        short.cycle(&rules, 1_000, 20);
        for at in looks.iter().filter(|at| **at < 10_900) {
            short.look(&rules, *at);
        }
        short.cycle(&rules, 10_900, 80);
        short.look(&rules, 60_000);
        assert_eq!(short.told, Vec::<String>::new());

        let mut exact = Life::new();
        exact.cycle(&rules, 1_000, 20);
        for at in looks.iter().filter(|at| **at < 11_000) {
            exact.look(&rules, *at);
        }
        exact.cycle(&rules, 11_000, 80);
        exact.look(&rules, 60_000);
        assert_eq!(exact.told, ["11000 on", "16000 off"]);
    }
}

/// The moment to look again is told, and nothing is left to do when nothing can change by itself.
#[test]
fn tells_when_to_look_again() {
    let young = Condition::YoungerThan(60);
    let rules = rules(
        Some(badge_rule(10, 0, vec![below(40)])),
        Some(escalation_rule(0, Some(0), vec![below(40), young])),
    );
    let mut life = Life::new();
    life.cycle(&rules, 1_000, 90);
    assert_eq!(
        life.look(&rules, 2_000),
        None,
        "a good score decides, whatever the age"
    );
    life.cycle(&rules, 3_000, 20);
    assert_eq!(life.look(&rules, 4_000), Some(13_000));
    assert_eq!(life.look(&rules, 13_000), Some(60_000));
    assert_eq!(life.look(&rules, 60_000), None);
    assert_eq!(life.told, ["3000 opened", "13000 on", "60000 closed"]);
}

/// What somebody closes stays closed while the conditions hold on, and another opens when they hold anew.
#[test]
fn a_closed_one_waits_for_a_new_match() {
    use super::standing::Phase;
    let rules = rules(None, Some(escalation_rule(0, None, vec![below(40)])));
    let mut life = Life::new();
    life.cycle(&rules, 1_000, 20);
    life.standing.escalations.get_mut(&RAISED).unwrap().phase = Phase::Spent;
    life.cycle(&rules, 2_000, 10);
    life.cycle(&rules, 3_000, 90);
    life.cycle(&rules, 4_000, 30);
    assert_eq!(life.told, ["1000 opened", "4000 opened"]);
}

/// The third opening within six hours stays open until an hour has been quiet.
#[test]
fn flapping_is_damped() {
    let rules = rules(None, Some(escalation_rule(0, Some(0), vec![below(40)])));
    let mut life = Life::new();
    for turn in 0..8 {
        life.cycle(&rules, turn * 120_000 + 60_000, 20);
        life.cycle(&rules, turn * 120_000 + 120_000, 80);
    }
    life.look(&rules, 30_000_000);
    let told = [
        "60000 opened",
        "120000 closed",
        "180000 opened",
        "240000 closed",
        "300000 opened, flapping",
        "4560000 closed",
    ];
    assert_eq!(life.told, told);
    assert!(life.standing.is_empty(), "old openings are forgotten");
}

/// Rules that rest do nothing, rules that log do it quietly, and switching between the two leaves nothing behind.
#[test]
fn modes_are_kept_apart() {
    let with = |mode, at| {
        let (badge, escalation) = (
            badge_rule(0, 0, vec![below(40)]),
            escalation_rule(0, Some(0), vec![below(40)]),
        );
        let updated_at = Timestamp::from_millis(at);
        rules(
            Some(BadgeRule {
                mode,
                updated_at,
                ..badge
            }),
            Some(EscalationRule {
                mode,
                updated_at,
                ..escalation
            }),
        )
    };
    let mut life = Life::new();
    life.cycle(&with(RuleMode::Off, 0), 1_000, 20);
    assert_eq!(life.told, Vec::<String>::new());
    life.look(&with(RuleMode::LogOnly, 2_000), 3_000);
    life.look(&with(RuleMode::On, 4_000), 5_000);
    life.look(&with(RuleMode::Off, 6_000), 7_000);
    let told = [
        "2000 noted on",
        "2000 noted open",
        "4000 noted off",
        "4000 on",
        "4000 noted closed",
        "4000 opened",
        "6000 off",
    ];
    assert_eq!(life.told, told);
    life.look(&rules(None, None), 8_000);
    assert!(life.standing.is_empty());
}

/// Escalation rules see badges come and go, at the very moment.
#[test]
fn escalations_follow_badges() {
    let wears = Condition::Wears("bot".parse().unwrap());
    let rules = rules(
        Some(badge_rule(10, 20, vec![below(40)])),
        Some(escalation_rule(5, Some(0), vec![wears])),
    );
    let mut life = Life::new();
    life.cycle(&rules, 1_000, 20);
    life.cycle(&rules, 100_000, 80);
    life.look(&rules, 200_000);
    assert_eq!(
        life.told,
        ["11000 on", "16000 opened", "120000 off", "120000 closed"]
    );
}

/// However a history is cut by looks, the same comes of it.
#[test]
fn looks_change_nothing() {
    let mut seed = 7_u64;
    let mut chance = |limit: i64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((seed >> 33) % u64::try_from(limit).unwrap()).unwrap()
    };
    for _ in 0..300 {
        let young = Condition::YoungerThan(chance(200));
        let old = Condition::OlderThan(chance(60));
        let wears = Condition::Wears("bot".parse().unwrap());
        let rules = rules(
            Some(badge_rule(chance(20), chance(20), vec![below(50), old])),
            Some(escalation_rule(chance(10), Some(chance(30)), vec![wears, young])),
        );
        let (mut sleepy, mut watchful) = (Life::new(), Life::new());
        let mut at = 0;
        for _ in 0..12 {
            let next = at + 1 + chance(40_000);
            for _ in 0..chance(5) {
                watchful.look(&rules, at + chance(next - at));
            }
            let humanity = u8::try_from(chance(100)).unwrap();
            sleepy.cycle(&rules, next, humanity);
            watchful.cycle(&rules, next, humanity);
            at = next;
        }
        sleepy.look(&rules, at + 500_000);
        watchful.look(&rules, at + 250_000);
        watchful.look(&rules, at + 500_000);
        assert_eq!(sleepy.told, watchful.told);
    }
}
