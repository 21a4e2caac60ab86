//! The browser entry point of the dashboard.

use wasm_bindgen::prelude::wasm_bindgen;

/// Brings the page that the server has sent to life.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_body(app::App);
}
