//! How a receiver tells that a webhook comes from here: to be copied into it.

use leptos::prelude::*;

use super::query::Wanted;
use crate::components::code::CodeBlock;
use crate::components::tabs::{Tab, Tabs};
use crate::routes;

const PYTHON: &str = r#"from dregs.webhooks import verify

event = verify(
    payload=request.body,
    signature=request.headers["X-Dregs-Signature"],
    secret=os.environ["DREGS_WEBHOOK_SECRET"],
)"#;

const NODE: &str = r#"import { createHmac, timingSafeEqual } from "node:crypto";

export function verify(rawBody, signature, secret, toleranceSeconds = 300) {
  const expected = createHmac("sha256", secret).update(rawBody).digest();
  const given = Buffer.from(signature, "hex");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Error("the signature does not match");
  }
  const event = JSON.parse(rawBody);
  if (Math.abs(Date.now() - Date.parse(event.timestamp)) > toleranceSeconds * 1000) {
    throw new Error("the webhook is too old");
  }
  return event;
}"#;

const RUST: &str = r#"use hmac::{Hmac, Mac};
use sha2::Sha256;

fn is_from_dregs(raw_body: &[u8], signature: &str, secret: &str) -> bool {
    let Ok(given) = hex::decode(signature) else { return false };
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("any key will do");
    mac.update(raw_body);
    mac.verify_slice(&given).is_ok()
}"#;

const TABS: [Tab; 3] = [
    Tab::new("", "Python"),
    Tab::new("node", "Node.js"),
    Tab::new("rust", "Rust"),
];

/// A snippet in three languages.
#[component]
pub fn Signature(wanted: Memo<Wanted>) -> impl IntoView {
    let current = Signal::derive(move || wanted.with(|wanted| wanted.language().to_owned()));
    let href = move |language: &'static str| wanted.with(|wanted| wanted.verifying(language));
    let shown = Memo::new(move |_| match current.read().as_str() {
        "node" => (
            "With what comes with Node.js; it refuses what is more than five minutes old.",
            NODE,
        ),
        "rust" => (
            "With the crates hmac, sha2 and hex; compare the body's timestamp with the clock as well.",
            RUST,
        ),
        _ => (
            "With the SDK: pip install dregs. It refuses what is more than five minutes old.",
            PYTHON,
        ),
    });
    let code = Signal::derive(move || shown.get().1.to_owned());
    view! {
        <section class="card signature" aria-labelledby="signature-title">
            <h2 class="card__title" id="signature-title">"Verify the signature"</h2>
            <p class="signature__about">"Take the bytes as they came: JSON that was parsed and written again does not match. "
                <a href=format!("{}/webhooks", routes::DOCUMENTS) rel="external">"All about webhooks"</a></p>
            <Tabs label="Languages" tabs=TABS.to_vec() current href/>
            <p class="signature__about">{move || shown.get().0}</p>
            <CodeBlock code what="snippet"/>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::{NODE, PYTHON, RUST};

    /// To the letter what the documents print.
    #[test]
    fn prints_what_is_documented() {
        let documented = include_str!("../../../../../docs/webhooks.md");
        for snippet in [PYTHON, NODE, RUST] {
            assert!(documented.contains(snippet), "{snippet}");
        }
    }
}
