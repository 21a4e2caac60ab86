//! Which events are shown: the filters in the URL, and whether an event passes them.

use crate::components::chips::FilterChip;
use crate::routes;
use crate::types::event::Event;
use crate::url::Query;

const KINDS: [(&str, &str); 7] = [
    ("type", "Event"),
    ("identity", "Identity"),
    ("device", "Device"),
    ("session", "Session"),
    ("groupType", "Group type"),
    ("group", "Group"),
    ("term", "Text"),
];

/// Events that are asked for at first.
const FIRST_ROWS: &str = "100";

/// The filters that are on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters(Query);

impl Filters {
    /// The filters of a URL.
    pub fn of(query: &Query) -> Self {
        Self(query.clone().only(&KINDS.map(|(key, _)| key)))
    }

    /// Whether every event passes.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The filters themselves, as parameters of the page.
    pub const fn query(&self) -> &Query {
        &self.0
    }

    /// What to ask the API for.
    pub fn request(&self) -> Query {
        self.0.clone().with("pageSize", FIRST_ROWS)
    }

    /// The page with one filter more.
    pub fn href_with(&self, key: &str, value: &str) -> String {
        self.0.clone().with(key, value).on(routes::EVENTS)
    }

    /// One chip per filter.
    pub fn chips(&self) -> Vec<FilterChip> {
        let chip = |(key, value): (&str, &str)| {
            let name = KINDS
                .iter()
                .find(|(kind, _)| *kind == key)
                .map_or(key, |(_, name)| name);
            let verb = if key == "term" { "contains" } else { "is" };
            FilterChip {
                text: format!("{name} {verb} {value}"),
                without: self.0.clone().without(key).on(routes::EVENTS),
            }
        };
        self.0.pairs().map(chip).collect()
    }

    /// Whether an event that has just arrived passes, by the same rules as the API's.
    pub fn admit(&self, event: &Event) -> bool {
        let identity = event.identity.as_ref().map(|identity| identity.id.as_str());
        let label = event.identity.as_ref().map(|identity| identity.label.as_str());
        self.0.pairs().all(|(key, value)| match key {
            "type" => event.event_name == value,
            "identity" => identity == Some(value),
            "device" => event.fingerprint.as_deref() == Some(value),
            "session" => event.session.as_deref() == Some(value),
            "groupType" => event.groups.iter().any(|group| group.kind == value),
            "group" => event.groups.iter().any(|group| {
                let of_type = self.0.get("groupType").is_none_or(|kind| group.kind == kind);
                of_type && group.id == value
            }),
            _ => [
                Some(event.event_name.as_str()),
                event.ip.as_deref(),
                identity,
                label,
            ]
            .into_iter()
            .flatten()
            .any(|text| text.to_lowercase().contains(&value.to_lowercase())),
        })
    }
}

#[cfg(test)]
pub mod tests {
    use super::Filters;
    use crate::types::event::{Event, PublicData};
    use crate::types::reference::{GroupReference, Reference};
    use crate::types::time::Timestamp;
    use crate::url::Query;

    /// An event of its own id.
    pub fn event(id: &str) -> Event {
        Event {
            id: id.to_owned(),
            timestamp: Timestamp::from_millis(0),
            received_at: Timestamp::from_millis(0),
            identity: Some(Reference {
                id: "ada".to_owned(),
                label: "Ada".to_owned(),
                path: "/api/identities/ada".to_owned(),
            }),
            groups: vec![GroupReference {
                kind: "team".to_owned(),
                id: "t1".to_owned(),
                label: "Team One".to_owned(),
                path: "/api/groups/team/t1".to_owned(),
            }],
            fingerprint: Some("0123456789abcdef0123456789abcdef".to_owned()),
            session: None,
            ip: Some("203.0.113.9".to_owned()),
            url: None,
            event_source: "api".to_owned(),
            event_name: "user.Login".to_owned(),
            canonical_type: None,
            place: None,
            masked_keys: Vec::new(),
            event_data: PublicData::default(),
        }
    }

    /// Every filter has to hold; text is looked for in names, addresses and ids, whatever its case.
    #[test]
    fn admits_what_the_api_would() {
        let admits = |search: &str| Filters::of(&Query::parse(search)).admit(&event("1"));
        for good in [
            "",
            "?tab=x",
            "?identity=ada",
            "?group=t1&groupType=team",
            "?term=login",
            "?term=113.9&type=user.Login",
            "?term=ADA",
        ] {
            assert!(admits(good), "{good}");
        }
        for bad in ["?identity=a", "?session=x", "?term=bob", "?term=ada&type=login"] {
            assert!(!admits(bad), "{bad}");
        }
    }
}
