//! What the names of events meant when an identity's history was folded, so that a change can be told.

use std::collections::BTreeMap;

use app::types::event_kind::EventKind;
use serde::{Deserialize, Serialize};

use super::digest::digest;
use super::mapping::{Display, Mappings};

/// Names remembered one by one; an identity with more is folded again whenever any meaning changes.
const MAX_NAMES: usize = 64;

/// The names met, and what each was taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meanings {
    #[serde(rename = "n")]
    names: BTreeMap<String, Option<EventKind>>,
    /// What the customer said in all, when there were too many names to remember.
    #[serde(rename = "d", skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
    /// What the attributes were last read as, in short.
    #[serde(rename = "r")]
    reading: u32,
}

impl Meanings {
    /// What a name means, remembered.
    pub fn of(&mut self, event_type: &str, mappings: &Mappings) -> Option<EventKind> {
        if let Some(known) = self.names.get(event_type) {
            return *known;
        }
        let kind = mappings.event_kind(event_type);
        if self.names.len() < MAX_NAMES {
            self.names.insert(event_type.to_owned(), kind);
        } else if self.digest.is_none() {
            self.digest = Some(mappings.event_digest());
        }
        kind
    }

    /// As it was stored; none when it cannot be read.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).unwrap_or(None)
    }

    /// Remembers what the attributes were read as.
    pub fn read_as(&mut self, display: &Display) {
        self.reading = reading(display);
    }

    /// Whether the attributes are still read so.
    pub fn reads_as(&self, display: &Display) -> bool {
        self.reading == reading(display)
    }

    /// Whether everything still means what it meant.
    pub fn hold(&self, mappings: &Mappings) -> bool {
        let same = |digest: &String| *digest == mappings.event_digest();
        self.digest.as_ref().is_none_or(same)
            && self
                .names
                .iter()
                .all(|(name, kind)| mappings.event_kind(name) == *kind)
    }
}

fn reading(display: &Display) -> u32 {
    let Display {
        name,
        email,
        username,
        phone,
        organization,
        country,
    } = display;
    let fields = [name, email, username, phone, organization, country];
    let text: Vec<&str> = fields.map(|field| field.as_deref().unwrap_or_default()).to_vec();
    digest(text.join("\n").as_bytes())
}

#[cfg(test)]
mod tests {
    use app::types::event_kind::EventKind;
    use app::types::mapping::MappingKind;

    use super::Meanings;
    use crate::scoring::mapping::Mappings;

    /// Only a change of a name that was met matters, and changing it back undoes it.
    #[test]
    fn changes_are_told() {
        let before = Mappings::default();
        let mut meanings = Meanings::default();
        assert_eq!(meanings.of("login", &before), Some(EventKind::Login));
        assert_eq!(meanings.of("vote", &before), None);
        let mut after = before.clone();
        after.overlay(MappingKind::EventType, "order", None);
        assert!(meanings.hold(&before) && meanings.hold(&after));
        after.overlay(MappingKind::EventType, "vote", Some("FEATURE_USED"));
        assert!(!meanings.hold(&after));
        after.overlay(MappingKind::EventType, "vote", None);
        assert!(meanings.hold(&after));
    }

    /// However many names there are, little is kept and no change is missed.
    #[test]
    fn memory_is_bounded() {
        let before = Mappings::default();
        let mut meanings = Meanings::default();
        for n in 0..1_000 {
            meanings.of(&format!("event_{n}"), &before);
        }
        let kept = serde_json::to_string(&meanings).unwrap();
        assert!(kept.len() < 8_192, "{}", kept.len());
        let mut after = before.clone();
        after.overlay(MappingKind::EventType, "event_999", Some("LOGIN"));
        assert!(meanings.hold(&before) && !meanings.hold(&after));
    }
}
