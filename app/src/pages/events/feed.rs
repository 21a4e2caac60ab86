//! The ring of the latest events, and when new ones may move what is being read.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::types::event::Event;
use crate::types::page::Page;

/// Rows kept in memory.
pub const KEPT: usize = 500;

/// Arrivals are shown together, so that a busy account does not redraw for each of them.
const GATHER: Duration = Duration::from_millis(250);

/// Time to get from a row to the button without the rows moving away.
const LEAVE: Duration = Duration::from_millis(600);

/// A page is read once it has been scrolled this far, in CSS pixels.
const SCROLLED: f64 = 160.0;

/// Events on the screen, and those that wait until the reader looks up.
#[derive(Clone, Copy)]
pub struct Feed {
    /// How many are stored.
    stored: RwSignal<u64>,
    rows: RwSignal<Vec<Arc<Event>>>,
    waiting: RwSignal<Vec<Arc<Event>>>,
    gathering: StoredValue<bool>,
    stopped: RwSignal<bool>,
    scrolled: RwSignal<bool>,
    focused: RwSignal<bool>,
    turn: StoredValue<u32>,
    open: RwSignal<usize>,
}

impl Feed {
    /// A feed that begins with what is stored, newest first.
    pub fn of(page: Page<Event>) -> Self {
        let feed = Self {
            stored: RwSignal::new(page.total_elements),
            rows: RwSignal::new(page.content.into_iter().map(Arc::new).collect()),
            waiting: RwSignal::new(Vec::new()),
            gathering: StoredValue::new(false),
            stopped: RwSignal::new(false),
            scrolled: RwSignal::new(false),
            focused: RwSignal::new(false),
            turn: StoredValue::new(0),
            open: RwSignal::new(0),
        };
        Effect::new(move |_| {
            let listener = window_event_listener(leptos::ev::scroll, move |_| feed.notice_scroll());
            on_cleanup(move || listener.remove());
        });
        Effect::new(move |_| {
            if !feed.is_paused() {
                feed.release();
            }
        });
        feed
    }

    /// How many are stored.
    pub fn stored(self) -> u64 {
        self.stored.get()
    }

    /// The events on the screen.
    pub fn rows(self) -> Vec<Arc<Event>> {
        self.rows.get()
    }

    /// Whether there is nothing on the screen.
    pub fn is_empty(self) -> bool {
        self.rows.with(Vec::is_empty)
    }

    /// How many wait.
    pub fn waiting(self) -> usize {
        self.waiting.with(Vec::len)
    }

    /// Whether new events wait.
    pub fn is_paused(self) -> bool {
        self.stopped.get() || self.scrolled.get() || self.focused.get() || self.open.get() > 0
    }

    /// Whether the top of the page is out of sight.
    pub fn is_scrolled(self) -> bool {
        self.scrolled.get()
    }

    /// Takes an event that has just arrived.
    pub fn arrive(self, event: Event) {
        self.stored.update(|stored| *stored += 1);
        self.waiting
            .update(|waiting| merge(waiting, vec![Arc::new(event)]));
        if self.gathering.get_value() {
            return;
        }
        self.gathering.set_value(true);
        let show = move || {
            let alive = self.gathering.try_update_value(|gathering| *gathering = false);
            if alive.is_some() && !untrack(move || self.is_paused()) {
                self.release();
            }
        };
        set_timeout(show, GATHER);
    }

    /// Stops, until `resume`.
    pub fn stop(self) {
        self.stopped.set(true);
    }

    /// Goes on at the top, whatever it was that stopped the feed.
    pub fn resume(self) {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        self.stopped.set(false);
        self.scrolled.set(false);
        self.focused.set(false);
        self.open.set(0);
    }

    /// Someone is at a row, or has left it; from row to row, and on to the button, nothing moves.
    pub fn focus(self, focused: bool) {
        let next = |turn: &mut u32| {
            *turn += 1;
            *turn
        };
        // A row that goes with the whole page loses its focus after everything else is gone.
        let Some(turn) = self.turn.try_update_value(next) else {
            return;
        };
        if focused {
            self.focused.set(true);
            return;
        }
        let leave = move || {
            if self.turn.try_get_value() == Some(turn) {
                self.focused.set(false);
            }
        };
        set_timeout(leave, LEAVE);
    }

    /// A row was opened or closed.
    pub fn toggle(self, opened: bool) {
        self.open
            .update(|open| *open = if opened { *open + 1 } else { open.saturating_sub(1) });
    }

    fn notice_scroll(self) {
        let scrolled = window().scroll_y().is_ok_and(|y| y > SCROLLED);
        if self.scrolled.get_untracked() != scrolled {
            self.scrolled.set(scrolled);
        }
    }

    fn release(self) {
        if untrack(move || self.waiting()) > 0 {
            let fresh = self.waiting.try_update(std::mem::take);
            self.rows
                .update(|rows| merge(rows, fresh.into_iter().flatten().collect()));
        }
    }
}

/// Puts what is new in front and lets the oldest go.
fn merge(rows: &mut Vec<Arc<Event>>, fresh: Vec<Arc<Event>>) {
    let known: HashSet<&str> = rows.iter().map(|event| event.id.as_str()).collect();
    let mut all: Vec<_> = fresh
        .into_iter()
        .filter(|event| !known.contains(event.id.as_str()))
        .collect();
    all.append(rows);
    all.truncate(KEPT);
    *rows = all;
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::filters::tests::event;
    use super::{KEPT, merge};

    /// Newest first, each once, and never more than fit.
    #[test]
    fn keeps_the_latest() {
        let mut rows = vec![Arc::new(event("2")), Arc::new(event("1"))];
        merge(&mut rows, vec![Arc::new(event("3")), Arc::new(event("2"))]);
        let ids: Vec<_> = rows.iter().map(|event| event.id.as_str()).collect();
        assert_eq!(ids, ["3", "2", "1"]);
        let many = (0..2 * KEPT)
            .map(|at| Arc::new(event(&format!("n{at}"))))
            .collect();
        merge(&mut rows, many);
        assert_eq!((rows.len(), rows[0].id.as_str()), (KEPT, "n0"));
    }
}
