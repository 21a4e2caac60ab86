//! Rows that the rules of an account would make.

use std::collections::{BTreeMap, BTreeSet};

use app::types::badge::{Badge, BadgeType};
use app::types::escalation::{EscalationStatus, Severity};
use app::types::time::Timestamp;
use serde_json::Map;
use server::store::escalation_life::Raised;

use super::app::{TestAccount, TestApp};

impl TestApp {
    /// What an escalation rule raises about an identity that exists; `None` when it has raised one already.
    pub async fn escalate(&self, account: &TestAccount, identity: &str, rule: Rule) -> Option<i64> {
        let transaction = self.database.begin().await.unwrap();
        let store = transaction.account(account.id);
        store.lock_account().await.unwrap();
        let now = self.state.clock.now();
        let raised = Raised {
            identity: store.identity_number(identity).await.unwrap().unwrap(),
            rule_id: rule.id,
            rule_slug: rule.slug,
            rule_name: rule.name,
            severity: rule.severity,
            scores: &BTreeMap::from([("humanity".to_owned(), 12)]),
            badges: &BTreeSet::new(),
            flapping: false,
            status: match rule.delay {
                Delay::None => EscalationStatus::Open,
                Delay::Some => EscalationStatus::Pending,
            },
            at: now,
        };
        let id = store.raise_escalation(&raised).await.unwrap();
        transaction.commit().await.unwrap();
        id
    }

    /// What badge rules find that an identity should wear, each named by its slug.
    pub async fn badge(&self, account: &TestAccount, identity: &str, slugs: &[&str]) {
        let now = self.state.clock.now();
        let badge = |slug: &&str| Badge {
            slug: (*slug).to_owned(),
            name: slug.to_uppercase(),
            kind: BadgeType::Bad,
            explanation: format!("Wears {slug}."),
            metadata: Map::new(),
            since: Timestamp::from_millis(now),
        };
        let badges: Vec<Badge> = slugs.iter().map(badge).collect();
        let transaction = self.database.begin().await.unwrap();
        let store = transaction.account(account.id);
        let number = store.identity_number(identity).await.unwrap().unwrap();
        for worn in store.identity_by_number(number).await.unwrap().unwrap().badges {
            if !slugs.contains(&worn.slug.as_str()) {
                store.take_badge(number, &worn.slug).await.unwrap();
            }
        }
        for badge in &badges {
            store.put_badge(number, badge, 0).await.unwrap();
        }
        transaction.commit().await.unwrap();
    }
}

/// An escalation rule.
#[derive(Clone, Copy)]
pub struct Rule {
    pub id: i64,
    pub slug: &'static str,
    pub name: &'static str,
    pub severity: Severity,
    pub delay: Delay,
}

/// Whether a rule waits before it opens what it raised.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Delay {
    None,
    Some,
}

/// Raises at once.
pub const BOT: Rule = Rule {
    id: 7,
    slug: "bot",
    name: "Looks like a bot",
    severity: Severity::Critical,
    delay: Delay::None,
};
/// Raises at once, and mildly.
pub const NEW: Rule = Rule {
    id: 8,
    slug: "new",
    name: "New here",
    severity: Severity::Info,
    delay: Delay::None,
};
/// Waits first.
pub const SLOW: Rule = Rule {
    id: 9,
    slug: "slow",
    name: "Slowly worse",
    severity: Severity::Warning,
    delay: Delay::Some,
};
