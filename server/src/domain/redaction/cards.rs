//! Numbers of payment cards: the right length for their brand, and a check digit that fits.

use app::types::event::MASKED;

use super::keys::Handling;

/// First digits (as ranges of equally many), and how long such a number is.
#[rustfmt::skip]
const BRANDS: [(u32, u32, &[usize]); 24] = [
    (4, 4, &[13, 16, 19]),                                      // Visa
    (51, 55, &[16]), (2221, 2720, &[16]),                       // Mastercard
    (34, 34, &[15]), (37, 37, &[15]),                           // American Express
    (6011, 6011, &[16, 19]), (644, 649, &[16, 19]), (65, 65, &[16, 19]), // Discover
    (300, 305, &[14, 16]), (36, 36, &[14]), (38, 39, &[14, 16]), // Diners Club
    (3528, 3589, &[16, 17, 18, 19]),                            // JCB
    (62, 62, &[16, 17, 18, 19]),                                // UnionPay
    (2200, 2204, &[16, 19]),                                    // Mir
    (508, 508, &[16]), (60, 60, &[16]),                         // RuPay
    (5018, 5018, &[16, 18, 19]), (5020, 5020, &[16, 18, 19]), (5038, 5038, &[16, 18, 19]), // Maestro
    (5893, 5893, &[16, 18, 19]), (6304, 6304, &[16, 18, 19]), (6759, 6759, &[16, 18, 19]),
    (6761, 6763, &[16, 18, 19]),
    (9792, 9792, &[16]),                                        // Troy
];

/// Old cards had so few digits; so have times in milliseconds and many other numbers.
const RARE_LENGTH: usize = 13;

/// Whether a number, digits only, is that of a card.
pub fn is_card(digits: &str, handling: Handling) -> bool {
    match handling {
        Handling::Secret => true,
        Handling::Keep | Handling::Numbered => false,
        Handling::Card => is_number(digits),
        Handling::Page | Handling::Any => digits.len() != RARE_LENGTH && is_number(digits),
    }
}

/// A text with its card numbers masked. Digits may stand in the groups that are printed on cards, with spaces or
/// dashes between them; letters must not touch them.
pub fn mask(text: &str, handling: Handling) -> String {
    if text.bytes().filter(u8::is_ascii_digit).count() < RARE_LENGTH {
        return text.to_owned();
    }
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = None;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let lead = &rest[..start];
        let before_run = lead.chars().next_back().or(before);
        masked.push_str(lead);
        let groups = groups(&rest[start..]);
        let end = groups.last().map_or(1, |group| group.1);
        let run = &rest[start..start + end];
        let after = rest[start + end..].chars().next();
        // What a letter or a fraction's point touches is part of something else.
        let first = usize::from(
            (lead == "." && before.is_some_and(|c: char| c.is_ascii_digit())) || touches(before_run),
        );
        let last = groups.len() - usize::from(touches(after));
        let free = groups.get(first..last).unwrap_or_default();
        masked.push_str(&mask_run(run, free, handling));
        before = masked.chars().next_back();
        rest = &rest[start + end..];
    }
    masked.push_str(rest);
    masked
}

/// Letters and further digits make it part of something else: a hash, a decimal number.
fn touches(neighbour: Option<char>) -> bool {
    neighbour.is_some_and(|c| c.is_alphanumeric())
}

/// Groups of digits with one space or dash between them, as ranges.
fn groups(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut groups = Vec::new();
    let mut at = 0;
    loop {
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        if at == start {
            break;
        }
        groups.push((start, at));
        let gap = bytes.get(at).is_some_and(|byte| b" -".contains(byte));
        if !gap || !bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            break;
        }
        at += 1;
    }
    groups
}

fn mask_run(run: &str, groups: &[(usize, usize)], handling: Handling) -> String {
    let mut masked = String::new();
    let mut at = 0;
    let mut copied = 0;
    while at < groups.len() {
        let longest = (1..=5.min(groups.len() - at))
            .rev()
            .find(|length| is_printed(run, &groups[at..at + length], handling));
        if let Some(length) = longest {
            masked.push_str(&run[copied..groups[at].0]);
            masked.push_str(MASKED);
            copied = groups[at + length - 1].1;
            at += length;
        } else {
            at += 1;
        }
    }
    masked.push_str(&run[copied..]);
    masked
}

