//! Turns what happened into deliveries, in the transaction in which it happened: nothing is sent that was not
//! stored, and nothing is stored and then not sent.

use std::collections::{BTreeMap, BTreeSet};

use app::types::badge::Badge;
use app::types::channel::{Channel, ChannelEvent};
use app::types::identity::Identity;
use app::types::ids::slug::Slug;
use app::types::score::{Category, CategoryScore};
use app::types::time::Timestamp;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::store::StoreError;
use crate::store::channels::Subscription;
use crate::store::database::AccountTransaction;
use crate::store::deliveries::NewDelivery;

/// Findings that are told as reasons, those that speak most against the person first.
const MAX_REASONS: usize = 5;
/// A finding above this speaks for the person.
const SUSPICIOUS_BELOW: f64 = 0.5;

/// Something that channels may carry.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    /// What happened.
    pub event: ChannelEvent,
    /// Number of the identity it happened to.
    pub identity: i64,
    /// Only through these channels; `None`: through every channel that subscribes.
    pub channels: Option<Vec<Slug>>,
    /// The escalation with its rule, as the API gives it, where it is about one.
    pub escalation: Option<Value>,
    /// Slugs of badges that were gained.
    pub gained: Vec<String>,
    /// Slugs of badges that were lost.
    pub lost: Vec<String>,
}

impl Happening {
    /// An identity got its scores.
    pub const fn scored(identity: i64) -> Self {
        Self {
            event: ChannelEvent::IdentityScored,
            identity,
            channels: None,
            escalation: None,
            gained: Vec::new(),
            lost: Vec::new(),
        }
    }

    /// An identity gained badges, or lost some.
    pub fn badges_changed(identity: i64, gained: Vec<String>, lost: Vec<String>) -> Self {
        Self {
            event: ChannelEvent::IdentityBadgesChanged,
            gained,
            lost,
            ..Self::scored(identity)
        }
    }

    /// An escalation opened or closed; `channels` are those that its rule lists.
    pub fn escalated(event: ChannelEvent, identity: i64, channels: Vec<Slug>, escalation: Value) -> Self {
        Self {
            event,
            identity,
            channels: Some(channels),
            escalation: Some(escalation),
            gained: Vec::new(),
            lost: Vec::new(),
        }
    }

    fn goes_to(&self, subscription: &Subscription) -> bool {
        let listed = |channels: &Vec<Slug>| channels.contains(&subscription.slug);
        subscription.events.contains(&self.event) && self.channels.as_ref().is_none_or(listed)
    }
}

/// Plans what follows from what happened, and says how many deliveries that is: where it is any, wake the lane after
/// the commit. Costs one query when nobody wants to hear of it.
pub async fn plan(
    store: &AccountTransaction<'_>,
    happenings: &[Happening],
    now: i64,
) -> Result<usize, StoreError> {
    if happenings.is_empty() {
        return Ok(0);
    }
    let subscriptions = store.subscriptions().await?;
    let wanted: Vec<(&Happening, Vec<&Subscription>)> = happenings
        .iter()
        .map(|happening| {
            let to = subscriptions
                .iter()
                .filter(|subscription| happening.goes_to(subscription));
            (happening, to.collect())
        })
        .filter(|(_, to): &(_, Vec<_>)| !to.is_empty())
        .collect();
    let numbers: BTreeSet<i64> = wanted.iter().map(|(happening, _)| happening.identity).collect();
    if numbers.is_empty() {
        return Ok(0);
    }
    let identities = store.identities_by_number(numbers).await?;
    let mut planned = Vec::new();
    for (happening, to) in wanted {
        // Who was erased a moment ago is nobody's news.
        let Some(identity) = identities.get(&happening.identity) else {
            continue;
        };
        let reasons = reasons(store, happening, identity).await?;
        let data = data(happening, identity, reasons).to_string();
        planned.extend(to.into_iter().map(|subscription| NewDelivery {
            delivery_id: new_delivery_id(),
            channel: subscription.channel,
            identity: Some(happening.identity),
            event: happening.event,
            data: data.clone(),
        }));
    }
    let count = planned.len();
    store.add_deliveries(planned, now).await?;
    Ok(count)
}

/// Plans a delivery that tries a channel out, and gives its id.
pub async fn plan_test(
    store: &AccountTransaction<'_>,
    channel: &Channel,
    event: ChannelEvent,
    now: i64,
) -> Result<String, StoreError> {
    let id = new_delivery_id();
    let delivery = NewDelivery {
        delivery_id: id.clone(),
        channel: channel.id,
        identity: None,
        event,
        data: example(event, now).to_string(),
    };
    store.add_deliveries(vec![delivery], now).await?;
    Ok(id)
}

