//! The address under which this dashboard is looked at, to be written into snippets.

use leptos::prelude::*;

use crate::browser;

/// Scheme, host and port; the server does not know under which name it is reached, so the browser fills it in.
pub fn use_own_address() -> Signal<String> {
    let address = RwSignal::new("https://your-dregs-host".to_owned());
    Effect::new(move |_| address.set(browser::origin()));
    address.into()
}
