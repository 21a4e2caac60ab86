//! Letters of the Latin alphabet without their marks, for models that know no other.

/// Lower-case words of plain letters; none when the text has a letter of another script.
pub fn words(text: &str) -> Option<Vec<String>> {
    let mut words = vec![String::new()];
    for c in text.chars().take(200) {
        if ('\u{300}'..='\u{36f}').contains(&c) {
            continue;
        }
        match plain(c) {
            Some(letters) => words.last_mut()?.push_str(letters),
            None if c.is_alphabetic() => return None,
            // O'Brien and D’Angelo are one word.
            None if matches!(c, '\'' | '’' | '`') => {}
            None => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    Some(words)
}

/// One letter without its marks.
fn plain(c: char) -> Option<&'static str> {
    const ALPHABET: &str = "abcdefghijklmnopqrstuvwxyz";
    let c = c.to_lowercase().next()?;
    if let Some(index) = ALPHABET.find(c) {
        return ALPHABET.get(index..=index);
    }
    let marked = [
        ("a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"),
        ("c", "çćĉċč"),
        ("d", "ďđð"),
        ("e", "èéêëēĕėęěẹẻẽếềểễệǝə"),
        ("g", "ĝğġģǧ"),
        ("h", "ĥħ"),
        ("i", "ìíîïĩīĭįıỉị"),
        ("j", "ĵ"),
        ("k", "ķ"),
        ("l", "ĺļľŀł"),
        ("n", "ñńņňŉŋ"),
        ("o", "òóôõöøōŏőǒọỏốồổỗộớờởỡợơ"),
        ("r", "ŕŗř"),
        ("s", "śŝşšș"),
        ("t", "ţťŧț"),
        ("u", "ùúûüũūŭůűųǔụủứừửữựư"),
        ("w", "ŵ"),
        ("y", "ýÿŷỳỵỷỹ"),
        ("z", "źżž"),
        ("ae", "æ"),
        ("oe", "œ"),
        ("ss", "ß"),
        ("th", "þ"),
    ];
    marked
        .iter()
        .find(|(_, variants)| variants.contains(c))
        .map(|(letters, _)| *letters)
}

#[cfg(test)]
mod tests {
    use super::words;

    /// Marks go, words stay.
    #[test]
    fn folds_marks() {
        let of = |text: &str| words(text).unwrap().join(" ");
        assert_eq!(of("Łukasz Żółć"), "lukasz zolc");
        assert_eq!(of("Nguyễn Thị Hồng-Đào"), "nguyen thi hong dao");
        assert_eq!(of("Siobhán O’Brien"), "siobhan obrien");
        assert_eq!(of("Rene\u{301} Straße"), "rene strasse");
    }

    /// Another script is not for these models.
    #[test]
    fn other_scripts_are_none() {
        for text in ["Анна Каренина", "山田 太郎", "محمد", "Anna Каренина", "김민준"]
        {
            assert_eq!(words(text), None, "{text}");
        }
        assert_eq!(words("42 !"), Some(vec![]));
    }
}
