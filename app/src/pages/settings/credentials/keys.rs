//! The two keys of a credential.

use leptos::prelude::*;

use crate::components::copy::CopyText;
use crate::components::untrusted::visible;

/// The public key whole, the secret key by how it begins.
#[component]
pub fn Keys(public_key: String, prefix: String) -> impl IntoView {
    view! {
        <dl class="credential__keys">
            <div>
                <dt class="credential__label">"Public"</dt>
                <dd><CopyText text=public_key what="public key"/></dd>
            </div>
            <div>
                <dt class="credential__label">"Secret"</dt>
                <dd>
                    <code class="copy-text__text">{visible(&prefix)}"…"</code>
                    <span class="credential__hint">"shown when it was made; kept as a hash"</span>
                </dd>
            </div>
        </dl>
    }
}
