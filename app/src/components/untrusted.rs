//! Text that a stranger wrote: always text, never in disguise, never endless.

use std::fmt::Write as _;

use leptos::prelude::*;

const SHORT_CHARS: usize = 200;
const LONG_CHARS: usize = 20_000;

/// The text with every invisible or direction-changing character written out.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' | '\t' => shown.push(letter),
            '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}' => {
                let _ = write!(shown, "⟨U+{:04X}⟩", u32::from(letter));
            }
            _ if letter.is_control() => {
                let _ = write!(shown, "⟨U+{:04X}⟩", u32::from(letter));
            }
            _ => shown.push(letter),
        }
    }
    shown
}

/// Any text; a long one is cut and opens at a click.
#[component]
pub fn Untrusted(#[prop(into)] text: String) -> impl IntoView {
    let Some((at, _)) = text.char_indices().nth(SHORT_CHARS) else {
        return view! { <bdi class="untrusted">{visible(&text)}</bdi> }.into_any();
    };
    let whole: String = text.chars().take(LONG_CHARS).collect();
    view! {
        <details class="untrusted untrusted--long">
            <summary><bdi>{visible(&text[..at])}</bdi>"… "<span class="untrusted__more">"Show all"</span></summary>
            <bdi class="untrusted__rest">{visible(&whole)}</bdi>
        </details>
    }
    .into_any()
}

/// A page address: a link only when it leads to a web page.
#[component]
pub fn UntrustedUrl(#[prop(into)] url: String) -> impl IntoView {
    if url.starts_with("https://") || url.starts_with("http://") {
        view! {
            <a class="untrusted" href=url.clone() target="_blank" rel="noopener noreferrer nofollow">
                <bdi>{visible(&url.chars().take(SHORT_CHARS).collect::<String>())}</bdi>
            </a>
        }
        .into_any()
    } else {
        view! { <Untrusted text=url/> }.into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::visible;

    /// A name cannot hide its direction or its length.
    #[test]
    fn writes_out_what_cannot_be_seen() {
        assert_eq!(visible("a\u{202e}b\u{200b}"), "a⟨U+202E⟩b⟨U+200B⟩");
        assert_eq!(visible("Zoë 🙂\n"), "Zoë 🙂\n");
        assert_eq!(visible("\u{0}"), "⟨U+0000⟩");
    }
}
