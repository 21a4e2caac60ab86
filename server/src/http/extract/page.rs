//! Query parameters of lists.

use std::str::FromStr;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use crate::error::Error;
use crate::state::AppState;
use crate::store::page_query::PageQuery;

const DEFAULT_PAGE_SIZE: u64 = 25;
const MAX_PAGE_SIZE: u64 = 100;
/// Beyond this, pages are reached by narrowing the filter.
const MAX_OFFSET: u64 = 10_000_000;

/// A query string, checked.
pub struct QueryString<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<AppState> for QueryString<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        let query = Query::<T>::from_request_parts(parts, state).await;
        query.map(|Query(query)| Self(query)).map_err(|rejection| {
            let text = rejection.body_text();
            let reason = text
                .rsplit_once("query string: ")
                .map_or(text.as_str(), |(_, reason)| reason);
            Error::BadRequest(reason.to_owned())
        })
    }
}

/// The parameters that every list takes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PageParameters {
    #[serde(default)]
    page_number: Option<String>,
    #[serde(default)]
    page_size: Option<String>,
    #[serde(default)]
    sort: Option<String>,
    #[serde(default)]
    order: Option<String>,
}

/// Something that a list can be sorted by.
pub trait SortField: Copy + Sized + 'static {
    /// Every name that is understood; the first is the default.
    const FIELDS: &'static [(&'static str, Self)];
    /// Whether the last comes first unless told.
    const DESCENDING: bool = true;
}

/// Which page was asked for.
pub struct PageOf<S>(pub PageQuery<S>);

impl<S: SortField> FromRequestParts<AppState> for PageOf<S> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Error> {
        let QueryString(query) = QueryString::<PageParameters>::from_request_parts(parts, state).await?;
        let page_number = whole("pageNumber", query.page_number.as_deref(), 0)?;
        let page_size = whole("pageSize", query.page_size.as_deref(), DEFAULT_PAGE_SIZE)?;
        if !(1..=MAX_PAGE_SIZE).contains(&page_size) {
            return Err(Error::BadRequest(format!(
                "pageSize: must be between 1 and {MAX_PAGE_SIZE}"
            )));
        }
        if page_number.saturating_mul(page_size) > MAX_OFFSET {
            return Err(Error::BadRequest(
                "pageNumber: is too large; narrow the filter instead".to_owned(),
            ));
        }
        let descending = match query.order.as_deref().map(str::to_ascii_uppercase).as_deref() {
            None => S::DESCENDING,
            Some("DESC") => true,
            Some("ASC") => false,
            Some(_) => return Err(Error::BadRequest("order: must be ASC or DESC".to_owned())),
        };
        Ok(Self(PageQuery {
            page_number,
            page_size,
            sort: sort_field(query.sort.as_deref())?,
            descending,
        }))
    }
}

fn sort_field<S: SortField>(name: Option<&str>) -> Result<S, Error> {
    let Some(name) = name else {
        return Ok(S::FIELDS[0].1);
    };
    S::FIELDS
        .iter()
        .find(|(field, _)| *field == name)
        .map(|(_, sort)| *sort)
        .ok_or_else(|| {
            let names: Vec<&str> = S::FIELDS.iter().map(|(field, _)| *field).collect();
            Error::BadRequest(format!("sort: must be one of {}", names.join(", ")))
        })
}

fn whole(field: &str, text: Option<&str>, default: u64) -> Result<u64, Error> {
    match text {
        None | Some("") => Ok(default),
        Some(text) => text
            .parse()
            .map_err(|_| Error::BadRequest(format!("{field}: must be a whole number"))),
    }
}

/// Characters of a parameter: as many as the longest id has.
const MAX_CHARS: usize = 255;

/// A parameter that is empty is not there; one that no id or name could match is refused.
pub fn filled<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<String>, D::Error> {
    use serde::de::Error;
    let text = Option::<String>::deserialize(reader)?.filter(|text| !text.is_empty());
    match text {
        Some(text) if text.contains('\0') || text.chars().count() > MAX_CHARS => Err(D::Error::custom(
            "a parameter must have at most 255 characters, none of them NUL",
        )),
        text => Ok(text),
    }
}

/// A parameter that has to be more than text.
pub fn parsed<T: FromStr<Err = &'static str>>(field: &str, text: Option<String>) -> Result<Option<T>, Error> {
    let parse = |text: String| {
        text.parse()
            .map_err(|reason| Error::BadRequest(format!("{field}: {reason}")))
    };
    text.map(parse).transpose()
}
