//! What an escalation rule would have raised over the last days.

use leptos::prelude::*;

use super::draft::Draft;
use super::form::Form;
use crate::components::button::Button;
use crate::components::load::Load;
use crate::components::load::skeleton::Skeleton;
use crate::components::pagination::grouped_signed;
use crate::components::sparkline::Bars;
use crate::types::escalation_rule::{BackTest, BackTestLabels};

/// Two buttons, and what came of pressing one.
#[component]
pub fn BackTests(form: Form, may: bool) -> impl IntoView {
    let asked = RwSignal::new(None::<(Draft, i64)>);
    let problem = RwSignal::new(None::<String>);
    let found = Resource::new(
        move || asked.get(),
        async |asked| match asked {
            Some((draft, days)) => draft.back_test(days).await,
            None => Ok(None),
        },
    );
    let ask = move |days: i64| match untrack(move || form.draft()) {
        Ok(draft) => {
            problem.set(None);
            asked.set(Some((draft, days)));
        }
        Err(reason) => problem.set(Some(reason)),
    };
    let title = move |says: &str| {
        if may {
            says
        } else {
            "Trying rules takes the role analyst"
        }
        .to_owned()
    };
    view! {
        <section class="card trial">
            <header class="trial__head">
                <h2 class="card__title">"Back-test"</h2>
                <span class="trial__days">
                    <Button disabled=!may title=title("Over the last week") press=move |()| ask(7)>"7 days"</Button>
                    <Button disabled=!may title=title("Over the last month") press=move |()| ask(30)>"30 days"</Button>
                </span>
            </header>
            <p class="rules__why" role="status">{move || problem.get()}</p>
            <Load resource=found skeleton=Skeleton::Lines let:result>
                {match result {
                    Some(result) => view! { <Outcome result/> }.into_any(),
                    None => view! { <p class="faint">"What this rule would have raised, from the cycles that are stored. Nothing is sent."</p> }.into_any(),
                }}
            </Load>
        </section>
    }
}

#[component]
fn Outcome(result: BackTest) -> impl IntoView {
    let label = format!(
        "{} escalations over {} days",
        grouped_signed(result.opened),
        result.by_day.len()
    );
    let day = |at: crate::types::time::Timestamp| at.to_string().get(..10).unwrap_or("").to_owned();
    let (from, to) = (
        result.by_day.first().map(|one| day(one.day)),
        result.by_day.last().map(|one| day(one.day)),
    );
    let bars = result.by_day.iter();
    let bars: Vec<_> = bars
        .map(|one| (format!("{}: {} opened", day(one.day), one.opened), one.opened))
        .collect();
    let went_through = format!(
        "{} cycles of {} identities{}",
        grouped_signed(result.cycles),
        grouped_signed(result.identities),
        if result.truncated {
            "; there were too many to go through all"
        } else {
            ""
        }
    );
    view! {
        <p class="trial__count"><b>{grouped_signed(result.opened)}</b>" escalations, "{grouped_signed(result.alerts)}" alerts"</p>
        <Bars values=bars label/>
        <div class="trial__axis" aria-hidden="true"><span>{from}</span><span>{to}</span></div>
        <table class="then-now">
            <thead><tr><th scope="col"><span class="visually-hidden">"Identities"</span></th><th scope="col">"Fraud"</th><th scope="col">"Legitimate"</th><th scope="col">"No label"</th></tr></thead>
            <tbody>
                <Labels name="Caught" labels=result.caught/>
                <Labels name="Missed" labels=result.missed/>
            </tbody>
        </table>
        <p class="faint trial__note">"Labels are the reasons that escalations were closed with. "{went_through}"."</p>
    }
}

#[component]
fn Labels(name: &'static str, labels: BackTestLabels) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{grouped_signed(labels.fraud)}</td>
            <td>{grouped_signed(labels.legitimate)}</td>
            <td>{grouped_signed(labels.unlabelled)}</td>
        </tr>
    }
}
