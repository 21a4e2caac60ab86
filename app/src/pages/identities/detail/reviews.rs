//! Written reviews: asking for one, and reading those there are.

use std::collections::BTreeMap;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Subject;
use crate::api;
use crate::api::live::use_live_refresh;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::toast::use_toaster;
use crate::layout::member::use_member;
use crate::types::member::Role;
use crate::types::review::Feedback;
use crate::types::stream::StreamMessage;

mod ask;
mod entry;

/// The desk at which reviews are asked for.
#[derive(Clone, Copy)]
struct Desk {
    /// The note that goes with the next one.
    note: RwSignal<String>,
    /// One is being asked for.
    busy: RwSignal<bool>,
    /// Reviews that somebody opened or closed.
    opened: RwSignal<BTreeMap<i64, bool>>,
    /// Asks for one, with a note.
    ask: Callback<Option<Feedback>>,
}

/// The form, and the reviews below it, newest first.
#[component]
pub fn Reviews(subject: Subject) -> impl IntoView {
    let version = RwSignal::new(0_u32);
    let refresh = move || version.update(|version| *version += 1);
    let id = subject.id;
    let reviews = Resource::new(
        move || (id.get(), version.get()),
        |(id, _)| api::identities::reviews(&id),
    );
    use_live_refresh(
        Duration::from_millis(100),
        move |message| match message {
            StreamMessage::Reviewed(review) => id.with_untracked(|id| review.identity_id.as_str() == id),
            StreamMessage::Missed(_) => true,
            _ => false,
        },
        refresh,
    );
    let desk = use_desk(subject, refresh);
    let member = use_member().resource();
    view! {
        <div class="reviews">
            <Load resource=member skeleton=Skeleton::Nothing let:me>
                {(me.role >= Role::Analyst).then(|| view! { <ask::Ask desk/> })}
            </Load>
            <Load resource=reviews skeleton=Skeleton::Rows let:reviews>
                {if reviews.is_empty() {
                    view! {
                        <div class="card">
                            <Empty icon=Icon::Sparkle title="No reviews yet"
                                text="A review says in a few sentences how this identity stands, why, and what to look at next."/>
                        </div>
                    }.into_any()
                } else {
                    let entries = reviews.into_iter().enumerate();
                    entries.map(|(place, review)| view! { <entry::Entry review newest=place == 0 desk/> })
                        .collect_view().into_any()
                }}
            </Load>
        </div>
    }
}

fn use_desk(subject: Subject, refresh: impl Fn() + Copy + Send + Sync + 'static) -> Desk {
    let toaster = use_toaster();
    let (note, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let ask = Callback::new(move |feedback: Option<Feedback>| {
        busy.set(true);
        let id = subject.id.get_untracked();
        spawn_local(async move {
            match api::identities::review(&id, feedback).await {
                Ok(_) => {
                    toaster.done("Asked for. The review appears here when it is written.");
                    note.set(String::new());
                    refresh();
                }
                Err(error) => toaster.failed("No review", &error),
            }
            busy.set(false);
        });
    });
    Desk {
        note,
        busy,
        opened: RwSignal::new(BTreeMap::new()),
        ask,
    }
}
