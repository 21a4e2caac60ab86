//! Deciding about escalations: who looks, what it was, what is to be said of it.

use app::types::escalation::{CloseReason, Decision, EscalationAction, EscalationPatch, EscalationStatus};

use super::settle::{Settled, plan_settled};
use crate::error::Error;
use crate::rules::standing::Phase;
use crate::store::database::{AccountTransaction, Database};
use crate::store::escalations::EscalationState;
use crate::store::scope::AccountId;

/// Characters of a comment, at most.
const MAX_COMMENT: usize = 2_000;
/// Comments on one escalation, at most: what happened to it must not be buried.
const MAX_COMMENTS: u64 = 200;
/// Characters of the address of an assignee, at most.
const MAX_ADDRESS: usize = 255;

/// Does to an escalation what a patch says; tells whether anything changed, or was so already.
pub async fn patch(
    database: &Database,
    (account, member): (AccountId, Option<i64>),
    id: i64,
    patch: EscalationPatch,
    now: i64,
) -> Result<bool, Error> {
    check(&patch)?;
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    // Two who decide at once come one after the other, and no rule raises anything meanwhile.
    store.lock_account().await?;
    let found = store.escalation_state(id).await?.ok_or(Error::NotFound)?;
    // Cycles and delays take no lock on the account: what they say of this identity comes before or after.
    store.regard(&[found.identity]).await?;
    let mut state = store.escalation_state(id).await?.ok_or(Error::NotFound)?;
    let before = state;
    if let Some(decision) = patch.status {
        decide(&store, &mut state, decision, patch.close_reason, now).await?;
    }
    let assignee = patch
        .assignee
        .as_deref()
        .map(|address| address.trim().to_lowercase());
    if let Some(address) = &assignee {
        state.assignee = match address.as_str() {
            "" => None,
            address => Some(store.member_with_address(address).await?.ok_or_else(|| {
                Error::BadRequest("assignee: must be the address of a member of the account".to_owned())
            })?),
        };
    }
    if state == before && patch.comment.is_none() {
        return Ok(false);
    }
    if patch.comment.is_some() && store.count_comments(id).await? >= MAX_COMMENTS {
        return Err(Error::Conflict("an escalation can have 200 comments"));
    }
    store.save_escalation(&state, now).await?;
    let comment = patch.comment.as_deref();
    if let Some(action) = action(&before, &state) {
        store.note_escalation(id, action, member, comment, now).await?;
    } else if comment.is_some() {
        store
            .note_escalation(id, EscalationAction::Commented, member, comment, now)
            .await?;
    }
    if state.assignee != before.assignee {
        let to = assignee.as_deref().filter(|address| !address.is_empty());
        store
            .note_escalation(id, EscalationAction::Assigned, member, to, now)
            .await?;
    }
    if state.status == EscalationStatus::Closed && before.status != EscalationStatus::Closed {
        let closed = Settled::Closed {
            identity: state.identity,
            escalation: id,
            rule: state.rule_id,
        };
        plan_settled(&store, &[closed], now).await?;
    }
    transaction.commit().await?;
    Ok(true)
}

fn check(patch: &EscalationPatch) -> Result<(), Error> {
    let refuse = |reason: &str| Err(Error::BadRequest(reason.to_owned()));
    if *patch == EscalationPatch::default() {
        return refuse("body: must say at least one of status, assignee and comment");
    }
    if patch.close_reason.is_some() && patch.status != Some(Decision::Closed) {
        return refuse("closeReason: goes with the status CLOSED");
    }
    if patch
        .assignee
        .as_ref()
        .is_some_and(|address| address.chars().count() > MAX_ADDRESS)
    {
        return refuse("assignee: must be at most 255 characters");
    }
    let said =
        |comment: &String| (1..=MAX_COMMENT).contains(&comment.chars().count()) && !comment.contains('\0');
    if !patch.comment.as_ref().is_none_or(said) {
        return refuse("comment: must be 1 to 2000 characters");
    }
    Ok(())
}

