//! What a rule was and is, and making it again what it was.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::NOT_ALLOWED;
use super::draft::{Draft, badge_word, mode_word};
use super::rule::{Version, restore, versions};
use crate::components::button::Button;
use crate::components::identity_link::short;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::severity_chip::severity_word;
use crate::components::time::TimeAgo;
use crate::components::toast::use_toaster;
use crate::components::untrusted::visible;
use crate::layout::member::use_member;
use crate::types::condition::duration;
use crate::types::member::Role;
use crate::types::rule::RuleKind;

/// The versions, latest first, each with what changed in it.
#[component]
pub fn Versions(kind: RuleKind, id: i64, changed: Callback<()>) -> impl IntoView {
    let found = Resource::new(move || (kind, id), |(kind, id)| versions(kind, id));
    let member = use_member().resource();
    let again = Callback::new(move |()| {
        found.refetch();
        changed.run(());
    });
    view! {
        <section class="versions" aria-labelledby="versions">
            <h2 class="section-title" id="versions">"Versions"</h2>
            <Load resource=found skeleton=Skeleton::Rows let:all>
                <Load resource=member skeleton=Skeleton::Nothing let:me>
                    <ol class="card versions__list">{entries(&all, kind, id, me.role >= Role::Admin, again)}</ol>
                </Load>
            </Load>
        </section>
    }
}

fn entries(
    all: &[Version],
    kind: RuleKind,
    id: i64,
    may: bool,
    changed: Callback<()>,
) -> impl IntoView + use<> {
    let before = all.iter().skip(1).map(Some).chain([None]);
    let entries = all.iter().zip(before).enumerate().map(|(at, (one, before))| {
        let new = lines(&one.rule.draft());
        let old = before.map(|version| lines(&version.rule.draft()));
        let (gone, come) = differences(old, new);
        let gone = gone.into_iter().map(|line| view! { <li><del>{visible(&line)}</del></li> });
        let come = come.into_iter().map(|line| view! { <li><ins>{visible(&line)}</ins></li> });
        let who = one.changed_by.as_deref().map_or_else(|| "somebody".to_owned(), short);
        let (version, when) = (one.version, one.changed_at);
        view! {
            <li class="version">
                <div class="version__what">
                    <p><b>{format!("Version {version}")}</b><span class="faint">" · "<TimeAgo at=when/>" · "<bdi>{who}</bdi></span></p>
                    <ul class="version__lines">{gone.collect_view()}{come.collect_view()}</ul>
                </div>
                {if at == 0 {
                    view! { <span class="badge badge--good">"Now"</span> }.into_any()
                } else {
                    view! { <Restore kind id version may changed/> }.into_any()
                }}
            </li>
        }
    });
    entries.collect_view()
}

#[component]
fn Restore(kind: RuleKind, id: i64, version: i64, may: bool, changed: Callback<()>) -> impl IntoView {
    let toaster = use_toaster();
    let busy = RwSignal::new(false);
    let press = move |()| {
        busy.set(true);
        spawn_local(async move {
            match restore(kind, id, version).await {
                Ok(()) => {
                    toaster.done(format!(
                        "The rule is what it was in version {version}, as a new version."
                    ));
                    changed.run(());
                }
                Err(error) => toaster.failed("Not restored", &error),
            }
            let _ = busy.try_set(false);
        });
    };
    let title = if may {
        format!("Restore version {version}")
    } else {
        NOT_ALLOWED.to_owned()
    };
    view! { <Button busy disabled=!may title press=press>"Restore"</Button> }
}

/// What a rule is made of, a line for each part.
fn lines(draft: &Draft) -> Vec<String> {
    let mut lines = vec![format!("Named “{}”", draft.name())];
    let (mark, begins, ends, mode) = match draft {
        Draft::Badge(rule) => (
            format!("{} badge, priority {}", badge_word(rule.kind), rule.priority),
            rule.apply_delay_seconds,
            Some(rule.remove_delay_seconds),
            rule.mode,
        ),
        Draft::Escalation(rule) => (
            format!("Severity {}", severity_word(rule.severity).to_lowercase()),
            rule.open_after_seconds,
            rule.close_after_seconds,
            rule.mode,
        ),
    };
    lines.push(mark);
    lines.extend(
        draft
            .conditions()
            .iter()
            .map(|condition| format!("When {condition}")),
    );
    lines.push(format!("Comes after {}", duration(begins)));
    lines.push(match ends {
        Some(seconds) => format!("Goes after {}", duration(seconds)),
        None => "Never goes by itself".to_owned(),
    });
    lines.extend(mode.map(|mode| format!("Mode: {}", mode_word(mode).to_lowercase())));
    lines
}

/// Lines that went, and lines that came; of the first version all came.
fn differences(old: Option<Vec<String>>, new: Vec<String>) -> (Vec<String>, Vec<String>) {
    let Some(old) = old else {
        return (Vec::new(), new);
    };
    let gone = old.iter().filter(|line| !new.contains(line)).cloned().collect();
    let come = new.into_iter().filter(|line| !old.contains(line)).collect();
    (gone, come)
}

#[cfg(test)]
mod tests {
    use super::{differences, lines};
    use crate::pages::settings::rules::draft::Draft;
    use crate::types::badge::BadgeType;
    use crate::types::condition::Condition;

    /// Only what changed is told.
    #[test]
    fn tells_what_changed() {
        let of = |name: &str, seconds| {
            lines(&Draft::badge(
                name,
                BadgeType::Bad,
                vec![Condition::OlderThan(seconds)],
            ))
        };
        let (gone, come) = differences(Some(of("Old", 60)), of("Old", 3_600));
        assert_eq!(gone, ["When it was first seen more than 1 minute ago"]);
        assert_eq!(come, ["When it was first seen more than 1 hour ago"]);
        assert_eq!(differences(None, of("Old", 60)).1.len(), of("Old", 60).len());
    }
}
