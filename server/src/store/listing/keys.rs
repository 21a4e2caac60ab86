//! Reading the keys of rows in order, from a place on.

use sea_orm::sea_query::{BinOper, Expr, ExprTrait, IntoColumnRef, Order, Query, SelectStatement};
use sea_orm::{ConnectionTrait, QueryResult};
use serde_json::Value;

use super::totals::count;
use super::{Listing, Piece};
use crate::store::StoreError;

/// A column that a list is sorted by.
#[derive(Clone)]
pub(in crate::store) struct Key {
    expr: Expr,
    text: bool,
    nullable: bool,
}

impl Key {
    /// Whole numbers.
    pub(in crate::store) fn number(column: impl IntoColumnRef) -> Self {
        Self {
            expr: Expr::col(column),
            text: false,
            nullable: false,
        }
    }

    /// Text compared byte by byte.
    pub(in crate::store) fn text(column: impl IntoColumnRef) -> Self {
        Self {
            text: true,
            ..Self::number(column)
        }
    }

    /// Text that is worked out from a column.
    pub(in crate::store) const fn text_of(expr: Expr) -> Self {
        Self {
            expr,
            text: true,
            nullable: false,
        }
    }

    /// The same where values may be missing. Only the first column of an order may be such.
    pub(in crate::store) fn nullable(self) -> Self {
        Self {
            nullable: true,
            ..self
        }
    }

    /// The same value in a form that no index answers: rows that were gathered are sorted.
    pub(in crate::store) fn hidden(self) -> Self {
        Self {
            expr: hidden(self.expr, self.text),
            ..self
        }
    }

    fn value(&self, value: &Value) -> Expr {
        if self.text {
            Expr::value(value.as_str().unwrap_or_default())
        } else {
            Expr::value(value.as_i64().unwrap_or_default())
        }
    }

    fn read(&self, row: &QueryResult, at: usize) -> Result<Value, StoreError> {
        Ok(if self.text {
            row.try_get_by_index::<Option<String>>(at)?.into()
        } else {
            row.try_get_by_index::<Option<i64>>(at)?.into()
        })
    }
}

/// A value in a form that no index answers.
pub(super) fn hidden(value: Expr, text: bool) -> Expr {
    if text {
        value.binary(BinOper::Custom("||"), Expr::value(""))
    } else {
        value.add(0_i64)
    }
}

/// Where reading begins.
pub(super) enum Start {
    /// Behind so many rows.
    Offset(u64),
    /// Behind the row with these keys.
    After(Vec<Value>),
}

/// Rows without a value come last, on both databases and in both directions; an index has them at one end only. So
/// a list is read in two parts, each along the index.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    WithValue,
    WithoutValue,
    /// A piece of the listing's own.
    Piece(usize),
}

/// Reads the keys of up to `limit` rows; `backwards` begins at the end of the list.
pub(super) async fn read<C: ConnectionTrait>(
    conn: &C,
    listing: &Listing,
    start: Start,
    backwards: bool,
    limit: u64,
) -> Result<Vec<Vec<Value>>, StoreError> {
    let (mut skip, mut after) = match start {
        Start::Offset(offset) => (offset, None),
        Start::After(keys) => (0, Some(keys)),
    };
    let mut parts = Part::all(listing, after.as_deref());
    if backwards {
        parts.reverse();
    }
    let mut found = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let wanted = limit - found.len() as u64;
        let statement = statement(listing, *part, after.take().as_deref(), backwards)
            .limit(wanted)
            .offset(skip)
            .to_owned();
        let rows = conn.query_all(&statement).await?;
        if rows.is_empty() && skip > 0 && at + 1 < parts.len() {
            skip = skip.saturating_sub(count(conn, part.of(listing)).await?);
        } else if !rows.is_empty() {
            skip = 0;
        }
        for row in &rows {
            let keys = listing.order.iter().enumerate();
            let keys = keys.map(|(at, key)| key.read(row, at));
            found.push(keys.collect::<Result<Vec<_>, _>>()?);
        }
        if found.len() as u64 >= limit {
            break;
        }
    }
    Ok(found)
}

fn statement(listing: &Listing, part: Part, after: Option<&[Value]>, backwards: bool) -> SelectStatement {
    let descending = listing.descending != backwards;
    let mut statement = part.of(listing);
    statement.exprs(listing.order.iter().map(|key| key.expr.clone()));
    if let Some(values) = after {
        // In the part without a value, the first key says nothing.
        let skipped = usize::from(part == Part::WithoutValue);
        let keys = listing.order.iter().skip(skipped);
        let row = Expr::tuple(keys.clone().map(|key| key.expr.clone()));
        let values = values.iter().skip(skipped).chain(std::iter::repeat(&Value::Null));
        let place = Expr::tuple(keys.zip(values).map(|(key, value)| key.value(value)));
        statement.and_where(if descending { row.lt(place) } else { row.gt(place) });
    }
    for key in &listing.order {
        let direction = if descending { Order::Desc } else { Order::Asc };
        statement.order_by_expr(key.expr.clone(), direction);
    }
    statement
}

impl Part {
    /// The parts of a list in their order, without those that a cursor has passed.
    fn all(listing: &Listing, after: Option<&[Value]>) -> Vec<Self> {
        let nullable = listing.order.first().is_some_and(|key| key.nullable);
        let place = after.map(|keys| keys.first().unwrap_or(&Value::Null));
        if !listing.pieces.is_empty() {
            let pieces = listing.pieces.iter().enumerate();
            let passed = |piece: &Piece| {
                let (first, place) = (piece.first.as_str(), place.and_then(Value::as_str));
                place.is_some()
                    && if listing.descending {
                        first > place
                    } else {
                        first < place
                    }
            };
            return pieces
                .skip_while(|(_, piece)| passed(piece))
                .map(|(at, _)| Self::Piece(at))
                .collect();
        }
        match place {
            _ if !nullable => vec![Self::Whole],
            Some(Value::Null) => vec![Self::WithoutValue],
            _ => vec![Self::WithValue, Self::WithoutValue],
        }
    }

    fn of(self, listing: &Listing) -> SelectStatement {
        let mut source = listing.source.clone();
        let first = listing.order.first().map(|key| key.expr.clone());
        match (self, first) {
            (Self::WithValue, Some(first)) => source.and_where(first.is_not_null()),
            (Self::WithoutValue, Some(first)) => source.and_where(first.is_null()),
            (Self::Piece(at), _) => {
                return listing
                    .pieces
                    .get(at)
                    .map_or(source, |piece| piece.source.clone());
            }
            _ => &mut source,
        };
        source
    }
}

/// Begins a listing's source.
pub(in crate::store) fn from<T: sea_orm::sea_query::IntoTableRef>(table: T) -> SelectStatement {
    Query::select().from(table).to_owned()
}
