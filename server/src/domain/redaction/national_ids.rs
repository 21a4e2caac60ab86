//! Numbers that states and banks give to people: only forms that check themselves, or that nothing else has.

use app::types::event::MASKED;

/// Length of an IBAN.
const IBAN: (usize, usize) = (15, 34);

/// A text with such numbers masked.
pub fn mask(text: &str) -> String {
    if text.bytes().filter(u8::is_ascii_digit).count() < 9 {
        return text.to_owned();
    }
    mask_ibans(&mask_words(text))
}

/// American and Brazilian numbers: words of digits with dashes and dots.
fn mask_words(text: &str) -> String {
    let of_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '/');
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !of_word(c)).unwrap_or(rest.len());
        let word = &rest[..end];
        let bare = word.trim_end_matches(['.', '-']);
        if is_social_security(bare) || is_cpf(bare) {
            masked.push_str(MASKED);
            masked.push_str(&word[bare.len()..]);
        } else {
            masked.push_str(word);
        }
        let gap = rest[end..].chars().next();
        masked.extend(gap);
        rest = &rest[end + gap.map_or(0, char::len_utf8)..];
    }
    masked
}

/// `AAA-GG-SSSS`, within what was ever given out.
fn is_social_security(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    let [area, group, serial] = parts.as_slice() else {
        return false;
    };
    let number = |part: &str, length: usize| {
        let digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<u32>().unwrap_or(0))
    };
    match (number(area, 3), number(group, 2), number(serial, 4)) {
        (Some(area), Some(group), Some(serial)) => {
            !matches!(area, 0 | 666 | 900..) && group != 0 && serial != 0
        }
        _ => false,
    }
}

/// `DDD.DDD.DDD-CC` with its two check digits.
fn is_cpf(word: &str) -> bool {
    let bytes = word.as_bytes();
    if bytes.len() != 14 || bytes[3] != b'.' || bytes[7] != b'.' || bytes[11] != b'-' {
        return false;
    }
    let digits: Vec<u32> = word.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != 11 || digits.iter().all(|digit| *digit == digits[0]) {
        return false;
    }
    let check = |length: usize| {
        let sum: u32 = digits[..length]
            .iter()
            .zip((2..=length as u32 + 1).rev())
            .map(|(digit, weight)| digit * weight)
            .sum();
        sum * 10 % 11 % 10
    };
    check(9) == digits[9] && check(10) == digits[10]
}

/// International bank account numbers, bare or in groups of four.
fn mask_ibans(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    let mut before: Option<char> = None;
    while let Some(first) = rest.chars().next() {
        let free = before.is_none_or(|c| !c.is_alphanumeric());
        let length = free.then(|| iban_length(rest)).flatten();
        if let Some(length) = length {
            masked.push_str(MASKED);
            before = Some(']');
            rest = &rest[length..];
        } else {
            masked.push(first);
            before = Some(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    masked
}

/// How much of a text's beginning is an IBAN. One in groups ends with the group with which it checks.
fn iban_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let starts = bytes.len() >= IBAN.0
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit);
    if !starts {
        return None;
    }
    let mut kept = String::new();
    let mut found = None;
    let mut in_group = 0;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'A'..=b'Z' | b'0'..=b'9' if kept.len() < IBAN.1 => {
                kept.push(char::from(*byte));
                in_group += 1;
                let ends = bytes.get(at + 1).is_none_or(|next| !next.is_ascii_alphanumeric());
                if ends && kept.len() >= IBAN.0 && checks(&kept) {
                    found = Some(at + 1);
                }
            }
            b' ' if in_group == 4 => in_group = 0,
            _ => break,
        }
    }
    found
}

/// Country and check digits go to the end, letters count from 10, and the whole leaves 1 of 97.
fn checks(iban: &str) -> bool {
    let (front, back) = iban.split_at(4);
    let rest = back.chars().chain(front.chars()).fold(0, |rest, c| {
        let value = c.to_digit(36).unwrap_or(0);
        (if value > 9 { rest * 100 } else { rest * 10 } + value) % 97
    });
    rest == 1
}

#[cfg(test)]
mod tests {
    use super::mask;

    /// Numbers from the examples of those who give them out.
    #[test]
    fn numbers_are_found() {
        for number in [
            "219-09-9999",
            "529.982.247-25",
            "DE89370400440532013000",
            "DE89 3704 0044 0532 0130 00",
            "GB29NWBK60161331926819",
            "FR14 2004 1010 0505 0001 3M02 606",
        ] {
            assert_eq!(mask(number), "[masked]", "{number}");
            let sentence = format!("mine is {number}. Thanks");
            assert_eq!(mask(&sentence), "mine is [masked]. Thanks", "{number}");
        }
    }

    /// Order numbers, telephone numbers and dates that look alike.
    #[test]
    fn others_stay() {
        for text in [
            "000-12-3456",
            "666-12-3456",
            "900-12-3456",
            "219-00-9999",
            "219-09-0000",
            "212-555-0134",
            "A-219-09-9999",
            "219-09-9999-1",
            "2026-11-20",
            "529.982.247-26",
            "111.111.111-11",
            "203.0.113.7",
            "DE89370400440532013001",
            "SKU12345678901234",
            "ORDER 1234 5678 9012",
            "AB12",
        ] {
            assert_eq!(mask(text), text);
        }
    }
}
