//! One channel: where it leads, what it carries, how that is going, and what can be done with it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::{Desk, Subject};
use super::listed::Listed;
use super::notice::Notice;
use super::row::StatusBadge;
use super::trial::{TrialButton, TrialResult};
use super::{is_ahead, named, word};
use crate::api;
use crate::components::button::{Button, Tone};
use crate::components::facts::{Fact, Facts};
use crate::components::icon::Icon;
use crate::components::identity_link::short;
use crate::components::pagination::grouped_signed;
use crate::components::switch::Switch;
use crate::components::time::{TimeAgo, use_now};
use crate::components::toast::use_toaster;
use crate::components::untrusted::Untrusted;
use crate::routes;
use crate::types::channel::{Channel, ChannelPatch, ChannelType};
use crate::types::delivery::Delivery;

/// The card of a channel; on its own page it has no name, because that is the title.
#[component]
pub fn ChannelCard(listed: Listed, may: bool, desk: Desk, #[prop(optional)] whole: bool) -> impl IntoView {
    let Listed { channel, last } = listed;
    let (id, name) = (channel.id, named(&channel));
    let class = if channel.enabled {
        "card channel"
    } else {
        "card channel channel--off"
    };
    let (kind, failures) = (channel.kind, channel.health.consecutive_failures);
    let of = StoredValue::new(channel);
    let shown = name.clone();
    let title = (!whole).then(|| {
        let href = routes::channel(id);
        view! { <h2 class="channel__name"><a href=href><bdi>{shown}</bdi></a></h2> }
    });
    view! {
        <article class=class aria-label=name>
            <header class="channel__head">
                {title}
                <span class="badge">{word(kind)}</span>
                <State channel=of.get_value()/>
            </header>
            <Notice channel=of.get_value()/>
            <Facts>
                <Fact name="Leads to"><Target channel=of.get_value()/></Fact>
                <Fact name="Carries"><Carried channel=of.get_value()/></Fact>
                <Fact name="Last delivery"><Last last/></Fact>
                <Fact name="Failures in a row">{grouped_signed(failures)}</Fact>
            </Facts>
            <TrialResult id desk/>
            <Actions channel=of.get_value() may desk whole/>
        </article>
    }
}

/// How it stands, in a word.
#[component]
fn State(channel: Channel) -> impl IntoView {
    let paused = is_ahead(channel.health.paused_until, use_now().still());
    let (class, text) = match (&channel.disabled_reason, channel.enabled) {
        (Some(_), false) => ("badge badge--bad", "Switched off"),
        (None, false) => ("badge badge--off", "Off"),
        (_, true) if paused => ("badge badge--watch", "Paused"),
        (_, true) if channel.health.consecutive_failures > 0 => ("badge badge--watch", "Failing"),
        (_, true) => ("badge badge--good", "On"),
    };
    view! { <span class=class>{text}</span> }
}

#[component]
fn Target(channel: Channel) -> impl IntoView {
    let config = channel.config;
    match channel.kind {
        ChannelType::Email => {
            let all: Vec<String> = config.recipients.into_iter().flatten().collect();
            let all = all.join(", ");
            view! { <Untrusted text=all/> }.into_any()
        }
        ChannelType::Slack => {
            view! { <code>{short(config.url_hint.as_deref().unwrap_or("–"))}</code> }.into_any()
        }
        ChannelType::Webhook => {
            view! { <code class="channel__url">{masked(config.url.as_deref().unwrap_or("–"))}</code> }
                .into_any()
        }
    }
}

/// An address without its query, where keys are kept.
fn masked(url: &str) -> String {
    match url.split_once('?') {
        Some((before, _)) => format!("{}?…", short(before)),
        None => short(url),
    }
}

#[component]
fn Carried(channel: Channel) -> impl IntoView {
    let all = channel
        .events
        .into_iter()
        .map(|event| view! { <li class="badge" title=event.as_str()>{event.label()}</li> });
    view! { <ul class="badges">{all.collect_view()}</ul> }
}

#[component]
fn Last(last: Option<Delivery>) -> impl IntoView {
    match last {
        Some(last) => view! {
            <span class="channel__last"><StatusBadge status=last.status/><TimeAgo at=last.created_at/></span>
        }
        .into_any(),
        None => view! { <span class="faint">"None yet: send a test"</span> }.into_any(),
    }
}

#[component]
fn Actions(channel: Channel, may: bool, desk: Desk, whole: bool) -> impl IntoView {
    let toaster = use_toaster();
    let id = channel.id;
    let (on, signs) = (
        RwSignal::new(channel.enabled),
        channel.kind == ChannelType::Webhook,
    );
    let log = (!whole).then(|| {
        let href = routes::channel(id);
        view! { <a class="button button--quiet" href=href>"Deliveries"</a> }
    });
    if !may {
        return log.map(|log| view! { <footer class="channel__actions">{log}</footer> }.into_any());
    }
    let channel = StoredValue::new(channel);
    let switch = move |enabled: bool| {
        on.set(enabled);
        spawn_local(async move {
            let patch = ChannelPatch {
                enabled: Some(enabled),
                ..ChannelPatch::default()
            };
            match api::channels::update(id, &patch).await {
                Ok(_) if enabled => toaster.done("On: what waited is sent now."),
                Ok(_) => toaster.done("Off: what happens from now on is not sent. What is under way waits."),
                Err(error) => {
                    let _ = on.try_set(!enabled);
                    return toaster.failed("Not changed", &error);
                }
            }
            desk.refresh();
        });
    };
    let rotate = signs.then(|| {
        let press = move |()| desk.rotating.set(Some(channel.get_value()));
        view! { <Button press>"Rotate secret"</Button> }
    });
    Some(
        view! {
            <footer class="channel__actions">
                <Switch label="On" on change=switch/>
                <span class="channel__gap"></span>
                {log}
                <TrialButton id disabled=Signal::derive(move || !on.get()) desk/>
                <Button press=move |()| desk.edit(Subject::Of(Box::new(channel.get_value())))>"Edit"</Button>
                {rotate}
                <Button tone=Tone::Danger icon=Icon::Trash press=move |()| desk.deleting.set(Some(channel.get_value()))>"Delete"</Button>
            </footer>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::masked;

    /// Keys are kept in queries.
    #[test]
    fn queries_are_not_shown() {
        assert_eq!(masked("https://a.example/hook?key=1"), "https://a.example/hook?…");
        assert_eq!(masked("https://a.example/hook"), "https://a.example/hook");
    }
}
