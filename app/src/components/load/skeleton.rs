//! What stands where a value will be, in its final layout.

use leptos::prelude::*;

/// The layout to come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Skeleton {
    /// A few lines of text.
    #[default]
    Lines,
    /// A table of rows.
    Rows,
    /// Four cards above a block.
    Cards,
    /// Nothing at all: for small things inside something else.
    Nothing,
}

/// Grey shapes that appear only when loading takes a while.
#[component]
pub fn Placeholder(skeleton: Skeleton) -> impl IntoView {
    let (class, count) = match skeleton {
        Skeleton::Lines => ("skeleton skeleton--lines", 3),
        Skeleton::Rows => ("skeleton skeleton--rows", 8),
        Skeleton::Cards => ("skeleton skeleton--cards", 5),
        Skeleton::Nothing => ("skeleton", 0),
    };
    let shapes = (0..count)
        .map(|_| view! { <span class="skeleton__shape"></span> })
        .collect_view();
    view! {
        <div class=class>
            <span class="visually-hidden">"Loading…"</span>
            {shapes}
        </div>
    }
}
