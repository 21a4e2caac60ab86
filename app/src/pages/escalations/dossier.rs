//! All that is shown about one escalation, fetched together.

use serde::{Deserialize, Serialize};

use crate::api;
use crate::api::client::{ApiError, ApiResult};
use crate::types::escalation::{Escalation, EscalationEntry};
use crate::types::escalation_rule::EscalationRule;
use crate::types::identity::Identity;
use crate::types::member::Me;

/// An escalation with what belongs to it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Dossier {
    /// The escalation.
    pub escalation: Escalation,
    /// What happened to it.
    pub entries: Vec<EscalationEntry>,
    /// Whom it is about, as they are now; `None`: erased.
    pub identity: Option<Identity>,
    /// The rule, as it is now; `None`: removed.
    pub rule: Option<EscalationRule>,
    /// Who looks.
    pub me: Me,
}

/// Fetches it; nothing when nothing is open.
pub async fn dossier(id: Option<i64>) -> ApiResult<Option<Dossier>> {
    let Some(id) = id else { return Ok(None) };
    let escalation = api::escalations::get(id).await?;
    let entries = api::escalations::entries(id).await?;
    let identity = found(api::identities::get(&escalation.identity.id).await)?;
    let rule = match escalation.escalation_rule.id.parse() {
        Ok(number) => found(api::escalation_rules::get(number).await)?,
        Err(_) => None,
    };
    let me = api::auth::me().await?;
    Ok(Some(Dossier {
        escalation,
        entries,
        identity,
        rule,
        me,
    }))
}

/// What is gone is no failure.
fn found<T>(answer: ApiResult<T>) -> ApiResult<Option<T>> {
    match answer {
        Ok(value) => Ok(Some(value)),
        Err(ApiError::Refused(body)) if body.status == 404 => Ok(None),
        Err(error) => Err(error),
    }
}