fn new_delivery_id() -> String {
    Uuid::new_v4().to_string()
}

/// What a delivery says. One object for all kinds of events; what does not belong to one is not there.
fn data(happening: &Happening, identity: &Identity, reasons: Option<Value>) -> Value {
    let mut data = Map::from_iter([
        ("identityId".to_owned(), json!(identity.id)),
        ("displayName".to_owned(), json!(identity.display_name)),
        ("scores".to_owned(), json!(scores(identity))),
        ("badges".to_owned(), json!(identity.badges)),
    ]);
    if happening.event == ChannelEvent::IdentityBadgesChanged {
        data.insert("gained".to_owned(), json!(happening.gained));
        data.insert("lost".to_owned(), json!(happening.lost));
    }
    if let Some(escalation) = &happening.escalation {
        data.insert("escalation".to_owned(), escalation.clone());
    }
    if let Some(reasons) = reasons {
        data.insert("reasons".to_owned(), reasons);
    }
    Value::Object(data)
}

fn scores(identity: &Identity) -> Vec<CategoryScore> {
    let score = |category: Category| {
        Some(CategoryScore {
            category,
            value: identity.score(category)?,
            confidence: identity
                .confidence
                .get(category.key())
                .copied()
                .unwrap_or_default(),
        })
    };
    Category::ALL.into_iter().filter_map(score).collect()
}

/// What speaks against a person who was escalated, by its weight.
async fn reasons(
    store: &AccountTransaction<'_>,
    happening: &Happening,
    identity: &Identity,
) -> Result<Option<Value>, StoreError> {
    if happening.event != ChannelEvent::EscalationOpened {
        return Ok(None);
    }
    let latest = store.analysis(happening.identity, &identity.id, None).await?;
    let scores = latest.map(|analysis| analysis.scores).unwrap_or_default();
    let mut against: Vec<_> = scores
        .into_iter()
        .flat_map(|score| score.observations)
        .filter(|found| found.value < SUSPICIOUS_BELOW)
        .collect();
    let force = |value: f64, confidence: f64, weight: f64| (SUSPICIOUS_BELOW - value) * confidence * weight;
    against.sort_by(|one, two| {
        let (one, two) = (
            force(one.value, one.confidence, one.weight),
            force(two.value, two.confidence, two.weight),
        );
        two.total_cmp(&one)
    });
    let told = against.iter().take(MAX_REASONS).map(|found| {
        json!({ "category": found.category, "id": found.id, "label": found.label, "explanation": found.explanation })
    });
    Ok(Some(told.collect()))
}

/// News about nobody.
fn example(event: ChannelEvent, now: i64) -> Value {
    let confidence = BTreeMap::from([(Category::Humanity, 0.92), (Category::Authenticity, 0.81)]);
    let score = |(category, confidence): (Category, f64)| CategoryScore {
        category,
        value: 23,
        confidence,
    };
    let scores: Vec<CategoryScore> = confidence.into_iter().map(score).collect();
    let badge = Badge {
        slug: "likely-bot".to_owned(),
        name: "Likely bot".to_owned(),
        kind: app::types::badge::BadgeType::Bad,
        explanation: "Humanity is below 30.".to_owned(),
        metadata: Map::new(),
        since: Timestamp::from_millis(now),
    };
    let mut data = json!({ "test": true, "identityId": "example", "displayName": "Test from Dregs",
        "scores": scores, "badges": [badge] });
    match event {
        ChannelEvent::IdentityScored => {}
        ChannelEvent::IdentityBadgesChanged => {
            data["gained"] = json!(["likely-bot"]);
            data["lost"] = json!([]);
        }
        ChannelEvent::EscalationOpened | ChannelEvent::EscalationClosed => {
            let at = Timestamp::from_millis(now);
            let closed = event == ChannelEvent::EscalationClosed;
            data["escalation"] = json!({ "id": 0, "status": if closed { "CLOSED" } else { "OPEN" }, "severity": "WARNING",
                "identity": { "id": "example", "label": "Test from Dregs", "path": "/api/identities/example" },
                "escalationRule": { "id": "0", "label": "Example rule", "path": "/api/escalation-rules/0" },
                "scoreSnapshot": { "humanity": 23, "authenticity": 23 },
                "openedAt": at, "acknowledgedAt": null, "closedAt": closed.then_some(at), "createdAt": at });
            data["reasons"] = json!([{ "category": "HUMANITY", "id": "humanity.uniform-intervals",
                "label": "Even intervals", "explanation": "Events follow each other too evenly for a person." }]);
        }
    }
    data
}
