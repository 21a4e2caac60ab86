//! How one event enters the summary.

use app::types::event::MASKED;
use app::types::event_kind::EventKind;
use serde_json::{Map, Value};

use super::History;
use super::access::{self, Arrival, Novelty, Origin};
use super::days::day_of;
use super::traces::{DeviceTrace, Locale, note_device, note_network};
use super::{pace, tells};
use crate::scoring::agent;
use crate::scoring::device_limits;
use crate::scoring::digest::{digest, network, plain_key};
use crate::scoring::event_fact::{EventFact, Source};
use crate::scoring::request;

/// An identity is established after so long, on so many days, with so many events.
const ESTABLISHED_AGE_MS: i64 = 3 * 86_400_000;
const ESTABLISHED_DAYS: u32 = 3;
const ESTABLISHED_EVENTS: i64 = 10;

impl History {
    /// Takes one more event in; events come in the order of `seq`.
    pub fn fold(&mut self, event: &EventFact<'_>) {
        if self.event_count > 0 && event.seq <= self.last_seq {
            return;
        }
        let day = day_of(event.at_ms);
        let record = event.device.filter(|record| record.is_object());
        let device = event.fingerprint.map(plain_key);
        let origin = Origin {
            at_ms: event.at_ms,
            day,
            confirmed: event.source == Source::Server,
            device: device.as_deref(),
            network: event.ip.map(network),
            country: event.place.and_then(|place| place.country_code.as_deref()),
        };
        let locale = Locale::of(record);
        self.fold_access(event, &origin, &locale);
        self.fold_place(&origin, locale);
        if let Some(place) = event.place {
            self.whereabouts.note(place, device.as_deref(), event.at_ms, day);
        }
        self.fold_client(event, record, day);
        self.fold_hand(event, device.as_deref(), day);
        self.fold_attributes(event);
        self.fold_time(event, day);
    }

    fn fold_access(&mut self, event: &EventFact<'_>, origin: &Origin<'_>, locale: &Locale) {
        let novelty = self.novelty(origin, locale);
        let is_login = event.canonical == Some(EventKind::Login);
        let is_new = novelty.device || (origin.device.is_none() && novelty.network && is_login);
        if is_new && self.is_established() {
            let arrival = Arrival {
                at_ms: origin.at_ms,
                device: origin.device.unwrap_or_default().to_owned(),
                network: origin.network,
                novelty,
                days_before: self.active.count,
                failures_before: self.logins.live_failures(origin.at_ms),
                ..Arrival::default()
            };
            access::arrive(&mut self.arrivals, arrival);
        }
        access::follow(&mut self.arrivals, event.canonical, origin, &self.last_device);
        let new_device = novelty.device || self.arrivals.iter().any(|arrival| arrival.is_fresh(origin));
        match event.canonical {
            Some(EventKind::LoginFailed) => self.logins.fail(origin.at_ms, origin.confirmed, origin.network),
            Some(EventKind::Login) => self.logins.succeed(origin.at_ms, new_device),
            Some(EventKind::PaymentFailed) => {
                self.payments
                    .fail(origin.at_ms, origin.confirmed, card(event.data));
            }
            Some(EventKind::Purchase) => self.payments.succeed(origin.at_ms, new_device),
            _ => {}
        }
    }

    /// New means: others are known, and this one is not among them.
    fn novelty(&self, origin: &Origin<'_>, locale: &Locale) -> Novelty {
        let unknown = |said: &str, kept: fn(&DeviceTrace) -> &str| {
            let mut known = self
                .devices
                .iter()
                .map(kept)
                .filter(|kept| !kept.is_empty())
                .peekable();
            !said.is_empty() && known.peek().is_some() && known.all(|kept| kept != said)
        };
        Novelty {
            device: unknown(origin.device.unwrap_or_default(), |trace| &trace.fingerprint),
            network: !self.networks.is_empty()
                && origin
                    .network
                    .is_some_and(|key| self.networks.iter().all(|trace| trace.key != key)),
            country: origin
                .country
                .is_some_and(|code| self.whereabouts.is_new_country(code)),
            timezone: unknown(&locale.timezone, |trace| &trace.timezone),
            language: unknown(&locale.language, |trace| &trace.language),
            platform: unknown(&locale.platform, |trace| &trace.platform),
        }
    }

    fn fold_place(&mut self, origin: &Origin<'_>, locale: Locale) {
        if let Some(device) = origin.device {
            note_device(&mut self.devices, device, locale, origin.at_ms, origin.day);
            device.clone_into(&mut self.last_device);
        }
        if let Some(key) = origin.network {
            note_network(&mut self.networks, key, origin.at_ms, origin.day);
            self.first_network.get_or_insert(key);
            self.churn.note(key, origin.day);
        }
    }

