//! Filters of a long list: few matches are gathered and sorted, many are met along the order.

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement};

use super::totals::{BOUND, Total, count, count_bounded, count_up_to};
use super::{Found, Key, Listing};
use crate::store::StoreError;
use crate::store::page_query::PageQuery;

/// Up to so many matches are noted by number, where more than `BOUND` are not sorted.
const NOTED: u64 = 100_000;

/// One filter, said in two ways.
pub(in crate::store) struct Narrowing {
    /// The numbers of the rows that match, along an index of the filter's own, where there is one.
    pub ids: Option<SelectStatement>,
    /// A question to each row, in a form that no index answers.
    pub test: Expr,
}

/// What is left of a list.
pub(in crate::store) struct Narrowed {
    pub source: SelectStatement,
    pub total: Total,
    /// Few rows: they are to be sorted, whatever indexes the order has.
    pub gathered: bool,
}

impl Narrowed {
    /// One page of it; the last of `order` is the row's number.
    pub(in crate::store) async fn find<C: ConnectionTrait, S: Copy>(
        self,
        conn: &C,
        mut order: Vec<Key>,
        page: &PageQuery<S>,
    ) -> Result<Found, StoreError> {
        if self.gathered {
            order = order.into_iter().map(Key::hidden).collect();
        }
        let listing = Listing {
            source: self.source,
            order,
            descending: page.descending,
            pieces: Vec::new(),
        };
        listing.find(conn, page, self.total, None).await
    }
}

/// Narrows `source`, whose rows are numbered by `id`, and which has `all` rows before. The page begins behind `depth` rows.
pub(in crate::store) async fn narrow<C: ConnectionTrait>(
    conn: &C,
    mut source: SelectStatement,
    id: Expr,
    narrowings: Vec<Narrowing>,
    all: Total,
    depth: u64,
) -> Result<Narrowed, StoreError> {
    if narrowings.is_empty() {
        return Ok(Narrowed {
            source,
            total: all,
            gathered: false,
        });
    }
    let (best, matches) = fewest(conn, &narrowings).await?;
    let gathered = matches <= BOUND;
    let noted = !gathered && is_noted(conn, &narrowings, all, depth).await?;
    let only = narrowings.len() == 1;
    for (at, narrowing) in narrowings.into_iter().enumerate() {
        match narrowing.ids {
            Some(ids) if gathered && at == best => source.and_where(id.clone().in_subquery(ids)),
            Some(ids) if noted && at == best => source.and_where(id.clone().add(0_i64).in_subquery(ids)),
            _ => source.and_where(narrowing.test),
        };
    }
    let total = if gathered {
        Total::Exact(count(conn, source.clone()).await?)
    } else if only && matches != u64::MAX {
        Total::AtLeast(BOUND)
    } else {
        Total::AtLeast(0)
    };
    Ok(Narrowed {
        source,
        total,
        gathered,
    })
}

/// The narrowing with the fewest matches, and how many it has; no further than anybody counts.
async fn fewest<C: ConnectionTrait>(conn: &C, narrowings: &[Narrowing]) -> Result<(usize, u64), StoreError> {
    let mut best = (0, u64::MAX);
    for (at, narrowing) in narrowings.iter().enumerate() {
        if let Some(ids) = &narrowing.ids {
            let matches = count_bounded(conn, ids).await?;
            if matches < best.1 {
                best = (at, matches);
            }
        }
    }
    Ok(best)
}

/// Whether the matches of a single filter are noted by number first: worth it where a far page would ask many rows.
async fn is_noted<C: ConnectionTrait>(
    conn: &C,
    narrowings: &[Narrowing],
    all: Total,
    depth: u64,
) -> Result<bool, StoreError> {
    let ([Narrowing { ids: Some(ids), .. }], Total::Exact(all)) = (narrowings, all) else {
        return Ok(false);
    };
    if depth == 0 {
        return Ok(false);
    }
    let matches = count_up_to(conn, ids, NOTED).await?;
    let asked = depth.saturating_mul(all) / Ord::max(matches, 1);
    Ok(matches <= NOTED && asked > matches / 2)
}

/// Whether a row is among others, asked row by row: databases would rather build the whole set first.
pub(in crate::store) fn exists(mut rows: SelectStatement) -> Expr {
    rows.expr(Expr::value(1)).limit(1).offset(0);
    Expr::exists(rows)
}

/// A column in a form that no index answers.
pub(in crate::store) fn plain_number(column: impl sea_orm::sea_query::IntoColumnRef) -> Expr {
    super::keys::hidden(Expr::col(column), false)
}

/// The same for text.
pub(in crate::store) fn plain_text(column: impl sea_orm::sea_query::IntoColumnRef) -> Expr {
    super::keys::hidden(Expr::col(column), true)
}
