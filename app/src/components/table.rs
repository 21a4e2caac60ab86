//! Tables: headers that sort by a link, cells that name themselves on a narrow screen.

use leptos::prelude::*;

use super::icon::{Draw, Icon};
use crate::url::Query;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    label: &'static str,
    sort: Option<&'static str>,
    numeric: bool,
}

impl Column {
    /// A column of text.
    pub const fn new(label: &'static str) -> Self {
        Self {
            label,
            sort: None,
            numeric: false,
        }
    }

    /// A column that can be sorted by a field of the API.
    pub const fn sorted_by(self, field: &'static str) -> Self {
        Self {
            sort: Some(field),
            ..self
        }
    }

    /// A column whose cells are set to the right.
    pub const fn numeric(self) -> Self {
        Self {
            numeric: true,
            ..self
        }
    }
}

/// How a list is sorted, and how its links change that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sorting {
    path: String,
    query: Query,
    field: String,
    ascending: bool,
}

impl Sorting {
    /// The sorting that a query asks for, or the list's own, which is descending.
    pub fn of(path: &str, query: &Query, default: &str) -> Self {
        Self {
            path: path.to_owned(),
            field: query.get("sort").unwrap_or(default).to_owned(),
            ascending: query.get("order") == Some("ASC"),
            query: query.clone().without("page"),
        }
    }

    fn state(&self, field: &str) -> &'static str {
        let own = if self.ascending { "ascending" } else { "descending" };
        if self.field == field { own } else { "none" }
    }

    fn href(&self, field: &str) -> String {
        let order = if self.state(field) == "descending" {
            "ASC"
        } else {
            "DESC"
        };
        self.query
            .clone()
            .with("sort", field)
            .with("order", order)
            .on(&self.path)
    }
}

/// A table; its rows are `<tr>`s of [`Cell`]s in the order of `columns`.
#[component]
pub fn Table(
    /// What the table lists, for those who cannot see it.
    #[prop(into)]
    caption: String,
    columns: Vec<Column>,
    #[prop(optional)] sorting: Option<Sorting>,
    children: Children,
) -> impl IntoView {
    let heads = columns
        .into_iter()
        .map(|column| view! { <Head column sorting=sorting.clone()/> })
        .collect_view();
    view! {
        <div class="table-frame">
            <table class="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Head(column: Column, sorting: Option<Sorting>) -> impl IntoView {
    let class = if column.numeric {
        "table__head table__head--numeric"
    } else {
        "table__head"
    };
    let sort = column.sort.zip(sorting);
    let state = sort.as_ref().map(|(field, sorting)| sorting.state(field));
    let label = match sort {
        Some((field, sorting)) => view! {
            <a class="table__sort" href=sorting.href(field) data-noscroll="">
                {column.label}<Draw icon=Icon::ChevronDown/>
            </a>
        }
        .into_any(),
        None => column.label.into_any(),
    };
    view! { <th scope="col" class=class aria-sort=state>{label}</th> }
}

/// A cell; `label` stands before it where the table is a list of cards.
#[component]
pub fn Cell(label: &'static str, #[prop(optional)] numeric: bool, children: Children) -> impl IntoView {
    let class = if numeric {
        "table__cell table__cell--numeric"
    } else {
        "table__cell"
    };
    view! { <td class=class data-label=label>{children()}</td> }
}

/// The first cell of a row, which names it and usually links to it.
#[component]
pub fn HeadCell(children: Children) -> impl IntoView {
    view! { <th scope="row" class="table__cell table__cell--first">{children()}</th> }
}
