//! `GET /identities`.

use app::types::identity::Identity;
use app::types::page::Page;
use app::types::score::Category;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::page::{PageOf, QueryString, SortField, filled};
use crate::state::AppState;
use crate::store::identities::{IdentityFilter, IdentitySort, ScoreBound};

/// Filters.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IdentityQuery {
    #[serde(default, deserialize_with = "filled")]
    term: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    group: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    group_type: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    device: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    disregarded: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    humanity_min: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    humanity_max: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    authenticity_min: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    authenticity_max: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    uniqueness_min: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    uniqueness_max: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    behavior_min: Option<String>,
    #[serde(default, deserialize_with = "filled")]
    behavior_max: Option<String>,
}

impl SortField for IdentitySort {
    const FIELDS: &'static [(&'static str, Self)] = &[
        ("lastTrackedAt", Self::LastTrackedAt),
        ("createdAt", Self::CreatedAt),
        ("lastScoredAt", Self::LastScoredAt),
        ("humanityScore", Self::Score(Category::Humanity)),
        ("authenticityScore", Self::Score(Category::Authenticity)),
        ("uniquenessScore", Self::Score(Category::Uniqueness)),
        ("behaviorScore", Self::Score(Category::Behavior)),
    ];
}

impl TryFrom<IdentityQuery> for IdentityFilter {
    type Error = Error;

    fn try_from(query: IdentityQuery) -> Result<Self, Error> {
        let bounds = [
            (Category::Humanity, query.humanity_min, query.humanity_max),
            (
                Category::Authenticity,
                query.authenticity_min,
                query.authenticity_max,
            ),
            (Category::Uniqueness, query.uniqueness_min, query.uniqueness_max),
            (Category::Behavior, query.behavior_min, query.behavior_max),
        ];
        let mut scores = Vec::new();
        for (category, min, max) in bounds {
            if let Some(min) = min {
                scores.push((category, ScoreBound::AtLeast(score(category, "Min", &min)?)));
            }
            if let Some(max) = max {
                scores.push((category, ScoreBound::AtMost(score(category, "Max", &max)?)));
            }
        }
        let disregarded = match query.disregarded.as_deref() {
            None => None,
            Some("true") => Some(true),
            Some("false") => Some(false),
            Some(_) => return Err(Error::BadRequest("disregarded: must be true or false".to_owned())),
        };
        Ok(Self {
            term: query.term,
            group: query.group,
            group_type: query.group_type,
            device: query.device,
            disregarded,
            scores,
        })
    }
}

fn score(category: Category, end: &str, text: &str) -> Result<u8, Error> {
    let score = text.parse().ok().filter(|score| *score <= 100);
    score.ok_or_else(|| {
        Error::BadRequest(format!(
            "{}{end}: must be a whole number from 0 to 100",
            category.key()
        ))
    })
}

/// One page of identities, last tracked first unless told.
pub async fn list_identities(
    State(state): State<AppState>,
    caller: AccountCaller,
    QueryString(query): QueryString<IdentityQuery>,
    PageOf(page): PageOf<IdentitySort>,
) -> Result<Json<Page<Identity>>, Error> {
    let filter = IdentityFilter::try_from(query)?;
    Ok(Json(
        state
            .database
            .account(caller.account)
            .identities(&filter, &page)
            .await?,
    ))
}
