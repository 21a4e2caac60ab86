//! Going through the inbox without a mouse.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast as _;

use super::Inbox;
use super::decide::Deed;
use crate::layout::member::use_member;
use crate::layout::shortcuts::use_keys;
use crate::types::escalation::{Decision, EscalationPatch};
use crate::types::member::Role;

/// Listens for keys. `Enter` needs nobody: `j` and `k` put the focus on links.
#[component]
pub fn Hands(inbox: Inbox) -> impl IntoView {
    let navigate = use_navigate();
    let deed = Deed::of(inbox);
    let member = use_member().resource();
    let open = move |id: Option<i64>| {
        let target = inbox.wanted.with_untracked(|wanted| wanted.opened(id));
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&target, options);
    };
    let may = move || matches!(member.get_untracked(), Some(Ok(me)) if me.role >= Role::Analyst);
    use_keys(move |key| {
        let selected = inbox.wanted.with_untracked(|wanted| wanted.selected);
        match key {
            "j" => walk(inbox, 1),
            "k" => walk(inbox, -1),
            "x" => check_focused(inbox),
            "n" | "p" => {
                let step = if key == "n" { 1 } else { -1 };
                let to = untrack(|| inbox.neighbour(step));
                if to.is_some() {
                    open(to);
                }
            }
            "a" if may() => {
                let patch = EscalationPatch::decided(Decision::Acknowledged);
                deed.run(meant(inbox), patch, "Acknowledged. “Reopen” undoes this.");
            }
            "c" if may() => inbox.closing.set(meant(inbox)),
            "Escape" if inbox.checked.with_untracked(|checked| !checked.is_empty()) => {
                inbox.checked.update(|checked| checked.clear());
            }
            "Escape" if selected.is_some() => open(None),
            _ => return false,
        }
        true
    });
}

/// Those that are selected, else the one that is open.
fn meant(inbox: Inbox) -> Vec<i64> {
    let checked: Vec<i64> = inbox
        .checked
        .with_untracked(|checked| checked.iter().copied().collect());
    if checked.is_empty() {
        let open = inbox.wanted.with_untracked(|wanted| wanted.selected);
        return open.into_iter().collect();
    }
    checked
}

/// The place of the focused row in the list.
fn focused() -> Option<usize> {
    let Ok(Some(row)) = document().active_element()?.closest(".inbox__row") else {
        return None;
    };
    let mut at = 0;
    let mut before = row.previous_element_sibling();
    while let Some(row) = before {
        at += 1;
        before = row.previous_element_sibling();
    }
    Some(at)
}

fn walk(inbox: Inbox, step: isize) {
    let count = inbox.order.with_untracked(Vec::len);
    let open = inbox.wanted.with_untracked(|wanted| wanted.selected);
    let opened = || {
        inbox
            .order
            .with_untracked(|order| order.iter().position(|id| Some(*id) == open))
    };
    let to = match focused().or_else(opened) {
        Some(at) => at.saturating_add_signed(step).min(count.saturating_sub(1)),
        None => 0,
    };
    let link = document().query_selector(&format!(".inbox__row:nth-child({}) .inbox__link", to + 1));
    if let Ok(Some(link)) = link
        && let Ok(link) = link.dyn_into::<web_sys::HtmlElement>()
    {
        let _ = link.focus();
    }
}

fn check_focused(inbox: Inbox) {
    let id = focused().and_then(|at| inbox.order.with_untracked(|order| order.get(at).copied()));
    if let Some(id) = id {
        inbox.checked.update(|checked| {
            if !checked.remove(&id) {
                checked.insert(id);
            }
        });
    }
}
