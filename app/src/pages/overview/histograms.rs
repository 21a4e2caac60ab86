//! How the scores are spread; every bar leads to the identities in it.

use leptos::prelude::*;

use crate::components::pagination::grouped_signed;
use crate::components::score_chip::band_class;
use crate::routes;
use crate::types::overview::Histogram;
use crate::types::score::Category;
use crate::url::Query;

/// One histogram per category.
#[component]
pub fn Histograms(histograms: Vec<Histogram>) -> impl IntoView {
    let cards = histograms
        .into_iter()
        .map(|histogram| view! { <Spread histogram/> });
    view! { <div class="histograms">{cards.collect_view()}</div> }
}

#[component]
fn Spread(histogram: Histogram) -> impl IntoView {
    let category = histogram.category;
    let top = histogram.buckets.into_iter().max().unwrap_or(0).max(1);
    let scored: i64 = histogram.buckets.iter().sum();
    let bars = (0_u8..10)
        .zip(histogram.buckets)
        .map(|(bucket, count)| view! { <Bar category bucket count top/> });
    view! {
        <section class="card histogram">
            <header class="card__head">
                <h2 class="card__title">{category.label()}</h2>
                <span class="card__note">{format!("{} scored", grouped_signed(scored))}</span>
            </header>
            <div class="histogram__bars">{bars.collect_view()}</div>
            <div class="histogram__axis" aria-hidden="true">
                <span>"0"</span><span>"50"</span><span>"100"</span>
            </div>
            <p class="histogram__note">{match histogram.unscored {
                0 => "everyone is scored".to_owned(),
                count => format!("{} not scored yet", grouped_signed(count)),
            }}</p>
        </section>
    }
}

#[component]
fn Bar(category: Category, bucket: u8, count: i64, top: i64) -> impl IntoView {
    let low = bucket * 10;
    let high = if bucket == 9 { 100 } else { low + 9 };
    let query = Query::default()
        .with(&format!("{}Min", category.key()), &low.to_string())
        .with(&format!("{}Max", category.key()), &high.to_string());
    let label = format!("{category} {low} to {high}: {} identities", grouped_signed(count));
    #[expect(clippy::cast_precision_loss, reason = "a picture needs no more digits")]
    let height = if count == 0 {
        1.0
    } else {
        (count as f64 / top as f64 * 60.0).max(2.0)
    };
    view! {
        <a class=format!("histogram__bar {}", if count == 0 { "band-none" } else { band_class(Some(low)) })
            href=query.on(routes::IDENTITIES) title=label.clone() aria-label=label>
            <svg viewBox="0 0 10 60" preserveAspectRatio="none" aria-hidden="true">
                <rect x="0" y=format!("{:.1}", 60.0 - height) width="10" height=format!("{height:.1}")></rect>
            </svg>
        </a>
    }
}
