//! What follows from an attempt: for the delivery, and for the channel that it went through.

use app::types::channel::Channel;
use app::types::delivery::DeliveryStatus;
use app::types::time::Timestamp;

use crate::domain::channels::well;
use crate::outbound::attempt::Outcome;
use crate::store::StoreError;
use crate::store::database::{AccountTransaction, Database};
use crate::store::deliveries::queue::{LeasedDelivery, Settled};

const SECOND_MS: i64 = 1_000;
const MINUTE_MS: i64 = 60 * SECOND_MS;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// Waits before the attempts after the first; when they are used up, the delivery has failed.
pub const RETRY_WAITS_MS: [i64; 8] = [
    10 * SECOND_MS,
    MINUTE_MS,
    5 * MINUTE_MS,
    30 * MINUTE_MS,
    2 * HOUR_MS,
    6 * HOUR_MS,
    12 * HOUR_MS,
    24 * HOUR_MS,
];
/// A wait is up to a tenth longer, so that what failed together does not come back together.
const JITTER: i64 = 10;
/// So many failures in a row, and the receiver is left alone for a while.
pub const PAUSE_AFTER: i64 = 10;
/// The shortest and the longest while; in between, a quarter of the time for which it has failed.
const PAUSE_MS: (i64, i64) = (30 * SECOND_MS, 10 * MINUTE_MS);
/// A channel that fails for so long is switched off.
const GIVE_UP_AFTER_MS: i64 = 5 * DAY_MS;
const GONE: &str = "The receiver answered 410 Gone: it wants no more of this.";
const GIVEN_UP: &str = "Every attempt has failed for 5 days.";

/// An attempt that came to an end.
pub struct Ended {
    /// When it began.
    pub at: i64,
    /// How long it took.
    pub duration_ms: i64,
    /// What came of it.
    pub outcome: Outcome,
}

/// Writes down attempts and what follows from each, all in one transaction: the sooner an answer is kept, the less is
/// sent twice by a server that dies. Nothing is written of a delivery that was erased, or that somebody else has taken
/// over because the lease had ended.
pub async fn settle(
    database: &Database,
    attempts: &mut [(LeasedDelivery, Ended)],
    now: i64,
) -> Result<(), StoreError> {
    // Whoever writes several channels does so in this order.
    attempts.sort_by_key(|(leased, _)| (leased.account.get(), leased.channel));
    let transaction = database.begin().await?;
    for (leased, ended) in attempts {
        settle_one(&transaction.account(leased.account), leased, ended, now).await?;
    }
    transaction.commit().await
}

async fn settle_one(
    store: &AccountTransaction<'_>,
    leased: &LeasedDelivery,
    ended: &Ended,
    now: i64,
) -> Result<(), StoreError> {
    // First the channel, then its deliveries: whoever writes both does so in this order.
    let Some(channel) = store.lock_channel(leased.channel).await? else {
        return Ok(());
    };
    let after = after(channel.clone(), &ended.outcome, now);
    let (status, next_at) = next(leased, &ended.outcome, after.enabled, now);
    let settled = Settled {
        at: ended.at,
        duration_ms: ended.duration_ms,
        code: ended.outcome.code.map(i64::from),
        error: ended.outcome.error.as_deref(),
        answer: ended.outcome.answer.as_deref(),
        status,
        next_at,
        finished_at: (status != DeliveryStatus::Pending).then_some(now),
    };
    if !store.settle_delivery(leased, &settled).await? {
        return Ok(());
    }
    if after != channel {
        store.save_channel(&after).await?;
    }
    if channel.enabled && !after.enabled {
        store.park_deliveries(channel.id).await?;
        tracing::warn!(
            channel = channel.id,
            reason = after.disabled_reason,
            "a channel was switched off"
        );
    }
    Ok(())
}

/// Where a delivery stands after an attempt, and when it is tried again.
fn next(
    leased: &LeasedDelivery,
    outcome: &Outcome,
    enabled: bool,
    now: i64,
) -> (DeliveryStatus, Option<i64>) {
    if outcome.is_delivered() {
        return (DeliveryStatus::Delivered, None);
    }
    let tried = usize::try_from(leased.round_attempts).unwrap_or(usize::MAX);
    match RETRY_WAITS_MS.get(tried) {
        // Who tries a channel out wants to know now.
        Some(wait) if !outcome.gone && !leased.test => {
            let wait = Ord::max(jittered(*wait), outcome.retry_after_ms.unwrap_or_default());
            // While its channel is off it waits for that, and for no time.
            (DeliveryStatus::Pending, enabled.then_some(now + wait))
        }
        _ => (DeliveryStatus::Failed, None),
    }
}

