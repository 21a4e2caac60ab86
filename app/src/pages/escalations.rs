//! The inbox: what rules raised, and what the team makes of it.

use std::collections::BTreeSet;
use std::time::Duration;

use leptos::prelude::*;

use crate::api::client::ApiResult;
use crate::api::live::use_live_refresh;
use crate::components::chips::{FilterChip, FilterChips};
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::page_header::PageHeader;
use crate::components::tabs::{Tab, Tabs};
use crate::components::untrusted::visible;
use crate::layout::open_escalations::use_open_escalations;
use crate::routes;
use crate::types::escalation::{Escalation, EscalationSummary};
use crate::types::page::Page;
use crate::types::stream::StreamMessage;
use crate::url::use_query;

mod bulk;
mod close;
mod decide;
mod detail;
mod dossier;
mod entries;
mod keys;
mod list;
mod query;
mod then_and_now;

use close::CloseDialog;
use detail::Detail;
use keys::Hands;
use list::InboxList;
use query::{Wanted, fetch};

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Inbox {
    wanted: Memo<Wanted>,
    /// Numbers of the escalations that are listed, in their order.
    order: RwSignal<Vec<i64>>,
    /// Those that are selected for something to be done to all of them.
    checked: RwSignal<BTreeSet<i64>>,
    /// Those that are about to be closed, once somebody said why.
    closing: RwSignal<Vec<i64>>,
    /// What is being said about the one that is open: it outlives news from elsewhere.
    comment: RwSignal<String>,
    /// Counts the news of the one that is open.
    version: RwSignal<u32>,
    rows: Resource<ApiResult<Page<Escalation>>>,
}

impl Inbox {
    /// Something was decided: asks for everything again.
    fn changed(self) {
        self.version.update(|version| *version += 1);
        self.rows.refetch();
        self.checked.update(BTreeSet::clear);
    }

    /// The one before or after the one that is open, as far as the list reaches.
    fn neighbour(self, step: isize) -> Option<i64> {
        let open = self.wanted.with(|wanted| wanted.selected)?;
        self.order.with(|order| {
            let at = order.iter().position(|id| *id == open)?;
            order.get(at.checked_add_signed(step)?).copied()
        })
    }
}

#[component]
pub fn EscalationsPage() -> impl IntoView {
    let query = use_query();
    let wanted = Memo::new(move |_| query.with(Wanted::of));
    // Opening one leaves the list as it is.
    let listed = Memo::new(move |_| wanted.with(Wanted::listed));
    let inbox = Inbox {
        wanted,
        order: RwSignal::new(Vec::new()),
        checked: RwSignal::new(BTreeSet::new()),
        closing: RwSignal::new(Vec::new()),
        comment: RwSignal::new(String::new()),
        version: RwSignal::new(0),
        rows: Resource::new(move || listed.get(), fetch),
    };
    let selected = Memo::new(move |_| wanted.with(|wanted| wanted.selected));
    Effect::new(move |_| {
        selected.get();
        inbox.comment.set(String::new());
    });
    use_live_refresh(
        Duration::from_millis(500),
        move |message| concerns(message, inbox),
        move || inbox.rows.refetch(),
    );
    let chips = Signal::derive(move || wanted.with(chips));
    let opened = move || wanted.with(|wanted| wanted.selected.is_some());
    view! {
        <PageHeader title="Escalations" about="What your rules raised. Acknowledge what you look at; close it with what it was."/>
        <div class="inbox" class:inbox--opened=opened>
            <div class="inbox__filters">
                <InboxTabs inbox/>
                <div class="inbox__narrow">
                    <Severities inbox/>
                    <FilterChips chips clear=routes::ESCALATIONS/>
                </div>
            </div>
            <section class="inbox__list" aria-label="Escalations">
                <Load resource=inbox.rows skeleton=Skeleton::Rows let:page>
                    <InboxList page inbox/>
                </Load>
            </section>
            <section class="inbox__detail" aria-label="The escalation that is open">
                <Detail inbox/>
            </section>
        </div>
        <CloseDialog inbox/>
        <Hands inbox/>
    }
}

/// Whether the list is not up to date any more; takes note when it is about the open one.
fn concerns(message: &StreamMessage, inbox: Inbox) -> bool {
    let open = inbox.wanted.with_untracked(|wanted| wanted.selected);
    match message {
        StreamMessage::Escalation(escalation) => {
            if open == Some(escalation.id) {
                inbox.version.update(|version| *version += 1);
            }
            true
        }
        StreamMessage::Missed(_) => true,
        _ => false,
    }
}

#[component]
fn InboxTabs(inbox: Inbox) -> impl IntoView {
    let counts = use_open_escalations().resource();
    let current = Signal::derive(move || inbox.wanted.with(|wanted| wanted.tab.to_owned()));
    let href = move |tab: &'static str| inbox.wanted.with(|wanted| wanted.on_tab(tab));
    view! {
        <Load resource=counts skeleton=Skeleton::Nothing let:summary>
            <Tabs label="Where they stand" tabs=tabs(summary) current href/>
        </Load>
    }
}

fn tabs(summary: EscalationSummary) -> Vec<Tab> {
    let counted = |key, label, count: i64| Tab {
        count: usize::try_from(count).map_or(None, |count| (count > 0).then_some(count)),
        ..Tab::new(key, label)
    };
    vec![
        counted("", "Open", summary.open),
        Tab::new(query::MINE, "Mine"),
        counted("acknowledged", "Acknowledged", summary.acknowledged),
        counted("closed", "Closed", summary.closed),
    ]
}

/// Links that narrow the list to one severity.
#[component]
fn Severities(inbox: Inbox) -> impl IntoView {
    let choices = [
        ("", "All"),
        ("CRITICAL", "Critical"),
        ("WARNING", "Warning"),
        ("INFO", "Info"),
    ];
    let links = choices.map(|(severity, label)| {
        let href = move || inbox.wanted.with(|wanted| wanted.narrowed("severity", severity));
        let current = move || {
            inbox
                .wanted
                .with(|wanted| wanted.is_severity(severity))
                .then_some("true")
        };
        view! { <a class="segments__one" href=href aria-current=current data-noscroll="">{label}</a> }
    });
    view! { <nav class="segments" aria-label="Severity">{links.into_iter().collect_view()}</nav> }
}

fn chips(wanted: &Wanted) -> Vec<FilterChip> {
    let says = [("rule", "Rule is"), ("identity", "Identity is")];
    let chip = |(key, says): (&str, &str)| {
        Some(FilterChip {
            text: format!("{says} {}", visible(wanted.value(key)?)),
            without: wanted.narrowed(key, ""),
        })
    };
    says.into_iter().filter_map(chip).collect()
}
