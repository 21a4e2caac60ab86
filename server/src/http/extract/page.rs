//! Query parameters of lists.

use std::str::FromStr;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::state::AppState;
use crate::store::cursor::Cursor;
use crate::store::page_query::PageQuery;

const DEFAULT_PAGE_SIZE: u64 = 25;
const MAX_PAGE_SIZE: u64 = 100;
/// Beyond this, pages are reached by a cursor.
pub const MAX_PAGE_NUMBER: u64 = 1_000_000;
/// Parameters that say where in a list, not in which.
const PAGING: [&str; 5] = ["pageNumber", "pageSize", "sort", "order", "cursor"];

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
    #[serde(default)]
    cursor: Option<String>,
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
        if page_number > MAX_PAGE_NUMBER {
            return Err(Error::BadRequest(
                "pageNumber: is too large; go on with nextCursor instead".to_owned(),
            ));
        }
        let descending = match query.order.as_deref().map(str::to_ascii_uppercase).as_deref() {
            None | Some("") => S::DESCENDING,
            Some("DESC") => true,
            Some("ASC") => false,
            Some(_) => return Err(Error::BadRequest("order: must be ASC or DESC".to_owned())),
        };
        let (field, sort) = sort_field(query.sort.as_deref().filter(|name| !name.is_empty()))?;
        let list = fingerprint(parts, field, descending);
        let cursor = query.cursor.filter(|text| !text.is_empty()).map(|text| {
            Cursor::decode(&text, list).ok_or_else(|| {
                Error::BadRequest(
                    "cursor: is not from this list with these filters and this order".to_owned(),
                )
            })
        });
        Ok(Self(PageQuery {
            page_number,
            page_size,
            sort,
            descending,
            cursor: cursor.transpose()?,
            list,
        }))
    }
}

/// Tells lists apart, by path, filters and order: a cursor goes on where it came from, or not at all.
fn fingerprint(parts: &Parts, sort: &str, descending: bool) -> u64 {
    let query = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
    let mut filters = query.map(|Query(filters)| filters).unwrap_or_default();
    filters.retain(|(name, value)| !value.is_empty() && !PAGING.contains(&name.as_str()));
    filters.sort();
    let mut hash = Sha256::new();
    // What separates the parts is in none of them: percent-encoding has been taken away, NUL is refused.
    for part in [parts.uri.path(), sort, if descending { "DESC" } else { "ASC" }] {
        hash.update(part);
        hash.update([0]);
    }
    for (name, value) in &filters {
        hash.update(name);
        hash.update([0]);
        hash.update(value);
        hash.update([0]);
    }
    let digest = hash.finalize();
    digest
        .iter()
        .take(8)
        .fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn sort_field<S: SortField>(name: Option<&str>) -> Result<(&'static str, S), Error> {
    let Some(name) = name else {
        return Ok(S::FIELDS[0]);
    };
    S::FIELDS
        .iter()
        .find(|(field, _)| *field == name)
        .copied()
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