async fn decide(
    store: &AccountTransaction<'_>,
    state: &mut EscalationState,
    decision: Decision,
    reason: Option<CloseReason>,
    now: i64,
) -> Result<(), Error> {
    let was = *state;
    let Some(next) = next(was, decision, reason, now)? else {
        return Ok(());
    };
    if was.status == EscalationStatus::Closed
        && next.status != EscalationStatus::Closed
        && store.live_escalation(was.rule_id, was.identity).await?.is_some()
    {
        return Err(Error::Conflict(
            "the rule has raised another escalation about this identity since",
        ));
    }
    tell_rule(store, &next, now).await?;
    *state = next;
    Ok(())
}

/// The rule raises nothing new while its conditions hold on, and does not close what a person opened again.
async fn tell_rule(store: &AccountTransaction<'_>, next: &EscalationState, now: i64) -> Result<(), Error> {
    let Some(mut regarded) = store.regard(&[next.identity]).await?.pop() else {
        return Ok(());
    };
    let Some(standing) = regarded.standing.escalations.get_mut(&next.rule_id) else {
        return Ok(());
    };
    match next.status {
        EscalationStatus::Closed if standing.phase == Phase::Live => {
            standing.phase = if standing.quiet_since.is_some() {
                Phase::Rest
            } else {
                Phase::Spent
            };
            standing.since = now;
            standing.quiet_since = None;
        }
        EscalationStatus::Open if standing.phase != Phase::Live => {
            standing.phase = Phase::Live;
            standing.since = now;
            standing.quiet_since = None;
            standing.kept = true;
        }
        _ => return Ok(()),
    }
    store
        .save_standings(&[(regarded.identity, &regarded.standing)])
        .await?;
    Ok(())
}

/// Where a decision leads; `None` when that is where things stand.
fn next(
    state: EscalationState,
    decision: Decision,
    reason: Option<CloseReason>,
    now: i64,
) -> Result<Option<EscalationState>, Error> {
    use EscalationStatus as Status;
    let next = match (state.status, decision) {
        (Status::Open, Decision::Open) | (Status::Acknowledged, Decision::Acknowledged) => return Ok(None),
        // A label may be given later, and mended.
        (Status::Closed, Decision::Closed) => EscalationState {
            close_reason: reason.or(state.close_reason),
            ..state
        },
        (Status::Pending, _) => {
            return Err(Error::Conflict(
                "the escalation is pending: nothing has happened yet that could be decided on",
            ));
        }
        (Status::Closed, Decision::Acknowledged) => {
            return Err(Error::Conflict("the escalation is closed: open it again first"));
        }
        (Status::Acknowledged | Status::Closed, Decision::Open) => EscalationState {
            status: Status::Open,
            acknowledged_at: None,
            closed_at: None,
            close_reason: None,
            ..state
        },
        (Status::Open, Decision::Acknowledged) => EscalationState {
            status: Status::Acknowledged,
            acknowledged_at: Some(now),
            ..state
        },
        (Status::Open | Status::Acknowledged, Decision::Closed) => EscalationState {
            status: Status::Closed,
            closed_at: Some(now),
            close_reason: reason,
            ..state
        },
    };
    Ok((next != state).then_some(next))
}

/// What a change of status is called.
fn action(before: &EscalationState, after: &EscalationState) -> Option<EscalationAction> {
    let labelled = before.close_reason != after.close_reason;
    match after.status {
        EscalationStatus::Closed if before.status != after.status || labelled => {
            Some(EscalationAction::Closed)
        }
        _ if before.status == after.status => None,
        EscalationStatus::Open => Some(EscalationAction::Reopened),
        EscalationStatus::Acknowledged => Some(EscalationAction::Acknowledged),
        EscalationStatus::Pending | EscalationStatus::Closed => None,
    }
}
