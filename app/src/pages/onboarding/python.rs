//! The Python tab: what to install, what to set, what to call.

use leptos::prelude::*;

use crate::components::code::CodeBlock;

const CALLS: &str = "from dregs import Dregs

client = Dregs()  # reads both variables
client.track(
    \"user.signup\",
    identity=\"user_12345\",
    data={\"plan\": \"pro\"},
    identity_data={\"name\": \"Ada Lovelace\", \"email\": \"ada@example.com\"},
)
scores = client.identities.scores(\"user_12345\")";

/// Three blocks to copy, in order.
#[component]
pub fn PythonSnippet(origin: Signal<String>, secret_key: Signal<Option<String>>) -> impl IntoView {
    let environment = Signal::derive(move || {
        let key = secret_key.get().unwrap_or_else(|| "sk_…".to_owned());
        format!(
            "export DREGS_SECRET_KEY={key}\nexport DREGS_BASE_URL={}/api",
            origin.get()
        )
    });
    view! {
        <div class="snippet__parts">
            <CodeBlock code="pip install dregs" what="install command"/>
            <CodeBlock code=environment what="environment variables"/>
            <CodeBlock code=CALLS what="Python code"/>
        </div>
    }
}
