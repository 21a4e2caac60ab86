//! Text that strangers wrote or may have shaped, made plain: no control characters, no disguises, no excess.

/// The text without what cannot be seen, cut to `max_chars`. Lines stay lines; more than one empty line is one.
pub fn plain(text: &str, max_chars: usize) -> String {
    let mut shown = String::new();
    let mut line_ends = 0;
    for letter in text.trim().chars() {
        match letter {
            '\n' => line_ends += 1,
            '\t' => shown.push(' '),
            _ if is_unseen(letter) => {}
            _ => {
                shown.push_str(&"\n".repeat(line_ends.min(2)));
                line_ends = 0;
                shown.push(letter);
            }
        }
    }
    if shown.chars().count() <= max_chars {
        return shown;
    }
    let mut cut: String = shown.chars().take(max_chars.saturating_sub(1)).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

/// The same on one line, for a name inside a sentence.
pub fn plain_line(text: &str, max_chars: usize) -> String {
    plain(&text.replace(['\n', '\r'], " "), max_chars)
}

/// Control characters, and those that change direction or have no width.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::{plain, plain_line};

    /// What cannot be seen goes, what is too long is cut, paragraphs stay.
    #[test]
    fn makes_plain() {
        for (text, shown) in [
            ("  a\u{0}b\u{202e}c\u{1b}[31m ", "abc[31m"),
            ("one\r\n\r\n\r\n\r\ntwo\nthree\n", "one\n\ntwo\nthree"),
            ("a\tb", "a b"),
            ("0123456789abc", "012345678…"),
        ] {
            assert_eq!(plain(text, 10.max(shown.chars().count())), shown);
        }
        assert_eq!(plain_line("Ada\nEvil: yes", 80), "Ada Evil: yes");
    }
}
