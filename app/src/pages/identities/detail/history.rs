//! The four scores over past cycles: a chart, and the same as a table.

use leptos::prelude::*;

use super::scores::past_score;
use crate::components::button::{Button, Tone};
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::score_chip::ScoreChip;
use crate::components::sparkline::line_path;
use crate::components::table::{Cell, Column, HeadCell, Table};
use crate::components::time::{TimeExact, exact};
use crate::types::analysis::HistoryEntry;
use crate::types::score::Category;

const COLUMNS: [Column; 8] = [
    Column::new("Cycle ended"),
    Column::new("Humanity"),
    Column::new("Authenticity"),
    Column::new("Uniqueness"),
    Column::new("Behavior"),
    Column::new("Events").numeric(),
    Column::new("Devices").numeric(),
    Column::new("Why"),
];

/// The cycles, newest first.
#[component]
pub fn History(
    entries: Vec<HistoryEntry>,
    /// The cycle that is explained beside.
    chosen: RwSignal<Option<i64>>,
) -> impl IntoView {
    if entries.is_empty() {
        return view! {
            <div class="card"><Empty icon=Icon::Event title="No cycles yet" text="Scores over time appear after the first cycle."/></div>
        }
        .into_any();
    }
    let rows = entries
        .iter()
        .cloned()
        .map(|entry| view! { <Row entry choose=move |id| chosen.set(Some(id))/> })
        .collect_view();
    view! {
        <Chart entries/>
        <Table caption="Scores of past cycles" columns=COLUMNS.to_vec()>{rows}</Table>
    }
    .into_any()
}

#[component]
fn Chart(entries: Vec<HistoryEntry>) -> impl IntoView {
    let time = |entry: Option<&HistoryEntry>| entry.map(|entry| exact(entry.finished_at));
    let (from, to) = (time(entries.last()), time(entries.first()));
    let lines = Category::ALL.map(|category| {
        let past = entries.iter().rev().filter_map(|entry| past_score(entry, category));
        let path = line_path(&past.map(f64::from).collect::<Vec<_>>(), 100.0, 600.0, 100.0);
        view! { <path class=format!("line line--{}", category.key()) d=path vector-effect="non-scaling-stroke"></path> }
    });
    let legend = Category::ALL.map(|category| {
        view! {
            <li>
                <svg viewBox="0 0 24 8" width="24" height="8" aria-hidden="true">
                    <path class=format!("line line--{}", category.key()) d="M0 4h24"></path>
                </svg>
                {category.label()}
            </li>
        }
    });
    let grid = [0, 30, 60, 100].map(|y| view! { <path class="line-grid" d=format!("M0 {y}h600") vector-effect="non-scaling-stroke"></path> });
    view! {
        <figure class="card history">
            <figcaption class="card__head">
                <h2 class="card__title">{format!("Scores over {} cycles", entries.len())}</h2>
                <ul class="history__legend">{legend.into_iter().collect_view()}</ul>
            </figcaption>
            <div class="history__plot">
                <div class="history__scale" aria-hidden="true"><span>"100"</span><span>"70"</span><span>"40"</span><span>"0"</span></div>
                <svg class="history__chart" viewBox="0 -2 600 104" preserveAspectRatio="none" role="img"
                    aria-label="Lines of the four scores; the table below has the same numbers">
                    {grid.into_iter().collect_view()}
                    {lines.into_iter().collect_view()}
                </svg>
            </div>
            <div class="history__axis" aria-hidden="true"><span>{from}</span><span>{to}</span></div>
        </figure>
    }
}

#[component]
fn Row(entry: HistoryEntry, #[prop(into)] choose: Callback<i64>) -> impl IntoView {
    let id = entry.id;
    let scores = Category::ALL.map(|category| {
        let score = past_score(&entry, category);
        view! { <Cell label=category.label()><ScoreChip category score/></Cell> }
    });
    view! {
            <tr>
                <HeadCell><TimeExact at=entry.finished_at/></HeadCell>
                {scores.into_iter().collect_view()}
                <Cell label="Events" numeric=true>{entry.event_count}</Cell>
                <Cell label="Devices" numeric=true>{entry.device_count}</Cell>
                <Cell label="Why">
    <Button tone=Tone::Quiet press=move |()| choose.run(id)>"What moved it"</Button>
                </Cell>
            </tr>
        }
}
