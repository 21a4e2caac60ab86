//! One page of a list.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page, as every list gives it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    /// The rows.
    pub content: Vec<T>,
    /// From 0.
    pub page_number: u64,
    /// Rows asked for.
    pub page_size: u64,
    /// Pages in all.
    pub total_pages: u64,
    /// Rows in all; where that is not exact, at least so many.
    pub total_elements: u64,
    /// Whether all rows were counted: matches of a filter are counted up to a bound only.
    #[serde(default = "yes")]
    pub total_elements_exact: bool,
    /// Rows on this page.
    pub number_of_elements: u64,
    /// Whether this is the first page.
    pub first: bool,
    /// Whether this is the last page.
    pub last: bool,
    /// Where to go on, when there is more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// A page of `content`, out of `total` rows.
    pub fn new(content: Vec<T>, page_number: u64, page_size: u64, total: u64) -> Self {
        let total_pages = total.div_ceil(page_size.max(1));
        Self {
            number_of_elements: content.len() as u64,
            content,
            page_number,
            page_size,
            total_pages,
            total_elements: total,
            total_elements_exact: true,
            first: page_number == 0,
            last: page_number + 1 >= total_pages,
            next_cursor: None,
        }
    }
}

const fn yes() -> bool {
    true
}
