//! Events an hour over the last day.

use leptos::prelude::*;

use crate::components::pagination::grouped_signed;
use crate::components::sparkline::Bars;
use crate::components::time::use_now;
use crate::types::time::Timestamp;

const HOUR_MS: i64 = 3_600_000;

/// A bar for each hour.
#[component]
pub fn Activity(per_hour: Vec<i64>) -> impl IntoView {
    let now = use_now().still();
    let total: i64 = per_hour.iter().sum();
    let busiest = per_hour.iter().copied().max().unwrap_or(0);
    let hours = i64::try_from(per_hour.len()).unwrap_or(0);
    let bars = (0..hours).zip(per_hour).map(|(at, count)| {
        let start = Timestamp::from_millis(now - (hours - at) * HOUR_MS).to_string();
        let clock = start.get(11..16).unwrap_or("").to_owned();
        (
            format!("{} events from {clock} UTC on", grouped_signed(count)),
            count,
        )
    });
    let label = format!("{total} events in the last {hours} hours, at most {busiest} an hour");
    view! {
        <section class="card activity">
            <header class="card__head">
                <h2 class="card__title">"Events an hour"</h2>
                <span class="card__note">{format!("busiest hour {}", grouped_signed(busiest))}</span>
            </header>
            <Bars values=bars.collect() label/>
            <div class="activity__axis" aria-hidden="true">
                <span>"24 h ago"</span><span>"18 h"</span><span>"12 h"</span><span>"6 h"</span><span>"now"</span>
            </div>
        </section>
    }
}