/// Whether groups are those of a card: 4-4-4-4 (and a rest), 4-6-5, 4-6-4, or all in one.
fn is_printed(run: &str, groups: &[(usize, usize)], handling: Handling) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|(start, end)| end - start).collect();
    let digits: String = groups.iter().map(|(start, end)| &run[*start..*end]).collect();
    match lengths.as_slice() {
        [_] => is_card(&digits, handling),
        [4, 4, 4, 4] | [4, 6, 4 | 5] | [4, 4, 4, 4, 1..=3] => is_number(&digits),
        _ => false,
    }
}

fn is_number(digits: &str) -> bool {
    let brand = |(low, high, lengths): &(u32, u32, &[usize])| {
        let width = low.to_string().len();
        let first = digits.get(..width).and_then(|first| first.parse::<u32>().ok());
        lengths.contains(&digits.len()) && first.is_some_and(|first| (*low..=*high).contains(&first))
    };
    let varied = digits.bytes().any(|digit| Some(digit) != digits.bytes().next());
    varied && digits.bytes().all(|byte| byte.is_ascii_digit()) && BRANDS.iter().any(brand) && luhn(digits)
}

/// The check digit of cards: every second digit from the right counts double, and the sum ends in 0.
fn luhn(digits: &str) -> bool {
    let values = digits.bytes().rev().map(|byte| u32::from(byte - b'0'));
    let sum: u32 = values
        .enumerate()
        .map(|(at, value)| match (at % 2, value * 2) {
            (0, _) => value,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::mask;
    use crate::domain::redaction::keys::Handling::{Any, Card, Numbered};

    /// The brands' published test numbers, as people and programs write them.
    #[test]
    fn cards_are_found() {
        for card in [
            "4111111111111111",
            "4012 8888 8888 1881",
            "5555-5555-5555-4444",
            "2223003122003222",
            "378282246310005",
            "3782 822463 10005",
            "6011111111111117",
            "30569309025904",
            "3056 930902 5904",
            "3530111333300000",
            "6200000000000005",
            "2200 0000 0000 0004",
            "4000 0000 0000 0000 006",
        ] {
            assert_eq!(mask(card, Any), "[masked]", "{card}");
            let sentence = format!("please charge {card}, exp 12/27, thanks");
            assert_eq!(mask(&sentence, Any), "please charge [masked], exp 12/27, thanks");
        }
        assert_eq!(mask("4111 1111 1111 1111 2b", Any), "[masked] 2b");
        assert_eq!(mask("a1 4111-1111-1111-1111", Any), "a1 [masked]");
        assert_eq!(mask("4222222222222", Card), "[masked]");
        assert_eq!(mask("4111 1111 1111 1111 12/27", Any), "[masked] 12/27");
        assert_eq!(
            mask("4111111111111111;5555555555554444", Any),
            "[masked];[masked]"
        );
    }

    /// Long numbers that are none.
    #[test]
    fn others_stay() {
        for text in [
            "4111111111111112",
            "1795176000000",
            "1795176000000000000",
            "1234567890123456",
            "0000000000000000",
            "4222222222222",
            "356938035643809",
            "550e8400-e29b-41d4-a716-446655440000",
            "a4111111111111111",
            "4111111111111111f",
            "9fa4111111111111111c03",
            "3.4111111111111111",
            "+49 30 1234 5678 90 12 34 56",
            "203.0.113.7:4111",
            "41 11 11 11 11 11 11 11",
            "2026-11-20 12:00:00.000",
        ] {
            assert_eq!(mask(text, Any), text);
        }
    }

    /// Under a key of numbers, bare digits are that number; printed in groups they are a card anywhere.
    #[test]
    fn keys_are_minded() {
        assert_eq!(mask("4111111111111111", Numbered), "4111111111111111");
        assert_eq!(mask("4111 1111 1111 1111", Numbered), "[masked]");
    }
}
