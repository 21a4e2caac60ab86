//! The rules of one kind, each with its sentence and its switch.

use leptos::prelude::*;

use super::NOT_ALLOWED;
use super::modes::Modes;
use super::query::{Edited, edit};
use super::rule::AnyRule;
use super::starters::{Starters, mark};
use crate::components::identity_link::short;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::time::TimeAgo;
use crate::components::untrusted::visible;
use crate::layout::member::use_member;
use crate::types::member::Role;
use crate::types::rule::{RuleKind, RuleMode};

/// The rules, or those to begin with.
#[component]
pub fn RuleList(listed: Vec<AnyRule>, kind: RuleKind, changed: Callback<()>) -> impl IntoView {
    let member = use_member().resource();
    view! {
        <Load resource=member skeleton=Skeleton::Nothing let:me>
            {
                let may = me.role >= Role::Admin;
                let rules = listed.clone();
                if rules.is_empty() {
                    view! { <Starters kind may changed/> }.into_any()
                } else {
                    let cards = rules.into_iter().map(|rule| view! { <Card rule may changed/> });
                    view! {
                        {(!may).then(|| view! { <p class="rules__why">{NOT_ALLOWED}"; you can look at all of it."</p> })}
                        <div class="rules__list">{cards.collect_view()}</div>
                    }.into_any()
                }
            }
        </Load>
    }
}

#[component]
fn Card(rule: AnyRule, may: bool, changed: Callback<()>) -> impl IntoView {
    let draft = rule.draft();
    let (says, mark, kind) = (draft.says(), mark(&draft), draft.kind());
    let common = rule.common();
    let (id, mode, version, at) = (common.id, common.mode, common.version, common.updated_at);
    let name = short(common.name);
    let class = if mode == RuleMode::Off {
        "card rule rule--off"
    } else {
        "card rule"
    };
    let (open, copy) = (edit(kind, &Edited::Rule(id)), edit(kind, &Edited::CopyOf(id)));
    view! {
        <article class=class aria-label=name.clone()>
            <header class="rule__head">
                <h2 class="rule__name"><a href=open><bdi>{name.clone()}</bdi></a></h2>
                {mark}
                <Modes kind id mode may name=name.clone() changed/>
            </header>
            <p class="rule__says"><bdi>{visible(&says)}</bdi></p>
            <p class="rule__facts">
                <span>{format!("Version {version}")}" · changed "<TimeAgo at/></span>
                {may.then(|| view! { <a href=copy.clone()>"Duplicate"</a> })}
            </p>
        </article>
    }
}
