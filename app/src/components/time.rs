//! Points in time: relative to look at, exact on hover, and the same on both sides.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::now_millis;
use crate::types::time::Timestamp;

/// What time it is, for every relative time on the page.
#[derive(Clone, Copy)]
pub struct Now(RwSignal<i64>);

impl Now {
    /// Provides the time; the browser begins with the server's, so that both write the same text.
    pub fn provide() {
        let now = RwSignal::new(SharedValue::new(now_millis).into_inner());
        provide_context(Self(now));
        Effect::new(move |_| {
            let tick = set_interval_with_handle(move || now.set(now_millis()), Duration::from_secs(15));
            on_cleanup(move || {
                if let Ok(tick) = tick {
                    tick.clear();
                }
            });
        });
    }

    /// Milliseconds since 1970; changes four times a minute.
    pub fn millis(self) -> i64 {
        self.0.get()
    }

    /// The same, for what need not follow the clock.
    pub fn still(self) -> i64 {
        self.0.get_untracked()
    }
}

/// The time that the page goes by.
pub fn use_now() -> Now {
    use_context().unwrap_or_else(|| Now(RwSignal::new(now_millis())))
}

/// A time as “3 min ago”.
#[component]
pub fn TimeAgo(at: Timestamp) -> impl IntoView {
    let now = use_now();
    view! {
        <time class="time" datetime=at.to_string() title=exact(at)>
            {move || ago(now.millis(), at.millis())}
        </time>
    }
}

/// A time as “3 min ago”, or a word for never.
#[component]
pub fn TimeAgoOr(at: Option<Timestamp>, never: &'static str) -> impl IntoView {
    match at {
        Some(at) => view! { <TimeAgo at/> }.into_any(),
        None => view! { <span class="faint">{never}</span> }.into_any(),
    }
}

/// A time written out.
#[component]
pub fn TimeExact(at: Timestamp) -> impl IntoView {
    view! { <time class="time" datetime=at.to_string()>{exact(at)}</time> }
}

/// Such as `2026-11-20 11:13:42 UTC`.
pub fn exact(at: Timestamp) -> String {
    let text = at.to_string();
    match (text.get(..10), text.get(11..19)) {
        (Some(day), Some(time)) => format!("{day} {time} UTC"),
        _ => text,
    }
}

/// How long before `now` something was.
pub fn ago(now: i64, at: i64) -> String {
    let seconds = (now - at) / 1000;
    match seconds {
        ..-60 => format!("in {}", span(-seconds)),
        -60..10 => "just now".to_owned(),
        _ => format!("{} ago", span(seconds)),
    }
}

/// A length of time in its largest unit.
pub fn span(seconds: i64) -> String {
    match seconds {
        ..60 => format!("{seconds} s"),
        60..3600 => format!("{} min", seconds / 60),
        3600..86_400 => format!("{} h", seconds / 3600),
        86_400..5_184_000 => format!("{} d", seconds / 86_400),
        5_184_000..63_072_000 => format!("{} mo", seconds / 2_592_000),
        _ => format!("{} y", seconds / 31_536_000),
    }
}

#[cfg(test)]
mod tests {
    use super::{ago, exact};
    use crate::types::time::Timestamp;

    /// The largest unit, and nothing odd around now.
    #[test]
    fn says_how_long_ago() {
        let cases = [
            (0, "just now"),
            (45, "45 s ago"),
            (200, "3 min ago"),
            (90_000, "1 d ago"),
            (-20, "just now"),
        ];
        for (seconds, text) in cases {
            assert_eq!(ago(1_000_000_000, 1_000_000_000 - seconds * 1000), text);
        }
        assert_eq!(ago(0, 600_000), "in 10 min");
    }

    /// The zone is always named.
    #[test]
    fn names_the_zone() {
        assert_eq!(exact(Timestamp::from_millis(0)), "1970-01-01 00:00:00 UTC");
    }
}
