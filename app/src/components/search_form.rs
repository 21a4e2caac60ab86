//! A search field whose text is the `term` of the URL.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::icon::{Draw, Icon};
use crate::url::Query;

const PAUSE: Duration = Duration::from_millis(250);

/// Searches a list while one types; without the script, by Enter.
#[component]
pub fn SearchForm(
    /// Where the list is.
    path: &'static str,
    /// The list's own parameters.
    #[prop(into)]
    query: Signal<Query>,
    #[prop(into)] placeholder: String,
) -> impl IntoView {
    let term = move || query.with(|query| query.get("term").unwrap_or("").to_owned());
    let text = RwSignal::new(untrack(term));
    let sent = StoredValue::new(untrack(term));
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let term = term();
        // A chip, a link or the back button has changed it.
        if sent.get_value() != term {
            sent.set_value(term.clone());
            text.set(term);
        }
    });
    let navigate = use_navigate();
    let search = move || {
        let typed = text.get_untracked().trim().to_owned();
        if sent.get_value() == typed {
            return;
        }
        sent.set_value(typed.clone());
        let target =
            query.with_untracked(|query| query.clone().without("page").with("term", &typed).on(path));
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&target, options);
    };
    let type_in = {
        let search = search.clone();
        move |event| {
            text.set(event_target_value(&event));
            let earlier = timer.try_update_value(Option::take).flatten();
            if let Some(earlier) = earlier {
                earlier.clear();
            }
            if let Ok(handle) = set_timeout_with_handle(search.clone(), PAUSE) {
                timer.set_value(Some(handle));
            }
        }
    };
    on_cleanup(move || {
        if let Some(Some(handle)) = timer.try_update_value(Option::take) {
            handle.clear();
        }
    });
    let others = move || {
        let rest = query.get().without("page").without("term");
        let pairs = rest.pairs().map(|(key, value)| {
            view! { <input type="hidden" name=key.to_owned() value=value.to_owned()/> }
        });
        pairs.collect_view()
    };
    view! {
        <form class="search-form" role="search" method="get" action=path
            on:submit=move |event| { event.prevent_default(); search(); }>
            <Draw icon=Icon::Search/>
            <input class="input input--small search-form__input" type="search" name="term" maxlength="200"
                aria-label=placeholder.clone() placeholder=placeholder autocomplete="off" spellcheck="false"
                value=text.get_untracked() prop:value=move || text.get() on:input=type_in/>
            {others}
        </form>
    }
}