fn jittered(wait: i64) -> i64 {
    let mut random = [0_u8; 2];
    // Without randomness there is no jitter, and everything else works.
    let _ = getrandom::fill(&mut random);
    wait + wait / JITTER * i64::from(u16::from_be_bytes(random)) / i64::from(u16::MAX)
}

/// A channel after an attempt.
fn after(mut channel: Channel, outcome: &Outcome, now: i64) -> Channel {
    if outcome.is_delivered() {
        channel.health = well();
        return channel;
    }
    let health = &mut channel.health;
    health.consecutive_failures += 1;
    let since = *health.failing_since.get_or_insert(Timestamp::from_millis(now));
    let failing_ms = now - since.millis();
    // Attempts that were under way when the pause began do not make it longer.
    let is_paused = health.paused_until.is_some_and(|until| until.millis() > now);
    if health.consecutive_failures >= PAUSE_AFTER && !is_paused {
        let pause = (failing_ms / 4).clamp(PAUSE_MS.0, PAUSE_MS.1);
        health.paused_until = Some(Timestamp::from_millis(now + pause));
    }
    let reason = if outcome.gone {
        Some(GONE)
    } else if failing_ms >= GIVE_UP_AFTER_MS {
        Some(GIVEN_UP)
    } else {
        None
    };
    if let Some(reason) = reason.filter(|_| channel.enabled) {
        channel.enabled = false;
        channel.disabled_reason = Some(reason.to_owned());
    }
    channel
}

#[cfg(test)]
mod tests {
    use app::types::channel::{Channel, ChannelConfig, ChannelEvent, ChannelType, HealthStatus};
    use app::types::time::Timestamp;

    use super::{DAY_MS, MINUTE_MS, PAUSE_AFTER, RETRY_WAITS_MS, SECOND_MS, after, jittered};
    use crate::domain::channels::well;
    use crate::outbound::attempt::Outcome;

    fn channel() -> Channel {
        Channel {
            id: 1,
            slug: "hook".parse().unwrap(),
            name: "Hook".to_owned(),
            kind: ChannelType::Webhook,
            config: ChannelConfig::default(),
            events: ChannelEvent::ALL.to_vec(),
            enabled: true,
            disabled_reason: None,
            previous_secret_until: None,
            health: well(),
            created_at: Timestamp::from_millis(0),
            updated_at: Timestamp::from_millis(0),
        }
    }

    /// Never sooner than the schedule says, and at most a tenth later.
    #[test]
    fn waits_are_a_little_longer() {
        for wait in RETRY_WAITS_MS {
            for _ in 0..100 {
                let longer = jittered(wait);
                assert!((wait..=wait + wait / 10).contains(&longer), "{longer}");
            }
        }
    }

    /// The longer a receiver has been dead, the longer it is left alone, within bounds; one success forgets all of it.
    #[test]
    fn pauses_grow() {
        let failed = Outcome::failed("no");
        let mut dead = channel();
        for _ in 1..PAUSE_AFTER {
            dead = after(dead, &failed, 1_000);
            assert_eq!(dead.health.paused_until, None);
        }
        for (now, until) in [
            (1_000, 31_000),
            // Under way when the pause began.
            (2_000, 31_000),
            (31_000, 31_000 + 30 * SECOND_MS),
            (20 * MINUTE_MS + 1_000, 25 * MINUTE_MS + 1_000),
            (DAY_MS, DAY_MS + 10 * MINUTE_MS),
        ] {
            dead = after(dead, &failed, now);
            assert_eq!(dead.health.paused_until, Some(Timestamp::from_millis(until)));
            assert!(dead.enabled);
        }
        assert_eq!(
            after(dead, &Outcome::default(), DAY_MS).health.status,
            HealthStatus::Ok
        );
    }

    /// Five days of failures, or one 410, switch a channel off; what is off already keeps its reason.
    #[test]
    fn switches_off() {
        let failed = Outcome::failed("no");
        let dead = after(channel(), &failed, 0);
        assert!(after(dead.clone(), &failed, 5 * DAY_MS - 1).enabled);
        let off = after(dead, &failed, 5 * DAY_MS);
        assert!(!off.enabled && off.disabled_reason.is_some());
        let gone = Outcome {
            gone: true,
            ..failed.clone()
        };
        let off = after(channel(), &gone, 0);
        assert!(
            !off.enabled
                && off
                    .disabled_reason
                    .clone()
                    .is_some_and(|reason| reason.contains("410"))
        );
        let by_hand = Channel {
            enabled: false,
            ..channel()
        };
        assert_eq!(after(by_hand, &gone, 0).disabled_reason, None);
    }
}
