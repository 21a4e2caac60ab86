//! Whose the anonymous events of a session turn out to be.

use app::types::ids::event_type;

use super::{Stitch, see};
use crate::store::ingest::{Attribution, KeyKind, NewEvent};

impl Stitch<'_, '_> {
    /// What happened in a session before its visitor was known, was done by that visitor, on the session's device
    /// and from its address.
    pub(super) fn attribute(
        &mut self,
        session_id: i64,
        identity_id: i64,
        told_by_seq: i64,
        event: &NewEvent,
    ) {
        if event.event_type != event_type::IDENTIFY && event.key_kind != KeyKind::Server {
            return;
        }
        for at in self.anonymous.remove(&session_id).unwrap_or_default() {
            if let Some(row) = self.changes.events.get_mut(at) {
                row.identity_id = Some(identity_id);
                row.attributed_seq = Some(told_by_seq);
            }
        }
        // What is stored already goes to the first who is told of; a session that is new has nothing stored.
        if session_id <= self.changes.known_seq && self.told.insert(session_id) {
            self.changes.attributions.push(Attribution {
                session_id,
                identity_id,
                told_by_seq,
            });
        }
        let Some(session) = event
            .session
            .as_ref()
            .and_then(|key| self.known.sessions.get(key))
        else {
            return;
        };
        if let Some(device) = session.device_id {
            see(
                &mut self.changes.on_devices,
                (device, identity_id),
                session.started_at,
            );
        }
        if let Some(ip) = &session.ip {
            see(
                &mut self.changes.at_addresses,
                (ip.clone(), identity_id),
                session.started_at,
            );
        }
    }
}
