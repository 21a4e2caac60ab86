//! From page to page.

use leptos::prelude::*;

use super::icon::{Draw, Icon};
use crate::types::page::Page;
use crate::url::Query;

/// Where on the list one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    page: u64,
    last: bool,
    size: u64,
    shown: u64,
    total: u64,
    exact: bool,
}

impl<T> From<&Page<T>> for Place {
    fn from(page: &Page<T>) -> Self {
        Self {
            page: page.page_number,
            last: page.last,
            size: page.page_size,
            shown: page.number_of_elements,
            total: page.total_elements,
            exact: page.total_elements_exact,
        }
    }
}

/// “26–50 of 1,204”, or “of 10,000+” where nobody counted further, with links to the pages before and after; `query` is the list's own.
#[component]
pub fn Pagination(place: Place, path: String, query: Query, what: &'static str) -> impl IntoView {
    let first = place.page * place.size;
    let range = match place.shown {
        0 => format!("No {what}"),
        shown => format!(
            "{}–{} of {}{} {what}",
            grouped(first + 1),
            grouped(first + shown),
            grouped(place.total),
            if place.exact { "" } else { "+" }
        ),
    };
    let to = |page: u64| {
        let number = if page == 0 {
            String::new()
        } else {
            page.to_string()
        };
        query.clone().with("page", &number).on(&path)
    };
    let previous = (place.page > 0).then(|| to(place.page - 1));
    let next = (!place.last).then(|| to(place.page + 1));
    view! {
        <nav class="pagination" aria-label="Pages">
            <span class="pagination__range">{range}</span>
            <StepLink href=previous label="Previous" back=true/>
            <StepLink href=next label="Next" back=false/>
        </nav>
    }
}

#[component]
fn StepLink(href: Option<String>, label: &'static str, back: bool) -> impl IntoView {
    let icon = if back { Icon::Back } else { Icon::ChevronRight };
    match href {
        Some(href) => {
            let rel = if back { "prev" } else { "next" };
            view! { <a class="button button--small" href=href rel=rel><Draw icon/>{label}</a> }.into_any()
        }
        None => {
            view! { <span class="button button--small button--off" aria-disabled="true"><Draw icon/>{label}</span> }
                .into_any()
        }
    }
}

/// A number with its thousands set apart.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A signed number with its thousands set apart.
pub fn grouped_signed(number: i64) -> String {
    let sign = if number < 0 { "−" } else { "" };
    format!("{sign}{}", grouped(number.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::{grouped, grouped_signed};

    /// Groups of three, from the right.
    #[test]
    fn sets_thousands_apart() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
        assert_eq!(grouped_signed(-1200), "−1,200");
    }
}
