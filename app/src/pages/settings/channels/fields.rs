//! What is typed into the form of a channel.

use leptos::prelude::*;

use super::desk::Subject;
use crate::api;
use crate::api::client::ApiResult;
use crate::types::channel::{
    ChannelDraft, ChannelEvent, ChannelPatch, ChannelTarget, ChannelType, NewChannel,
};

/// What is typed in.
#[derive(Clone, Copy)]
pub struct Form {
    pub kind: RwSignal<ChannelType>,
    pub name: RwSignal<String>,
    /// An address to call, or the addresses that are written to, one on each line.
    pub target: RwSignal<String>,
    pub events: RwSignal<Vec<ChannelEvent>>,
    /// The channel that is changed.
    pub id: Option<i64>,
}

impl Form {
    /// The fields, filled with what the subject is; `own` is the address of whoever makes an email channel.
    pub fn of(subject: Subject, own: String) -> Self {
        let (id, kind, name, target, events) = match subject {
            Subject::New(kind) => {
                let events = vec![ChannelEvent::EscalationOpened, ChannelEvent::EscalationClosed];
                (None, kind, String::new(), String::new(), events)
            }
            Subject::Of(channel) => {
                let config = channel.config;
                let target = match (config.recipients, config.url) {
                    (Some(all), _) => all.join("\n"),
                    (None, Some(url)) => url,
                    (None, None) => String::new(),
                };
                (
                    Some(channel.id),
                    channel.kind,
                    channel.name,
                    target,
                    channel.events,
                )
            }
        };
        let form = Self {
            kind: RwSignal::new(kind),
            name: RwSignal::new(name),
            target: RwSignal::new(target),
            events: RwSignal::new(events),
            id,
        };
        if id.is_none() {
            // Each kind begins with what is usual for it.
            Effect::new(move |_| {
                let is_email = form.kind.get() == ChannelType::Email;
                form.target
                    .set(if is_email { own.clone() } else { String::new() });
            });
        }
        form
    }

    /// What is wrong before anybody is asked.
    pub fn check(self) -> Result<(), &'static str> {
        let length = self.name.with(|name| name.trim().chars().count());
        let is_kept = self.id.is_some() && self.kind.get() == ChannelType::Slack;
        if !(1..=100).contains(&length) {
            Err("Enter a name of 1 to 100 characters.")
        } else if self.target.with(|target| target.trim().is_empty()) && !is_kept {
            Err("Say where it leads.")
        } else if self.events.with(Vec::is_empty) {
            Err("Choose something for it to carry.")
        } else {
            Ok(())
        }
    }

    fn config(self) -> ChannelTarget {
        let target = self.target.get_untracked();
        let nothing = ChannelTarget::default();
        if self.kind.get_untracked() == ChannelType::Email {
            let all = target.split(|letter: char| letter.is_whitespace() || ",;".contains(letter));
            let recipients = all.filter(|one| !one.is_empty()).map(str::to_owned).collect();
            return ChannelTarget {
                recipients: Some(recipients),
                ..nothing
            };
        }
        ChannelTarget {
            url: Some(target.trim().to_owned()),
            ..nothing
        }
    }

    /// Makes the channel, or changes it.
    pub fn save(self) -> impl Future<Output = ApiResult<NewChannel>> {
        let (name, events) = (
            self.name.get_untracked().trim().to_owned(),
            self.events.get_untracked(),
        );
        let (kind, config, id) = (self.kind.get_untracked(), self.config(), self.id);
        async move {
            let Some(id) = id else {
                let draft = ChannelDraft {
                    name,
                    slug: None,
                    kind,
                    config,
                    events,
                    enabled: None,
                };
                return api::channels::create(&draft).await;
            };
            let patch = ChannelPatch {
                name: Some(name),
                config: (config.url.as_deref() != Some("")).then_some(config),
                events: Some(events),
                enabled: None,
            };
            let channel = api::channels::update(id, &patch).await?;
            Ok(NewChannel {
                channel,
                secret: None,
            })
        }
    }
}
