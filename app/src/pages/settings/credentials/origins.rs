//! The origins that may send with a public key, as a text with one on each line.

use leptos::prelude::*;

use crate::components::identity_link::short;
use crate::types::credential::check_origin;

/// Reads the text; the first line that is no origin is named.
pub fn read_origins(text: &str) -> Result<Vec<String>, String> {
    let mut origins = Vec::new();
    for line in text
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .filter(|line| !line.is_empty())
    {
        let origin = check_origin(line).map_err(|problem| format!("“{}” {problem}", short(line)))?;
        if !origins.contains(&origin) {
            origins.push(origin);
        }
    }
    Ok(origins)
}

/// The field for them.
#[component]
pub fn OriginsField(name: &'static str, value: RwSignal<String>) -> impl IntoView {
    let problem = move || value.with(|text| read_origins(text).err());
    let note = format!("{name}-note");
    let described = note.clone();
    view! {
        <div class="field" class:field--wrong=move || problem().is_some()>
            <label class="field__label" for=name>"Allowed origins"</label>
            <textarea class="input origins" id=name name=name rows="3" spellcheck="false" autocapitalize="off"
                placeholder="https://shop.example" aria-describedby=described
                aria-invalid=move || problem().is_some().to_string()
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))></textarea>
            <p class="field__note" id=note aria-live="polite">
                {move || problem().unwrap_or_else(|| {
                    "One on each line: scheme, host and port, as the browser sends them. Empty lets any page send.".to_owned()
                })}
            </p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::read_origins;

    /// Lines, commas and repetitions; what is no origin is quoted.
    #[test]
    fn reads_one_on_each_line() {
        let text = "https://Shop.example\n\n http://localhost:3000, https://shop.example ";
        assert_eq!(
            read_origins(text).unwrap(),
            ["https://shop.example", "http://localhost:3000"]
        );
        assert_eq!(read_origins(" \n").unwrap(), Vec::<String>::new());
        assert!(
            read_origins("https://a.example\nshop.example")
                .unwrap_err()
                .starts_with("“shop.example” must be")
        );
    }
}
