//! Loading, loaded, stale, failed, forbidden and not found: designed once, for everything that is fetched.

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::api::client::ApiResult;

pub mod failure;
pub mod skeleton;

use failure::Failure;
use skeleton::{Placeholder, Skeleton};

/// Shows a resource: its skeleton at first, then its value, dimmed while a newer one is under way.
#[component]
pub fn Load<T, F, V>(
    resource: Resource<ApiResult<T>>,
    #[prop(optional)] skeleton: Skeleton,
    /// Shows the value: `let:value`.
    children: F,
) -> impl IntoView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Fn(T) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let show = move || {
        resource.get().map(|result| match result {
            Ok(value) => children(value).into_any(),
            Err(error) => view! { <Failure error retry=move || resource.refetch()/> }.into_any(),
        })
    };
    frame(skeleton, Box::new(show))
}

/// What is the same around every value: not generic, so that browsers load it once.
fn frame(skeleton: Skeleton, show: Box<dyn Fn() -> Option<AnyView> + Send + Sync>) -> AnyView {
    let (stale, set_stale) = signal(false);
    // What surrounds this may be made anew, and let go of the signal, while the server still writes this view out.
    let is_stale = move || stale.try_get().unwrap_or_default();
    view! {
        <div class="load" class:load--stale=is_stale aria-busy=move || is_stale().to_string()>
            <Transition fallback=move || view! { <Placeholder skeleton/> } set_pending=set_stale>
                {move || show()}
            </Transition>
        </div>
    }
    .into_any()
}
