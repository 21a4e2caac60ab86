//! `GET /identities`.

use app::types::identity::Identity;
use app::types::page::Page;
use app::types::score::Category;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::auth::callers::AccountCaller;
use crate::error::Error;
use crate::http::extract::page::{PageOf, QueryString, SortField, filled, parsed};
use crate::state::AppState;
use crate::store::identities::{IdentityFilter, IdentitySort, ScoreBound};

/// Filters.
#[derive(Deserialize, IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query)]
pub struct IdentityQuery {
    /// Part of the id, name, email address or user name.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    term: Option<String>,
    /// Members of the group with this id.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    group: Option<String>,
    /// Members of a group of this type.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<app::types::ids::group_type::GroupType>)]
    group_type: Option<String>,
    /// Seen on the device with this fingerprint.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    device: Option<String>,
    /// Wearing the badge with this slug.
    #[serde(default, deserialize_with = "filled")]
    #[param(max_length = 255)]
    badge: Option<String>,
    /// Left out of scoring, or not.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<bool>)]
    disregarded: Option<String>,
    /// Lowest humanity score.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<u8>, minimum = 0, maximum = 100)]
    humanity_min: Option<String>,
    /// Highest humanity score.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<u8>, minimum = 0, maximum = 100)]
    humanity_max: Option<String>,
    /// Lowest authenticity score.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<u8>, minimum = 0, maximum = 100)]
    authenticity_min: Option<String>,
    /// Highest authenticity score.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<u8>, minimum = 0, maximum = 100)]
    authenticity_max: Option<String>,
    /// Lowest uniqueness score.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<u8>, minimum = 0, maximum = 100)]
    uniqueness_min: Option<String>,
    /// Highest uniqueness score.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<u8>, minimum = 0, maximum = 100)]
    uniqueness_max: Option<String>,
    /// Lowest behavior score.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<u8>, minimum = 0, maximum = 100)]
    behavior_min: Option<String>,
    /// Highest behavior score.
    #[serde(default, deserialize_with = "filled")]
    #[param(value_type = Option<u8>, minimum = 0, maximum = 100)]
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
        let disregarded = match query.disregarded.as_deref() {
            None => None,
            Some("true") => Some(true),
            Some("false") => Some(false),
            Some(_) => return Err(Error::BadRequest("disregarded: must be true or false".to_owned())),
        };
        Ok(Self {
            scores: query.score_bounds()?,
            term: query.term,
            group: query.group,
            group_type: parsed("groupType", query.group_type)?,
            device: query.device,
            badge: query.badge,
            disregarded,
        })
    }
}

impl IdentityQuery {
    fn score_bounds(&self) -> Result<Vec<(Category, ScoreBound)>, Error> {
        let given = [
            (Category::Humanity, &self.humanity_min, &self.humanity_max),
            (
                Category::Authenticity,
                &self.authenticity_min,
                &self.authenticity_max,
            ),
            (Category::Uniqueness, &self.uniqueness_min, &self.uniqueness_max),
            (Category::Behavior, &self.behavior_min, &self.behavior_max),
        ];
        let mut bounds = Vec::new();
        for (category, min, max) in given {
            if let Some(min) = min {
                bounds.push((category, ScoreBound::AtLeast(score(category, "Min", min)?)));
            }
            if let Some(max) = max {
                bounds.push((category, ScoreBound::AtMost(score(category, "Max", max)?)));
            }
        }
        Ok(bounds)
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
#[utoipa::path(
    get,
    path = "/identities",
    params(IdentityQuery, PageOf<IdentitySort>),
    responses((status = 200, description = "One page", body = Page<Identity>))
)]
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