    fn fold_client(&mut self, event: &EventFact<'_>, record: Option<&Value>, day: i64) {
        let from_browser = event.source == Source::Browser;
        // A server that knows nothing of a browser speaks for itself: its own agent tells nothing.
        let is_proxied = record.is_some() || event.session.is_some() || event.fingerprint.is_some();
        let header = event.user_agent.filter(|_| from_browser || is_proxied);
        let mut shown = Vec::new();
        if from_browser {
            self.tells.browser_days.mark(day);
        }
        if let Some(header) = header {
            self.tells.agent_days.mark(day);
            shown.extend(agent::of_header(header));
        }
        if let Some(record) = record {
            shown.extend(tells::of_record(record));
            shown.extend(device_limits::of_record(record));
            shown.extend(agent::of_record(record, header));
            // What a server passes on is its customer's browser, but its own request.
            if from_browser {
                shown.extend(request::of_record(record, header));
            }
        }
        if event.fingerprint_mismatch {
            shown.push(tells::Tell::FingerprintMismatch);
        }
        if record.is_some() || header.is_some() || !shown.is_empty() {
            self.tells.note(&shown, record.is_some(), day);
        }
    }

    fn fold_hand(&mut self, event: &EventFact<'_>, device: Option<&str>, day: i64) {
        if let Some(summary) = event.interaction {
            self.input.note(summary, day);
        }
        let visit = event.session.or(device);
        match event.source {
            Source::Browser => {
                self.hours.note(event.at_ms, day);
                self.browser_pace.note(event.at_ms, day, pace::BROWSER_PER_MINUTE);
            }
            Source::Server => self.server_pace.note(event.at_ms, day, pace::SERVER_PER_MINUTE),
        }
        if let Some(url) = event.url {
            self.pages.note(url, event.at_ms, day);
        }
        if event.canonical == Some(EventKind::ContentCreated) {
            self.posts.note(event.data, day);
        }
        // A server's own events keep whatever time its jobs keep; only what a visit did has a rhythm.
        if let Some(visit) = visit {
            let visit = digest(visit.as_bytes());
            self.rhythm.note(visit, event.event_type, event.at_ms, day);
            self.routine.note(visit, event.event_type, event.at_ms);
        }
    }

    fn fold_attributes(&mut self, event: &EventFact<'_>) {
        if let Some(attributes) = event.identity_data {
            self.claims
                .note(attributes, event.source == Source::Browser, self.is_established());
        }
    }

    fn fold_time(&mut self, event: &EventFact<'_>, day: i64) {
        let at_ms = event.at_ms;
        self.first_ms = if self.event_count == 0 {
            at_ms
        } else {
            self.first_ms.min(at_ms)
        };
        self.last_ms = if self.event_count == 0 {
            at_ms
        } else {
            self.last_ms.max(at_ms)
        };
        self.last_seq = event.seq;
        self.event_count = self.event_count.saturating_add(1);
        let confirmed = event.source == Source::Server;
        self.server_count = self.server_count.saturating_add(i64::from(confirmed));
        self.active.mark(day);
        if let Some(kind) = event.canonical {
            let tally = self.kinds.entry(kind).or_default();
            tally.first_ms = if tally.count == 0 {
                at_ms
            } else {
                tally.first_ms.min(at_ms)
            };
            tally.count = tally.count.saturating_add(1);
            tally.confirmed = tally.confirmed.saturating_add(u32::from(confirmed));
            tally.days.mark(day);
        }
        let is_old = self.last_ms.saturating_sub(self.first_ms) >= ESTABLISHED_AGE_MS;
        let is_used = self.active.count >= ESTABLISHED_DAYS && self.event_count >= ESTABLISHED_EVENTS;
        if self.established_ms.is_none() && is_old && is_used {
            self.established_ms = Some(self.last_ms);
        }
    }
}

/// Digest of what tells one card from another, when the customer sends it.
fn card(data: &Map<String, Value>) -> Option<u32> {
    let keys = [
        "card",
        "cardLast4",
        "card_last4",
        "last4",
        "bin",
        "cardFingerprint",
        "card_fingerprint",
    ];
    // A number that was masked on its way in tells no card from another.
    let told = |value: &&Value| value.as_str().is_none_or(|text| !text.contains(MASKED));
    let value = keys.iter().filter_map(|key| data.get(*key)).find(told)?;
    match value {
        Value::String(text) => Some(digest(text.as_bytes())),
        Value::Number(number) => Some(digest(number.to_string().as_bytes())),
        _ => None,
    }
}
