//! Deciding about escalations.

use app::types::escalation::{Decision, EscalationStatus};

use crate::error::Error;
use crate::store::database::Database;
use crate::store::escalations::EscalationState;
use crate::store::scope::AccountId;

/// Moves an escalation along, or back; says whether anything changed, or was so already.
pub async fn decide(
    database: &Database,
    account: AccountId,
    id: i64,
    decision: Decision,
    now: i64,
) -> Result<bool, Error> {
    let transaction = database.begin().await?;
    let store = transaction.account(account);
    // Two who decide at once come one after the other, and no rule raises anything meanwhile.
    store.lock_account().await?;
    let state = store.escalation_state(id).await?.ok_or(Error::NotFound)?;
    let Some(next) = next(state, decision, now)? else {
        return Ok(false);
    };
    if state.status == EscalationStatus::Closed
        && store
            .live_escalation(state.rule_id, state.identity)
            .await?
            .is_some()
    {
        return Err(Error::Conflict(
            "the rule has raised another escalation about this identity since",
        ));
    }
    store.save_escalation(&next, now).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Where a decision leads; `None` when that is where things stand.
fn next(state: EscalationState, decision: Decision, now: i64) -> Result<Option<EscalationState>, Error> {
    use EscalationStatus as Status;
    let next = match (state.status, decision) {
        (Status::Open, Decision::Open)
        | (Status::Acknowledged, Decision::Acknowledged)
        | (Status::Closed, Decision::Closed) => return Ok(None),
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
            ..state
        },
    };
    Ok(Some(next))
}
