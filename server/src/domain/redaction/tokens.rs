//! Keys and tokens that are told by how they look.

use app::types::event::MASKED;

/// How well-known secrets begin. What follows must be long, with letters and digits.
#[rustfmt::skip]
const PREFIXES: [&str; 26] = [
    "AKIA", "ASIA", "AIza", "SG.", "dop_v1_", "ghp_", "gho_", "ghr_", "ghs_", "ghu_", "github_pat_", "glpat-",
    "hf_", "npm_", "pypi-", "rk_live_", "rk_test_", "shpat_", "shpss_", "sk-", "sk_", "whsec_", "xapp-",
    "xoxb-", "xoxp-", "ya29.",
];
/// Characters after a prefix.
const MIN_TAIL: usize = 16;
/// Characters of a part of a JSON web token.
const MIN_PART: usize = 8;
/// Words before a token.
const SCHEMES: [&str; 2] = ["bearer", "basic"];

/// A text with its tokens masked.
pub fn mask(text: &str) -> String {
    if text.len() < MIN_TAIL {
        return text.to_owned();
    }
    if text.contains("-----BEGIN ") && text.contains("PRIVATE KEY-----") {
        return MASKED.to_owned();
    }
    let mut masked = String::with_capacity(text.len());
    let mut after_scheme = false;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !is_of_token(c)).unwrap_or(rest.len());
        let word = &rest[..end];
        let secret = is_token(word) || (after_scheme && word.len() >= MIN_TAIL && is_mixed(word));
        masked.push_str(if secret { MASKED } else { word });
        let gap = rest[end..].chars().next();
        if let Some(gap) = gap {
            masked.push(gap);
        }
        after_scheme = gap == Some(' ') && SCHEMES.iter().any(|scheme| word.eq_ignore_ascii_case(scheme));
        rest = &rest[end + gap.map_or(0, char::len_utf8)..];
    }
    masked
}

fn is_of_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '+' | '~')
}

fn is_token(word: &str) -> bool {
    is_json_web_token(word)
        || PREFIXES.iter().any(|prefix| {
            word.strip_prefix(prefix)
                .is_some_and(|tail| tail.len() >= MIN_TAIL && is_mixed(tail))
        })
}

/// Three parts, the first of them the JSON of a header.
fn is_json_web_token(word: &str) -> bool {
    let parts: Vec<&str> = word.split('.').collect();
    matches!(parts.as_slice(), [header, body, _] if header.starts_with("eyJ")
        && header.len() >= MIN_PART && body.len() >= MIN_PART)
}

/// Letters and digits: no word of any language.
fn is_mixed(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit()) && text.bytes().any(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::mask;

    /// Tokens, alone and in sentences. They are written in two pieces, so that no scanner takes them for real ones.
    #[test]
    fn tokens_are_found() {
        let jwt = ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxIn0", "c2lnbmF0dXJl"].join(".");
        let found = [
            jwt,
            ["sk", "_live_51H8abcDEF1234567890"].concat(),
            ["sk", "-proj-abcdef1234567890ABCD"].concat(),
            ["gh", "p_16C7e42F292c6912E7710c838347Ae178B4a"].concat(),
            ["AK", "IAIOSFODNN7EXAMPLE12"].concat(),
            ["xox", "b-123456789012-abcdefGHIJKL"].concat(),
        ];
        for token in found {
            assert_eq!(mask(&token), "[masked]", "{token}");
            assert_eq!(mask(&format!("key={token}, bye")), "key=[masked], bye", "{token}");
        }
        assert_eq!(mask("Bearer abcdef1234567890abcdef"), "Bearer [masked]");
        assert_eq!(
            mask("authorization: basic dXNlcjpwYXNzd29yZDE="),
            "authorization: basic [masked]="
        );
        assert_eq!(
            mask("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----"),
            "[masked]"
        );
    }

    /// Words and ids that are none.
    #[test]
    fn others_stay() {
        for text in [
            "sk_SK",
            "sk-learn-is-a-library-for-learning",
            "the basic subscription plan costs 12",
            "bearer of good news, the 3rd",
            "550e8400-e29b-41d4-a716-446655440000",
            "dregs-550e8400-e29b-41d4-a716-446655440000",
            "v1.2.3-beta.20261120",
            "a.b.example.com",
            "Bearer [masked]",
            "pk_live_51H8abcDEF1234567890",
            "Ünïcödé ist schön, auch am Ende é",
        ] {
            assert_eq!(mask(text), text);
        }
    }
}
