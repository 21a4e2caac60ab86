//! What the owner of the example shop asks for: rules that were on all month, and what came of them.

use app::types::badge::BadgeType;
use app::types::badge_rule::BadgeRuleDraft;
use app::types::condition::{Condition, Side};
use app::types::escalation::{CloseReason, Decision, EscalationPatch, Severity};
use app::types::escalation_rule::EscalationRuleDraft;
use app::types::ids::slug::Slug;
use app::types::rule::RuleMode;
use app::types::score::Category;

use super::live_through::Lived;
use super::settle::Settled;
use super::{badge_rules, demo_population, escalation_rules, escalations};
use crate::error::Error;
use crate::store::database::Database;
use crate::store::scope::AccountId;

const HOUR_MS: i64 = 3_600_000;
/// What was raised longer ago than this has been decided; what is younger waits for whoever looks.
const DECIDED_MS: i64 = 72 * HOUR_MS;
const BOT: &str = "Likely bot";
const DUPLICATE: &str = "Duplicate account";

/// Makes the rules, as of a time before anybody was there.
pub async fn make(database: &Database, account: AccountId, owner: Option<i64>, at: i64) -> Result<(), Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    for rule in badges() {
        badge_rules::add(&store, rule, owner, at).await?;
    }
    for rule in raised() {
        escalation_rules::add(&store, rule, owner, at).await?;
    }
    transaction.commit().await?;
    Ok(())
}

fn below(category: Category, threshold: u8) -> Condition {
    Condition::Score {
        category: Some(category),
        side: Side::Below,
        threshold,
    }
}

fn badges() -> [BadgeRuleDraft; 3] {
    let badge = |name: &str, kind, conditions| BadgeRuleDraft {
        name: name.to_owned(),
        slug: None,
        kind,
        priority: 0,
        conditions,
        apply_delay_seconds: 0,
        remove_delay_seconds: 3_600,
        enabled: None,
        mode: Some(RuleMode::On),
    };
    let good = Category::ALL.map(|category| Condition::Score {
        category: Some(category),
        side: Side::AtLeast,
        threshold: 70,
    });
    let trusted = good.into_iter().chain([Condition::OlderThan(604_800)]).collect();
    [
        badge(BOT, BadgeType::Bad, vec![below(Category::Humanity, 40)]),
        badge(DUPLICATE, BadgeType::Bad, vec![below(Category::Uniqueness, 40)]),
        badge("Trusted", BadgeType::Good, trusted),
    ]
}

fn raised() -> [EscalationRuleDraft; 3] {
    let rule = |name: &str, severity, badge: &str, close_after_seconds| EscalationRuleDraft {
        name: name.to_owned(),
        slug: None,
        severity,
        conditions: vec![Condition::Wears(Slug::from_name(badge))],
        channels: Vec::new(),
        effective_at: None,
        open_after_seconds: 0,
        close_after_seconds,
        enabled: None,
        mode: Some(RuleMode::On),
    };
    [
        rule("Bots at the door", Severity::Warning, BOT, Some(86_400)),
        rule(
            "One person, many accounts",
            Severity::Info,
            DUPLICATE,
            Some(86_400),
        ),
        rule(
            "Account takeover",
            Severity::Critical,
            "account-takeover-suspected",
            None,
        ),
    ]
}

/// Somebody has looked into what was raised until three days ago, and says what it was.
pub async fn decide(
    database: &Database,
    (account, owner): (AccountId, Option<i64>),
    lived: &[Lived],
    now: i64,
) -> Result<(), Error> {
    let mut after_hours = 1;
    for Lived { at, settled } in lived {
        let Settled::Opened {
            identity, escalation, ..
        } = settled
        else {
            continue;
        };
        if now - at < DECIDED_MS {
            continue;
        }
        let names = database.account(account).names(vec![*identity]).await?;
        let ill = names.values().any(|id| demo_population::means_ill(id));
        let (close_reason, comment) = if ill {
            (CloseReason::Fraud, "Blocked.")
        } else {
            (CloseReason::Legitimate, "Talked to them: a real customer.")
        };
        let patch = EscalationPatch {
            close_reason: Some(close_reason),
            comment: Some(comment.to_owned()),
            ..EscalationPatch::decided(Decision::Closed)
        };
        // Not all at the same pace: one to nine hours.
        after_hours = after_hours % 9 + 1;
        escalations::patch(
            database,
            (account, owner),
            *escalation,
            patch,
            at + after_hours * HOUR_MS,
        )
        .await?;
    }
    Ok(())
}
