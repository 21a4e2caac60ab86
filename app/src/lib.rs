//! What the server and the browser share: wire types, the typed API client, and the dashboard's views.

pub mod types;

pub mod api;
pub mod routes;
pub mod url;

mod browser;
mod components;
mod layout;
mod pages;

use leptos::prelude::*;
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::components::Router;

/// Addresses of the built files, as the server serves them: paths such as `/assets/dregs-1a2b.js`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// The JavaScript module that starts the WebAssembly.
    pub script: String,
    /// The WebAssembly.
    pub wasm: String,
    /// The style sheet.
    pub style: String,
}

/// Sets the chosen theme before anything is painted.
const THEME_SCRIPT: &str = "try{var t=localStorage.getItem('dregs-theme');\
if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}";

/// The whole document around the app; the server provides [`Assets`] in its context.
pub fn shell() -> impl IntoView {
    let Assets { script, wasm, style } = expect_context::<Assets>();
    let start =
        format!("import start,{{hydrate}} from{script:?};start({{module_or_path:{wasm:?}}}).then(hydrate)");
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="robots" content="noindex"/>
                <script nonce=use_nonce()>{THEME_SCRIPT}</script>
                <link rel="stylesheet" href=style/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="modulepreload" href=script/>
                <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
                <script type="module" nonce=use_nonce()>{start}</script>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The dashboard.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    components::time::Now::provide();
    let toaster = components::toast::Toaster::provide();
    view! {
        <Title text="Dregs"/>
        <Router>
            <routes::Pages/>
            <components::toast::Toasts toaster/>
        </Router>
    }
}
