//! Light, dark, or as the system has it.

use leptos::prelude::*;

use crate::browser;
use crate::components::icon::{Draw, Icon};

const KEY: &str = "dregs-theme";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    const ALL: [(Self, Icon, &'static str); 3] = [
        (Self::System, Icon::System, "System"),
        (Self::Light, Icon::Sun, "Light"),
        (Self::Dark, Icon::Moon, "Dark"),
    ];

    fn chosen() -> Self {
        match browser::remembered(KEY).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }

    fn choose(self) {
        let word = match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        };
        browser::remember(KEY, word);
        let Some(root) = document().document_element() else {
            return;
        };
        let _ = match word {
            Some(word) => root.set_attribute("data-theme", word),
            None => root.remove_attribute("data-theme"),
        };
    }
}

/// Three buttons, one of them pressed.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let chosen = RwSignal::new(None);
    Effect::new(move |_| chosen.set(Some(Theme::chosen())));
    let buttons = Theme::ALL.map(|(theme, icon, label)| {
        let choose = move |_| {
            theme.choose();
            chosen.set(Some(theme));
        };
        view! {
            <button type="button" class="segments__one" aria-pressed=move || (chosen.get() == Some(theme)).to_string()
                on:click=choose>
                <Draw icon/>{label}
            </button>
        }
    });
    view! {
        <div class="segments" role="group" aria-label="Theme">{buttons.into_iter().collect_view()}</div>
    }
}
