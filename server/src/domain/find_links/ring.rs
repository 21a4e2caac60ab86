//! The ring of an identity: those whom several ties at once join to it, and to each other in turn.

use std::collections::{BTreeMap, BTreeSet};

use crate::store::StoreError;
use crate::store::scope::AccountReader;
use crate::store::ties::TieKind;

/// Nobody follows a ring further.
const MOST: usize = 200;
/// Rounds: how many ties lie between the ends of a ring.
const ROUNDS: usize = 10;
/// Two are a pair.
const FEWEST: usize = 3;
/// Ties that weigh so much join two; tenths of certainty (own judgement): no single tie but a visit or a mailbox is
/// enough, nor a name with an address made of it.
const JOINED: u32 = 10;

const fn weight(kind: TieKind) -> u32 {
    match kind {
        TieKind::Session | TieKind::Mail => 10,
        TieKind::Device => 6,
        TieKind::Phone | TieKind::Routine => 5,
        TieKind::Address | TieKind::EmailStem | TieKind::Mailbox | TieKind::Name => 4,
        TieKind::Network | TieKind::Opening => 2,
    }
}

/// A ring.
pub struct Ring {
    /// The same whoever asks: it names the member that appeared first.
    pub name: String,
    /// Ids of the members, at most two hundred.
    pub members: BTreeSet<String>,
}

/// The ring of an identity, if there are at least three in it.
pub async fn ring_of(store: &AccountReader<'_>, number: i64) -> Result<Option<Ring>, StoreError> {
    let mut members = BTreeSet::from([number]);
    let mut frontier = members.clone();
    for _ in 0..ROUNDS {
        let joined = joined(store, &frontier, &members).await?;
        frontier = store
            .regarded_among(joined.into_iter().take(MOST - members.len()).collect())
            .await?;
        members.extend(&frontier);
        if frontier.is_empty() || members.len() >= MOST {
            break;
        }
    }
    if members.len() < FEWEST {
        return Ok(None);
    }
    let ids = store.ids_oldest_first(members).await?;
    Ok(ids.first().map(|oldest| Ring {
        name: format!("ring of {oldest}"),
        members: ids.iter().cloned().collect(),
    }))
}

/// Those beyond the ring so far whom enough joins to one of `frontier`.
async fn joined(
    store: &AccountReader<'_>,
    frontier: &BTreeSet<i64>,
    members: &BTreeSet<i64>,
) -> Result<BTreeSet<i64>, StoreError> {
    let mut ties: BTreeMap<(i64, i64), BTreeSet<TieKind>> = BTreeMap::new();
    for (kind, sharing) in store.ties_of(frontier).await? {
        for one in sharing.iter().filter(|one| frontier.contains(one)) {
            for other in sharing.iter().filter(|other| !members.contains(other)) {
                ties.entry((*one, *other)).or_default().insert(kind);
            }
        }
    }
    let strong = ties
        .into_iter()
        .filter(|(_, kinds)| kinds.iter().map(|kind| weight(*kind)).sum::<u32>() >= JOINED);
    Ok(strong.map(|((_, other), _)| other).collect())
}
