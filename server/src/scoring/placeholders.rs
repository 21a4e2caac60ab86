//! What people type when a form wants something: kept by hand.

use super::latin;

/// Whole values, folded to plain lower-case words.
#[rustfmt::skip]
pub const VALUES: [&str; 66] = [
    "aaa", "abc", "abc def", "abcd", "admin", "anon", "anonymous", "asd", "asd asd", "asdf", "asdf asdf",
    "bla", "bla bla", "blah", "blah blah", "bob bob", "delete me", "donald duck", "erika mustermann",
    "fake", "fake name", "fake user", "first last", "firstname lastname", "foo", "foo bar", "foobar",
    "harry potter", "hjkl", "homer simpson", "jane doe", "joe bloggs", "john doe", "john q public",
    "john smith test", "lorem ipsum", "max mustermann", "mickey mouse", "mr test", "my name", "n a", "na",
    "name", "name surname", "new user", "no name", "nobody", "noname", "none", "none none", "null", "qwe",
    "qwer", "qwert", "qwerty", "qwertz", "someone", "test", "test account", "test test", "test user",
    "tester", "testing", "undefined", "user", "xxx",
];

/// Domains that belong to people who are tired of it. `example.com` and its like are left out: every trial of
/// this product is full of them.
#[rustfmt::skip]
const DOMAINS: [&str; 11] = [
    "abc.com", "asd.com", "asdf.com", "bar.com", "blah.com", "domain.com", "fake.com", "foo.com", "nomail.com", "none.com", "test.com",
];
/// Reserved by RFC 2606 and RFC 6761 so that nobody has them; `example` is left out here too.
const TOP_DOMAINS: [&str; 4] = [".test", ".invalid", ".localhost", ".local"];
const PHONES: [&str; 5] = ["1234567890", "0123456789", "123456789", "12345678", "9876543210"];

/// The keys under which a whole name may be listed: as it is written, and in plain letters.
pub fn keys(name: &str) -> Vec<String> {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let mut keys = vec![words.join(" ")];
    keys.extend(latin::words(name).map(|words| words.join(" ")));
    keys.retain(|key| !key.is_empty());
    keys.dedup();
    keys
}

/// Whether nobody can have a mailbox at a domain.
pub fn is_domain(domain: &str) -> bool {
    DOMAINS.binary_search(&domain).is_ok() || TOP_DOMAINS.iter().any(|top| domain.ends_with(top))
}

/// Whether a telephone number is counted up, one digit over and over, or from American films (555-01xx).
pub fn is_phone(phone: &str) -> bool {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let repeated = digits.len() >= 7 && digits.bytes().all(|digit| Some(digit) == digits.bytes().next());
    let from_films = digits.len() >= 10
        && digits
            .get(digits.len() - 7..)
            .is_some_and(|end| end.starts_with("55501"));
    repeated || from_films || PHONES.contains(&digits.as_str())
}

#[cfg(test)]
mod tests {
    use super::{DOMAINS, VALUES, is_domain, is_phone};

    /// Binary search needs order.
    #[test]
    fn lists_are_sorted() {
        assert!(VALUES.is_sorted_by(|a, b| a < b));
        assert!(DOMAINS.is_sorted_by(|a, b| a < b));
    }

    /// Numbers that nobody answers.
    #[test]
    fn knows_phones_and_domains() {
        assert!(is_phone("+1 (212) 555-0134") && is_phone("000-000-0000") && is_phone("1234567890"));
        assert!(!is_phone("+44 20 7946 0958") && !is_phone(""));
        assert!(is_domain("asdf.com") && is_domain("mail.test") && !is_domain("example.com"));
    }
}
