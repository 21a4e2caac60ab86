//! A length of time, as a number and its unit.

use leptos::prelude::*;

use crate::components::select::Select;
use crate::types::condition::MAX_SECONDS;

const UNITS: [(i64, &str); 4] = [
    (86_400, "days"),
    (3_600, "hours"),
    (60, "minutes"),
    (1, "seconds"),
];
/// The unit that stands for no end.
const NEVER: &str = "never";

/// What is typed into the two fields.
#[derive(Clone, Copy)]
pub struct Length {
    /// How many.
    pub number: RwSignal<String>,
    /// Seconds of one, or `never`.
    pub unit: RwSignal<String>,
}

impl Length {
    /// In the largest unit that leaves no rest; `None`: never.
    pub fn of(seconds: Option<i64>) -> Self {
        let Some(seconds) = seconds else {
            return Self {
                number: RwSignal::new("1".to_owned()),
                unit: RwSignal::new(NEVER.to_owned()),
            };
        };
        let fits = |(size, _): &&(i64, &str)| seconds != 0 && seconds % size == 0;
        let size = UNITS.iter().find(fits).map_or(60, |(size, _)| *size);
        Self {
            number: RwSignal::new((seconds / size).to_string()),
            unit: RwSignal::new(size.to_string()),
        }
    }

    /// In seconds; `None`: never.
    pub fn seconds(self) -> Result<Option<i64>, &'static str> {
        let unit = self.unit.get();
        if unit == NEVER {
            return Ok(None);
        }
        let number = self.number.with(|text| text.trim().parse::<i64>());
        let (Ok(number), Ok(unit)) = (number, unit.parse::<i64>()) else {
            return Err("must be a whole number");
        };
        match number.checked_mul(unit) {
            Some(seconds @ 0..=MAX_SECONDS) => Ok(Some(seconds)),
            _ => Err("must be from 0 to 10 years"),
        }
    }
}

/// The two fields.
#[component]
pub fn LengthField(
    #[prop(into)] label: String,
    length: Length,
    #[prop(optional)] never: bool,
) -> impl IntoView {
    let mut units: Vec<(String, String)> = UNITS
        .iter()
        .map(|(size, name)| (size.to_string(), (*name).to_owned()))
        .collect();
    if never {
        units.push((NEVER.to_owned(), NEVER.to_owned()));
    }
    let hidden = move || length.unit.with(|unit| unit == NEVER);
    view! {
        <span class="length" role="group" aria-label=label.clone()>
            <input class="input input--small length__number" type="number" min="0" step="1" aria-label=format!("{label}: how many")
                value=length.number.get_untracked() prop:value=move || length.number.get() disabled=hidden
                on:input=move |event| length.number.set(event_target_value(&event))/>
            <Select label=format!("{label}: unit") value=length.unit options=units bare=true/>
        </span>
    }
}
