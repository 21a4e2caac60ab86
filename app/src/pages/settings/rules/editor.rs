//! Making a rule, or changing one.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use serde::{Deserialize, Serialize};

use super::NOT_ALLOWED;
use super::back_test::BackTests;
use super::delete::DeleteRule;
use super::draft::Draft;
use super::fields::{Conditions, Delays, Naming};
use super::form::Form;
use super::hearers::Hearers;
use super::preview::Preview;
use super::query::{self, Edited};
use super::rule::{all, one};
use super::starters::starters;
use super::versions::Versions;
use crate::api;
use crate::api::client::ApiResult;
use crate::components::button::{Button, LinkButton, Submit};
use crate::components::icon::{Draw, Icon};
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::page_header::PageHeader;
use crate::components::toast::use_toaster;
use crate::components::untrusted::visible;
use crate::types::badge::BadgeType;
use crate::types::channel::Channel;
use crate::types::escalation::Severity;
use crate::types::member::Role;
use crate::types::rule::RuleKind;

/// What the editor begins with.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Bench {
    draft: Draft,
    role: Role,
    /// Short names of the badges that rules give.
    badges: Vec<String>,
    /// Who can hear of escalations; nobody, for a badge rule.
    channels: Vec<Channel>,
}

async fn bench((kind, edited): (RuleKind, Edited)) -> ApiResult<Bench> {
    let empty = || match kind {
        RuleKind::Badge => Draft::badge("", BadgeType::Bad, Vec::new()),
        RuleKind::Escalation => Draft::escalation("", Severity::Warning, Vec::new()),
    };
    let draft = match edited {
        Edited::New => empty(),
        Edited::Starter(name) => {
            let found = starters(kind).into_iter().find(|draft| draft.name() == name);
            found.unwrap_or_else(empty)
        }
        Edited::CopyOf(id) => one(kind, id).await?.draft().copied(),
        Edited::Rule(id) => one(kind, id).await?.draft(),
    };
    let given = all(RuleKind::Badge).await?;
    let slug = |draft: Draft| match draft {
        Draft::Badge(rule) => rule.slug.map(String::from),
        Draft::Escalation(_) => None,
    };
    let channels = match kind {
        RuleKind::Badge => Vec::new(),
        RuleKind::Escalation => api::channels::list().await?,
    };
    Ok(Bench {
        channels,
        draft,
        role: api::auth::me().await?.role,
        badges: given.iter().filter_map(|rule| slug(rule.draft())).collect(),
    })
}

/// The editor of a new rule or of one that there is.
#[component]
pub fn Editor(kind: RuleKind, edited: Edited, changed: Callback<()>) -> impl IntoView {
    let id = match edited {
        Edited::Rule(id) => Some(id),
        _ => None,
    };
    let of = (kind, edited);
    let began = Resource::new(move || of.clone(), bench);
    let again = Callback::new(move |()| {
        began.refetch();
        changed.run(());
    });
    let title = match (id, kind) {
        (None, RuleKind::Badge) => "New badge rule",
        (None, RuleKind::Escalation) => "New escalation rule",
        (Some(_), RuleKind::Badge) => "Badge rule",
        (Some(_), RuleKind::Escalation) => "Escalation rule",
    };
    view! {
        <a class="back-link" href=query::list(kind)><Draw icon=Icon::Back/>"Rules"</a>
        <Load resource=began skeleton=Skeleton::Lines let:bench>
            <Titled bench=bench.clone() title kind id changed/>
            <Sheet bench id changed/>
            {id.map(|id| view! { <Versions kind id changed=again/> })}
        </Load>
    }
}

#[component]
fn Titled(
    bench: Bench,
    title: &'static str,
    kind: RuleKind,
    id: Option<i64>,
    changed: Callback<()>,
) -> impl IntoView {
    let deleted = id.filter(|_| bench.role >= Role::Admin);
    let name = bench.draft.name().to_owned();
    view! {
        <PageHeader title>
            {deleted.map(|id| view! { <DeleteRule kind id name changed/> })}
        </PageHeader>
    }
}

#[component]
fn Sheet(bench: Bench, id: Option<i64>, changed: Callback<()>) -> impl IntoView {
    let form = Form::of(bench.draft);
    let (may, may_try) = (bench.role >= Role::Admin, bench.role >= Role::Analyst);
    let slugs = bench
        .badges
        .into_iter()
        .map(|slug| view! { <option value=slug></option> });
    view! {
        <div class="editor">
            <Fields form channels=bench.channels id may changed/>
            <aside class="editor__trial" aria-label="Trying it">
                <Preview form may=may_try/>
                {(form.kind() == RuleKind::Escalation).then(|| view! { <BackTests form may=may_try/> })}
            </aside>
            <datalist id="badge-slugs">{slugs.collect_view()}</datalist>
        </div>
    }
}

#[component]
fn Fields(
    form: Form,
    channels: Vec<Channel>,
    id: Option<i64>,
    may: bool,
    changed: Callback<()>,
) -> impl IntoView {
    let toaster = use_toaster();
    let navigate = use_navigate();
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let kind = form.kind();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let draft = match untrack(move || form.draft()) {
            Ok(draft) => draft,
            Err(reason) => return problem.set(Some(reason)),
        };
        busy.set(true);
        problem.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            match draft.save(id).await {
                Ok(_) => {
                    toaster.done("Saved. It goes through everybody in the background; an earlier version can be restored.");
                    changed.run(());
                    navigate(&query::list(kind), Default::default());
                }
                Err(error) => problem.set(Some(error.message())),
            }
            let _ = busy.try_set(false);
        });
    };
    let says = move || visible(&form.sketch().says());
    view! {
        <form class="card editor__form" method="post" novalidate on:submit=submit>
            {(!may).then(|| view! { <p class="rules__why">{NOT_ALLOWED}"; you can look and try."</p> })}
            <p class="editor__says" aria-live="polite"><bdi>{says}</bdi></p>
            <Naming form/>
            <Conditions form/>
            <Delays form/>
            {(kind == RuleKind::Escalation).then(|| view! { <Hearers all=channels chosen=form.channels/> })}
            <div role="alert">
                {move || problem.get().map(|text| view! { <p class="form-problem"><Draw icon=Icon::Alert/>{text}</p> })}
            </div>
            <div class="dialog__actions">
                <LinkButton href=query::list(kind)>"Cancel"</LinkButton>
                {if may {
                    view! { <Submit busy>"Save"</Submit> }.into_any()
                } else {
                    view! { <Button disabled=true title=NOT_ALLOWED press=|()| ()>"Save"</Button> }.into_any()
                }}
            </div>
        </form>
    }
}
