//! Rules: which badges identities wear, and what the team hears of.

use leptos::prelude::*;

use crate::api;
use crate::components::button::{LinkButton, Tone};
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::page_header::PageHeader;
use crate::components::tabs::{Tab, Tabs};
use crate::layout::member::use_member;
use crate::types::member::Role;
use crate::types::rule::RuleKind;
use crate::url::use_query;

mod back_test;
mod condition_row;
mod delete;
mod draft;
mod duration;
mod editor;
mod fields;
mod form;
mod hearers;
mod list;
mod modes;
mod preview;
mod progress;
mod query;
mod rule;
mod starters;
mod versions;

use editor::Editor;
use list::RuleList;
use progress::Progress;
use query::{ESCALATION, Edited, Wanted};
use rule::all;

/// Why an analyst's and a viewer's buttons are off.
const NOT_ALLOWED: &str = "Changing rules takes the role admin";

#[component]
pub fn RulesPage() -> impl IntoView {
    let query = use_query();
    let wanted = Memo::new(move |_| query.with(Wanted::of));
    let kind = Memo::new(move |_| wanted.with(|wanted| wanted.kind));
    let edited = Memo::new(move |_| wanted.with(|wanted| wanted.edited.clone()));
    let progress = Resource::new(|| (), |()| api::rules::progress());
    let changed = Callback::new(move |()| progress.refetch());
    let page = move || match edited.get() {
        Some(edited) => view! { <Editor kind=kind.get() edited changed/> }.into_any(),
        None => view! { <Overview kind changed/> }.into_any(),
    };
    view! {
        <div class="rules">
            {page}
            <Progress progress/>
        </div>
    }
}

/// The rules of one kind, in two tabs.
#[component]
fn Overview(kind: Memo<RuleKind>, changed: Callback<()>) -> impl IntoView {
    let member = use_member().resource();
    let rules = Resource::new(move || kind.get(), all);
    let again = Callback::new(move |()| {
        rules.refetch();
        changed.run(());
    });
    let href = move |key: &'static str| query::tab(key);
    let current = Signal::derive(move || match kind.get() {
        RuleKind::Badge => String::new(),
        RuleKind::Escalation => ESCALATION.to_owned(),
    });
    let new = Signal::derive(move || query::edit(kind.get(), &Edited::New));
    view! {
        <PageHeader title="Rules" about="Which badges identities wear, and what your team hears of.">
            <Load resource=member skeleton=Skeleton::Nothing let:me>
                {(me.role >= Role::Admin).then(|| view! { <LinkButton tone=Tone::Primary icon=Icon::Plus href=new>"New rule"</LinkButton> })}
            </Load>
        </PageHeader>
        <Tabs label="Kinds of rules" tabs=vec![Tab::new("", "Badge rules"), Tab::new(ESCALATION, "Escalation rules")] current href/>
        <Load resource=rules skeleton=Skeleton::Rows let:listed>
            <RuleList listed kind=kind.get_untracked() changed=again/>
        </Load>
    }
}
